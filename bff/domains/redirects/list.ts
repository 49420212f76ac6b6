import { asc, eq } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { BoundLabel, Deps } from '../../http/env.ts';
import type { Denied, Refusal } from '../../policy/actions.ts';
import { reasonFor } from '../../policy/words.ts';
import type { Db } from '../../store/database.ts';
import { syncOf } from '../list-rows.ts';
import { absolute, toUnicode } from '../rules-names.ts';
import { readSomeRRsets, type DomainRow } from '../zone.ts';
import type { Redirect, RedirectList } from './answers.ts';
import { addressesOf, pointsHere, type Addresses } from './rules-records.ts';
import { redirects } from './schema.ts';
import { redirectWords } from './words.ts';

const redirectActions = ['domains.redirect.create', 'domains.redirect.edit', 'domains.redirect.delete'] as const;

/** Where this label's redirects live: its own choice, else the platform's. */
export const addressesFor = (label: BoundLabel, deps: Pick<Deps, 'redirectAddresses'>): Addresses => {
  const own = label.settings.redirects.addresses;
  return addressesOf(own.length ? own : deps.redirectAddresses);
};

/** Why a domain cannot have redirects: it is not ours yet, or any more. Other name servers are no reason. */
export function redirectRefusal({ state }: Pick<DomainRow, 'state'>, { locale }: Session): Refusal | undefined {
  if (state === 'active' || state === 'expired') return undefined;
  const reason = reasonFor('state_forbids', locale);
  return { code: 'state_forbids', ...(reason ? { reason } : {}) };
}

/** Why there are none to be made at all. */
export const nowhere = ({ A, AAAA }: Addresses, { locale }: Session): Refusal | undefined =>
  A.length || AAAA.length ? undefined : { code: 'state_forbids', reason: redirectWords(locale).no_addresses };

function deniedOn(domain: DomainRow, addresses: Addresses, session: Session): Denied {
  const refusal = redirectRefusal(domain, session);
  const without = refusal ?? nowhere(addresses, session);
  const why = { ...(without && { create: without, edit: without }), ...(refusal && { delete: refusal }) };
  return Object.fromEntries(
    redirectActions
      .filter((name) => !session.denied[name])
      .flatMap((name) => {
        const found = why[name.slice(name.lastIndexOf('.') + 1) as keyof typeof why];
        return found ? [[name, found]] : [];
      }),
  );
}

/** The redirects of a domain, and whether the zone leads visitors to them. */
export async function redirectList(
  db: Db,
  label: BoundLabel,
  session: Session,
  deps: Pick<Deps, 'redirectAddresses'>,
  domain: DomainRow,
): Promise<RedirectList> {
  const rows = await db
    .select()
    .from(redirects)
    .where(eq(redirects.domainId, domain.id))
    // The apex comes first: `@` is before all letters, and wildcards after it are few.
    .orderBy(asc(redirects.host));
  const hosts = rows.map(({ host }) => host);
  const rrsets = domain.ownNameServers && hosts.length ? await readSomeRRsets(db, domain.id, hosts) : [];
  const addresses = addressesFor(label, deps);
  const items = rows.map((row): Redirect => {
    const { id, host, kind, target, keepPath, keepQuery, title, description, canonical, noindex } = row;
    const name = absolute(host, domain.name);
    return {
      ...{ id, host, kind, target, keepPath, keepQuery, title, description, canonical, noindex },
      before: row.before.map((rrset) => ({ ...rrset, records: [...rrset.records] })),
      name,
      unicodeName: toUnicode(name),
      points: !domain.ownNameServers ? 'unknown' : pointsHere(rrsets, host, addresses) ? 'here' : 'elsewhere',
    };
  });
  return {
    domain: { id: domain.id, name: domain.name, unicodeName: domain.unicodeName },
    version: domain.zoneVersion,
    dns: syncOf(domain),
    ownNameServers: domain.ownNameServers,
    nameServers: domain.nameServers,
    addresses: { A: [...addresses.A], AAAA: [...addresses.AAAA] },
    items: items.sort((a, b) => rank(a) - rank(b)),
    denied: deniedOn(domain, addresses, session),
  };
}

/** The apex, then names, then what stands for all others. */
const rank = ({ host }: Pick<Redirect, 'host'>): number => (host === '@' ? 0 : host.startsWith('*') ? 2 : 1);
