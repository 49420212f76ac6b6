import { addDays } from '../days.ts';
import type { RegisteredDomain } from '../../platform/registrar/port.ts';
import type { DomainState } from '../input.ts';
import { parseHost, relative } from '../rules-names.ts';
import { tldOf, type Tld } from './tlds.ts';

/** Where a registration stands. After the expiry: still ours for the usual price, then for a fee, then for nobody. */
export type Phase = 'active' | 'grace' | 'redemption' | 'pending_delete' | 'gone';

/** When each phase after the expiry ends, as days; the first day on which it does not hold any more. */
export function deadlines(expiresOn: string, tld: Tld): { grace: string; redemption: string; deletion: string } {
  const grace = addDays(expiresOn, tld.graceDays);
  const redemption = addDays(grace, tld.redemptionDays);
  return { grace, redemption, deletion: addDays(redemption, tld.deletionDays) };
}

/** The phase on a day (RFC 3915 §3.1, for the endings that have one). On the day of its expiry a domain is not renewed any more. */
export function phaseOn(today: string, expiresOn: string, tld: Tld): Phase {
  if (today < expiresOn) return 'active';
  const { grace, redemption, deletion } = deadlines(expiresOn, tld);
  if (today < grace) return 'grace';
  if (today < redemption) return 'redemption';
  return today < deletion ? 'pending_delete' : 'gone';
}

/**
 * The day on which what shall not be renewed is deleted, where its registry would renew it: the last one on which the year is
 * given back, or on which it has not begun. Two days are left for a registry that is down.
 */
export function deletedOn(expiresOn: string, { autoRenews, graceDays }: Tld): string | undefined {
  if (autoRenews === null) return undefined;
  return addDays(expiresOn, autoRenews === 0 ? -1 : Math.min(graceDays, autoRenews - 2));
}

/** What a registry has, as it was paid for: a year that it added by itself to what shall not be renewed is not ours. */
export function asPaid(
  { autoRenew, expiresOn }: { readonly autoRenew: boolean; readonly expiresOn: string | null },
  registered: RegisteredDomain,
): RegisteredDomain {
  if (autoRenew || expiresOn === null || registered.expiresOn <= expiresOn) return registered;
  if (registered.phase === 'redemption' || registered.phase === 'pending_delete') return { ...registered, expiresOn };
  return registered.autoRenewed ? { ...registered, expiresOn, phase: 'grace' } : registered;
}

/** What a phase is called at the domain. */
export const stateIn = {
  active: 'active',
  grace: 'expired',
  redemption: 'redemption',
  pending_delete: 'pending_delete',
} as const satisfies Record<Exclude<Phase, 'gone'>, DomainState>;

/** The same day so many years later; from a leap day to the last of February. */
export function addYears(day: string, years: number): string {
  const [year, rest] = [Number(day.slice(0, 4)) + years, day.slice(5)];
  const last = rest === '02-29' && new Date(Date.UTC(year, 1, 29)).getUTCMonth() !== 1;
  return `${String(year).padStart(4, '0')}-${last ? '02-28' : rest}`;
}

/** So many years can be added today, at most; in its last year one can always be, or those of a year could not be renewed. */
export function yearsLeft(expiresOn: string, today: string, { maxYears }: Tld): number {
  let years = expiresOn <= addYears(today, 1) ? 1 : 0;
  while (years < maxYears && addYears(expiresOn, years + 1) <= addYears(today, maxYears)) years += 1;
  return years;
}

export type NameServerCode = 'required' | 'host_name' | 'duplicate' | 'needs_host' | 'too_few' | 'too_many';

export interface NameServers {
  /** A-labels without trailing dot; complete when there are no codes. */
  readonly names: readonly string[];
  /** What is wrong, by the place in the list; `list` is the list as a whole. */
  readonly codes: Readonly<Record<string, NameServerCode>>;
}

/** Name servers as people write them. `hosts` are the domain's own child hosts. */
export function parseNameServers(
  texts: readonly string[],
  domain: { readonly name: string; readonly tld: string },
  hosts: readonly string[],
): NameServers {
  const [least, most] = tldOf(domain.tld).nameServers;
  const names: string[] = [];
  const codes: Record<string, NameServerCode> = {};
  for (const [at, text] of texts.entries()) {
    const parsed = parseHost(text);
    if ('code' in parsed) codes[at] = parsed.code === 'required' ? 'required' : 'host_name';
    else if (names.includes(parsed.name)) codes[at] = 'duplicate';
    // Nobody could find it without its addresses at the registry (RFC 9471).
    else if (relative(parsed.name, domain.name) !== undefined && !hosts.includes(parsed.name)) codes[at] = 'needs_host';
    if ('name' in parsed) names.push(parsed.name);
  }
  if (texts.length < least) codes.list = 'too_few';
  if (texts.length > most) codes.list = 'too_many';
  return { names, codes };
}
