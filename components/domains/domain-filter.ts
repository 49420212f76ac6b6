import type { DomainSummary } from '../../bff/domains/answers.ts';
import { addDays } from '../../bff/domains/days.ts';
import type { Client } from '../../bff/client.ts';
import { accept } from '../shared/api-error.ts';
import type { DomainFilter } from './domains.controller.ts';

/** A domain that will not renew needs its customer this many days before it expires. */
const soon = 30;
const broken: readonly string[] = ['failed', 'expired', 'redemption', 'pending_transfer_in'];
const gone: readonly string[] = ['released', 'transferred'];
const renewable: readonly string[] = ['active', 'expired', 'redemption'];

const isStopped = ({ autoRenew, state }: DomainSummary): boolean => !autoRenew && renewable.includes(state);
const needsAttention = (domain: DomainSummary, by: string): boolean =>
  broken.includes(domain.state) ||
  domain.verifyBy !== null ||
  (isStopped(domain) && domain.expiresOn !== null && domain.expiresOn <= by);
const tldOf = ({ name }: DomainSummary): string => name.slice(name.indexOf('.') + 1);

/** The same as the BFF finds in the same order, from a list that is here as a whole. */
export function filtered(
  all: readonly DomainSummary[],
  { q, view, state, tld, expires, month, sort }: DomainFilter,
  today: string,
): readonly DomainSummary[] {
  const words = q.trim().normalize('NFC').toLowerCase();
  const until = expires && addDays(today, Number(expires));
  const by = addDays(today, soon);
  const found = all.filter(
    (domain) =>
      (!words || domain.name.includes(words) || domain.unicodeName.includes(words)) &&
      (view === 'all' || (view === 'stopped' ? isStopped(domain) : needsAttention(domain, by))) &&
      (!state || domain.state === state) &&
      (!tld || tldOf(domain) === tld) &&
      (!month || (domain.expiresOn?.startsWith(month) && !gone.includes(domain.state))) &&
      (!until || (domain.expiresOn !== null && domain.expiresOn >= today && domain.expiresOn <= until)),
  );
  // `all` comes by name.
  if (sort === 'name') return found;
  if (sort === '-name') return found.toReversed();
  const key = ({ expiresOn }: DomainSummary) => expiresOn ?? (sort === 'expires' ? '9999-12-31' : '');
  const turn = sort === 'expires' ? 1 : -1;
  return found.toSorted((a, b) => (key(a) < key(b) ? -turn : key(a) > key(b) ? turn : 0));
}

export function countsOf(all: readonly DomainSummary[], today: string) {
  const by = addDays(today, soon);
  return {
    all: all.length,
    attention: all.filter((domain) => needsAttention(domain, by)).length,
    stopped: all.filter(isStopped).length,
  };
}

/** The same list with one of its domains as it is now. */
export async function withFresh(
  api: Client,
  whole: readonly DomainSummary[],
  id: string,
): Promise<readonly DomainSummary[]> {
  const answer = await accept(api.v1.domains[':id'].$get({ param: { id } }));
  const domain = (await answer.json()) as DomainSummary;
  return whole.map((one) => (one.id === id ? domain : one));
}
