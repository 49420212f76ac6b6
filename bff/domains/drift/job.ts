import { and, asc, count, countDistinct, eq, gt, inArray, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Changes } from '../../jobs/changes.ts';
import { jobTable, putJobs, type NewJob } from '../../jobs/outbox.ts';
import type { Job } from '../../jobs/queue.ts';
import { wasRestored } from '../../jobs/restored.ts';
import type { JobHandler, RunnerOptions } from '../../jobs/runner.ts';
import { DnsError, type DnsPort } from '../../platform/dns/port.ts';
import { RegistrarError, type RegistrarPort } from '../../platform/registrar/port.ts';
import { readSettings } from '../../reseller/settings.ts';
import type { Db } from '../../store/database.ts';
import type { LabelHandle } from '../../store/labels.ts';
import { rrsetKey, type RecordType, type RRsetChange } from '../records.ts';
import { domains } from '../schema.ts';
import { readSomeRRsets, type DomainRow } from '../zone.ts';
import { zoneCheckJob } from '../dns.ts';
import { driftOf, driftsOf, keepSeen } from './keep.ts';
import { lookAtDrift, type Seen } from './look.ts';
import { aloneOf, fewEnough } from './rules.ts';
import { drifts } from './schema.ts';
import { fits, putRecordsJob, settleDrifts, type PutRecords } from './settle.ts';

/** Looks at one domain, because somebody asked. */
export const driftJob = 'domains.drift.look';
/** Looks at all domains of a label, a part at a time; its object is the word `all`. */
export const driftRoundJob = 'domains.drift.round';
const roundPayload = v.object({ after: v.string() });

/** So many domains, or so long in ms: then it is the next job's turn. */
const part = 25;
const longest = 5000;
const nobody = (at: Date) => ({ at, userId: null, by: '' });

export const driftJobs = (
  dns: DnsPort,
  registrar: RegistrarPort,
  changes: Changes,
  now: () => number,
  report: RunnerOptions['report'],
): Readonly<Record<string, JobHandler>> => {
  const look = (db: Db, domain: DomainRow, call: Parameters<JobHandler['run']>[0]['call']) =>
    lookAtDrift({ dns, registrar }, db, domain, call).catch((error: unknown): Seen => {
      // What is refused says nothing of what is there; what cannot be reached is asked again.
      if ((error instanceof RegistrarError || error instanceof DnsError) && error.code !== 'unreachable')
        return { where: [], drifts: [] };
      throw error;
    });

  return {
    [driftJob]: {
      async run({ label, job, call }) {
        const domain = await readDomain(label.db, job.object);
        if (!domain) return async () => {};
        const seen = await look(label.db, domain, call);
        return async (tx) => {
          const at = new Date(now());
          if ((await keepSeen(tx, domain, seen, at)) && !(await wasRestored(tx)))
            await settleAlone(tx, domain.id, at, job);
        };
      },
      failed: async () => {},
      settled: ({ label, job }) => publish(changes, label.id, label.db, job.object),
    },

    [driftRoundJob]: {
      async run({ label, job, call }) {
        const { after } = v.parse(roundPayload, job.payload);
        const rows = await label.db
          .select()
          .from(domains)
          .where(and(gt(domains.id, after), inArray(domains.state, ['active', 'expired'])))
          .orderBy(asc(domains.id))
          .limit(part);
        const until = performance.now() + longest;
        const seen: [DomainRow, Seen][] = [];
        for (const domain of rows) {
          if (seen.length && performance.now() > until) break;
          seen.push([domain, await look(label.db, domain, call)]);
        }
        return async (tx) => {
          const at = new Date(now());
          for (const [domain, found] of seen) await keepSeen(tx, domain, found, at);
          const last = seen.at(-1)?.[0];
          if (last && (seen.length < rows.length || rows.length === part)) {
            const next = { kind: driftRoundJob, object: job.object, payload: { after: last.id } };
            await putJobs(tx, [next], at, job);
          } else await settleRound(tx, label.id, at, job);
        };
      },
      failed: async () => {},
    },

    [putRecordsJob]: {
      async run({ label, job, call }) {
        const domain = await readDomain(label.db, job.object);
        if (!domain?.ownNameServers) return async () => {};
        try {
          await dns.change(domain.name, await recordsOf(label.db, domain.id, job.payload as PutRecords), call);
        } catch (error) {
          if (!(error instanceof DnsError && error.code === 'zone_missing')) throw error;
          const whole = { kind: zoneCheckJob, object: domain.id };
          return (tx) => putJobs(tx, [whole], new Date(now()), job);
        }
        return async () => {};
      },
      failed: async () => {},
      port: 'dns',
    },
  };

  /** What rules settle by themselves, unless so much differs that something else must be wrong. */
  async function settleRound(tx: Db, label: string, at: Date, job: Job): Promise<void> {
    const [differing] = await tx.select({ many: countDistinct(drifts.domainId) }).from(drifts);
    const [all] = await tx
      .select({ many: count() })
      .from(domains)
      .where(inArray(domains.state, ['active', 'expired']));
    const found = { label, differing: differing!.many, domains: all!.many };
    if (!found.differing) return;
    report('drift_found', found);
    if (!fewEnough(found.differing, found.domains)) return report('drift_many', found);
    if (await wasRestored(tx)) return;
    const ids = await tx.selectDistinct({ id: drifts.domainId }).from(drifts);
    for (const { id } of ids) await settleAlone(tx, id, at, job);
  }
};

async function settleAlone(tx: Db, domainId: string, at: Date, job: Job): Promise<void> {
  const found = (await driftsOf(tx, domainId)).map(driftOf);
  const labelNameServers = (await readSettings(tx)).dns.nameServers;
  const by = nobody(at);
  const jobs: NewJob[] = [];
  for (const side of ['theirs', 'ours'] as const) {
    const alone = found.filter((one) => aloneOf(one) === side);
    const domain = alone.length ? await readDomain(tx, domainId) : undefined;
    if (!domain) continue;
    const taken = side === 'ours' || (await fits(tx, domain, labelNameServers, alone));
    const settled = taken ? alone : alone.filter(({ kind }) => kind !== 'record');
    jobs.push(...(await settleDrifts(tx, { domain, labelNameServers, by }, settled, side)));
  }
  await putJobs(tx, jobs, at, job);
}

async function recordsOf(db: Db, domainId: string, { rrsets }: PutRecords): Promise<RRsetChange[]> {
  const keys = rrsets.map((key) => key.split(' ') as [string, RecordType]);
  const ours = await readSomeRRsets(db, domainId, [...new Set(keys.map(([name]) => name))]);
  const now = new Map(ours.map((rrset) => [rrsetKey(rrset), rrset]));
  return keys.map(([name, type]) => {
    const rrset = now.get(rrsetKey({ name, type }));
    return rrset ? { op: 'set', ...rrset } : { op: 'delete', name, type };
  });
}

async function readDomain(db: Db, id: string): Promise<DomainRow | undefined> {
  const [row] = await db.select().from(domains).where(eq(domains.id, id)).limit(1);
  return row;
}

function publish(changes: Changes, label: string, db: Db, id: string): void {
  void readDomain(db, id).then(
    (domain) => {
      if (!domain) return;
      for (const kind of ['domains.domain', 'domains.dns'] as const)
        changes.publish(label, domain.customerId, { kind, id });
    },
    () => {},
  );
}

/** Once a night for each label; one that still goes on is enough. */
export async function dailyDrift({ db }: Pick<LabelHandle, 'db'>, now: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [open] = await tx
      .select({ id: jobTable.id })
      .from(jobTable)
      .where(and(eq(jobTable.kind, driftRoundJob), sql`${jobTable.state} in ('pending', 'running')`))
      .limit(1);
    if (open) return false;
    await putJobs(tx, [{ kind: driftRoundJob, object: 'all', payload: { after: '' } }], new Date(now));
    return true;
  });
}
