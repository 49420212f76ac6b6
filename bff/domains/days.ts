interface Kept {
  readonly format: Intl.DateTimeFormat;
  minute: number;
  day: string;
}
// Making a format takes longer than a page of a list, using it as long as a small one; there are as many as labels have
// zones, and in none of them does a day begin within a minute.
const kept = new Map<string, Kept>();

/** The day (`2027-03-14`) that it is in a time zone. */
export function dayOf(now: number, timeZone: string): string {
  let zone = kept.get(timeZone);
  if (!zone) {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    kept.set(timeZone, (zone = { format, minute: NaN, day: '' }));
  }
  const minute = Math.floor(now / 60_000);
  if (zone.minute !== minute) [zone.minute, zone.day] = [minute, zone.format.format(now)];
  return zone.day;
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** A day as one writes it in a sentence: `14 March 2027`. */
export const longDay = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );

/** True for a day that is in the calendar, written `2027-03-14`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  return !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text;
}
