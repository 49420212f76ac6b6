import { and, eq, inArray, lte, or, sql } from 'drizzle-orm';
import { jobRows, jobTable } from '../../jobs/outbox.ts';
import { readSettings } from '../../reseller/settings.ts';
import type { LabelHandle } from '../../store/labels.ts';
import { addDays, dayOf } from '../days.ts';
import { domains } from '../schema.ts';
import { deletedOn } from './rules.ts';
import { tldOf } from './tlds.ts';
import { registryJob, type RegistryPayload } from './write.ts';

/** A domain is renewed this many days before it runs out: a registry that is down for a day loses nobody his name. */
const ahead = 2;

/**
 * What a day brings to a label's domains: those that renew by themselves are renewed, those that shall not be renewed are
 * deleted where the registry would renew them, and of those that have run out the
 * registry is asked where they stand. Each goes with its day, so that a second round does nothing twice.
 */
export async function dailyDomains({ db }: LabelHandle, now: number): Promise<boolean> {
  const { timeZone } = (await readSettings(db)).locale;
  const today = dayOf(now, timeZone);
  const renews = and(
    eq(domains.autoRenew, true),
    inArray(domains.state, ['active', 'expired']),
    lte(domains.expiresOn, addDays(today, ahead)),
  );
  const ranOut = and(
    inArray(domains.state, ['active', 'expired', 'redemption', 'pending_delete']),
    lte(domains.expiresOn, today),
  );
  // Some are deleted before their day.
  const ends = and(
    eq(domains.autoRenew, false),
    inArray(domains.state, ['active', 'expired']),
    lte(domains.expiresOn, addDays(today, ahead)),
  );
  // One that is only looked at again and again is renewed all the same.
  const underWay = sql`exists (select 1 from jobs where jobs.object = ${domains.id} and jobs.kind = ${registryJob}
    and jobs.state in ('pending', 'running') and (not (${renews} or ${ends}) or json_extract(jobs.payload, '$.op') in ('renew', 'delete')))`;
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({
        id: domains.id,
        tld: domains.tld,
        expiresOn: domains.expiresOn,
        renews: sql<number>`${renews}`,
        ranOut: sql<number>`${ranOut}`,
        ends: sql<number>`${ends}`,
      })
      .from(domains)
      .where(and(or(renews, ranOut, ends), sql`not ${underWay}`));
    const queued = rows.flatMap((row) => {
      const payload = payloadFor(row, today);
      return payload || row.ranOut || row.renews ? [{ kind: registryJob, object: row.id, payload }] : [];
    });
    for (let at = 0; at < queued.length; at += 500)
      await tx.insert(jobTable).values(jobRows(queued.slice(at, at + 500), new Date(now)));
    return queued.length > 0;
  });
}

interface DueRow {
  readonly tld: string;
  readonly expiresOn: string | null;
  readonly renews: number;
  readonly ends: number;
}

function payloadFor({ tld, expiresOn, renews, ends }: DueRow, today: string): RegistryPayload {
  if (renews) return { op: 'renew', expiresOn: expiresOn!, years: 1, by: '', automatic: true };
  const on = ends && deletedOn(expiresOn!, tldOf(tld));
  return on && on <= today ? { op: 'delete', expiresOn: expiresOn! } : null;
}
