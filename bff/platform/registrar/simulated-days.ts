import { addDays } from '../../domains/days.ts';
import { addYears, phaseOn, type Phase } from '../../domains/registry/rules.ts';
import { tldFor } from './refusals.ts';

/** What the days do to a registration. */
export interface HeldDays {
  readonly name: string;
  readonly expiresOn: string;
  /** The day on which the registry renewed it by itself. */
  readonly renewedOn?: string | undefined;
  readonly deletedOn?: string | undefined;
  /** It had run out before it came here: nobody renews it any more. */
  readonly lapsed?: boolean | undefined;
}

/** On the day that it expires the registry renews what is not deleted, where its ending does that. */
export function renewedAlone<Held extends HeldDays>(held: Held, today: string): Held {
  if (tldFor(held.name).autoRenews === null || held.lapsed || held.deletedOn) return held;
  let after = held;
  while (after.expiresOn <= today)
    after = { ...after, renewedOn: after.expiresOn, expiresOn: addYears(after.expiresOn, 1) };
  return after;
}

/** The year that the registry added can be given back still (autoRenewPeriod, RFC 3915 §3.1). */
export const isAutoRenewed = ({ name, renewedOn }: HeldDays, today: string): boolean =>
  renewedOn !== undefined && today < addDays(renewedOn, tldFor(name).autoRenews ?? 0);

export function phaseAt({ name, expiresOn, deletedOn }: HeldDays, today: string): Phase {
  const tld = tldFor(name);
  if (deletedOn === undefined) return phaseOn(today, expiresOn, tld);
  const redemption = addDays(deletedOn, tld.redemptionDays);
  if (today < redemption) return 'redemption';
  return today < addDays(redemption, tld.deletionDays) ? 'pending_delete' : 'gone';
}

/** Deleted on that day: a year that can be given back is. */
export const deleted = (held: HeldDays, today: string): Omit<HeldDays, 'name'> => ({
  deletedOn: today,
  renewedOn: undefined,
  lapsed: undefined,
  expiresOn: isAutoRenewed(held, today) ? held.renewedOn! : held.expiresOn,
});
