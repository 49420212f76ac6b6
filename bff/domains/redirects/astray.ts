import { and, eq, inArray } from 'drizzle-orm';
import type { Deps, BoundLabel } from '../../http/env.ts';
import type { ZoneWarning } from '../answers.ts';
import type { RRsetDiff } from '../records.ts';
import { absolute, toUnicode } from '../rules-names.ts';
import { readSomeRRsets, type DomainRow } from '../zone.ts';
import { addressesFor } from './list.ts';
import { pointsHere } from './rules-records.ts';
import { redirects } from './schema.ts';

/** What to say of redirects whose visitors a change set of the zone would lead elsewhere. */
export async function astrayBy(
  label: BoundLabel,
  deps: Pick<Deps, 'redirectAddresses'>,
  domain: DomainRow,
  diff: readonly RRsetDiff[],
): Promise<ZoneWarning[]> {
  const names = [...new Set(diff.map(({ name }) => name))];
  const found = await label.db
    .select({ host: redirects.host })
    .from(redirects)
    .where(and(eq(redirects.domainId, domain.id), inArray(redirects.host, names)));
  if (!found.length) return [];
  const hosts = found.map(({ host }) => host);
  const before = await readSomeRRsets(label.db, domain.id, hosts);
  const untouched = before.filter(({ name, type }) => !diff.some((line) => line.name === name && line.type === type));
  const after = [...untouched, ...diff.flatMap((line) => line.after ?? [])];
  const addresses = addressesFor(label, deps);
  return hosts
    .filter((host) => pointsHere(before, host, addresses) && !pointsHere(after, host, addresses))
    .map((host) => ({
      code: 'redirect_stops',
      name: host,
      facts: { name: toUnicode(absolute(host, domain.name)) },
    }));
}
