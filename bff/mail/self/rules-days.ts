import { addDays, dayOf } from '../../domains/days.ts';

const minute = 60_000;

/** When a day begins in a time zone, in ms: not everywhere and always at midnight. */
export function startOf(day: string, timeZone: string): number {
  // No zone is further than that from UTC.
  const utc = Date.parse(`${day}T00:00:00Z`);
  let before = utc / minute - 15 * 60;
  let begun = utc / minute + 15 * 60;
  while (begun - before > 1) {
    const middle = Math.floor((before + begun) / 2);
    if (dayOf(middle * minute, timeZone) < day) before = middle;
    else begun = middle;
  }
  return begun * minute;
}

/** When it is over. */
export const endOf = (day: string, timeZone: string): number => startOf(addDays(day, 1), timeZone);

/** Whether an answer that is switched on could be given on no day any more; `today` is the label's. */
export const isOver = ({ on, until }: { on: boolean; until: string | null }, today: string): boolean =>
  on && until !== null && until < today;
