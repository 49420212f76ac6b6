import { and, eq } from 'drizzle-orm';
import type { Changes } from '../../jobs/changes.ts';
import { jobRows, jobTable } from '../../jobs/outbox.ts';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { DnsError, type DnsPort } from '../../platform/dns/port.ts';
import type { RegisteredDomain } from '../../platform/registrar/port.ts';
import type { Claims } from '../../store/claims.ts';
import type { Db } from '../../store/database.ts';
import { registryJob, wishAgain } from '../registry/write.ts';
import { tldOf } from '../registry/tlds.ts';
import { sendWhole } from '../dns-job.ts';
import { domains } from '../schema.ts';
import { readRRsets, type DomainRow } from '../zone.ts';
import { sameDs, type Ds } from './ds.ts';
import { dnssecJob, lookAtKeys } from './again.ts';
import { readSigning, type SigningRow } from './read.ts';
import { lingerTime, settleTime, type Step } from './rules.ts';
import { zoneSigning } from './schema.ts';

/**
 * Each step converges: what is signed is signed again, and keys that are not those that were told are told anew. A step that
 * was taken back meanwhile is not written; whoever took it back has put a job of his own.
 */
export const dnssecJobs = (
  dns: DnsPort,
  claims: Claims,
  changes: Changes,
  now: () => number,
): Readonly<Record<string, JobHandler>> => ({
  [dnssecJob]: {
    async run({ label, job, call }) {
      const row = await readSigning(label.db, job.object);
      const [domain] = await label.db.select().from(domains).where(eq(domains.id, job.object)).limit(1);
      if (!row || !domain) return async () => {};
      const { name } = domain;
      /** A zone that was never published, or that the name server lost, is made first. */
      const signed = async (): Promise<readonly Ds[]> => {
        try {
          return await dns.sign(name, call);
        } catch (error) {
          if (!(error instanceof DnsError && error.code === 'zone_missing')) throw error;
          await sendWhole(dns, claims, label, domain, call);
          return dns.sign(name, call);
        }
      };
      if (row.step === 'unsigning') {
        await dns.unsign(name, call);
        return async (tx) => void (await tx.delete(zoneSigning).where(stillAt(row)));
      }
      if (row.step === 'withdrawing' || row.step === 'lingering') {
        await dns.withdraw(name, call);
        return row.step === 'lingering' ? waiting(row, job, now, 'unsigning') : quiet(row);
      }
      const ds = await signed();
      // Keys that went while it settled: it was answered without signatures meanwhile, and waits anew.
      const begins = row.step === 'signing' || (row.step === 'settling' && !sameDs(ds, row.ds));
      if (begins) {
        const ttls = (await readRRsets(label.db, domain.id)).map(({ ttl }) => ttl);
        const dueAt = new Date(now() + settleTime(ttls) * 1000);
        return async (tx) => {
          if (await move(tx, row, { step: 'settling', ds: [...ds], dueAt }))
            await putLater(tx, { kind: dnssecJob, object: domain.id }, dueAt, job);
        };
      }
      // The keys are others than those that were told: nobody may believe the old ones any longer than he must.
      if (!sameDs(ds, row.ds))
        return async (tx) => {
          if (await move(tx, row, { step: 'announcing', ds: [...ds], dueAt: null }))
            await announce(tx, domain, new Date(now()));
          // The registry took the old ones just now: that is a step without a job of its own.
          else await lookAtKeys(tx, domain.id, new Date(now()));
        };
      return row.step === 'settling' ? waiting(row, job, now, 'announcing') : quiet(row);
    },

    async failed(tx, { job }, error) {
      const said = error instanceof DnsError && error.code === 'refused' ? 'refused' : 'unreachable';
      await tx.update(zoneSigning).set({ error: said }).where(eq(zoneSigning.domainId, job.object));
    },

    lookAgain: (tx, { job }, due) => putLater(tx, { kind: dnssecJob, object: job.object }, due, job),
    port: 'dns',

    settled({ label, job }) {
      void label.db
        .select({ customerId: domains.customerId })
        .from(domains)
        .where(eq(domains.id, job.object))
        .then(
          ([domain]) =>
            domain && changes.publish(label.id, domain.customerId, { kind: 'domains.domain', id: job.object }),
          () => {},
        );
    },
  },
});

const stillAt = ({ domainId, step }: SigningRow) => and(eq(zoneSigning.domainId, domainId), eq(zoneSigning.step, step));

/** Writes the next step, unless somebody chose another one meanwhile. */
async function move(tx: Db, row: SigningRow, values: Partial<SigningRow> & { readonly step: Step }): Promise<boolean> {
  const moved = await tx
    .update(zoneSigning)
    .set({ error: null, ...values })
    .where(stillAt(row))
    .returning({ id: zoneSigning.domainId });
  return moved.length > 0;
}

const quiet = (row: SigningRow) => async (tx: Db) => void (await move(tx, row, { step: row.step }));

/** Goes on when the wait is over; comes again when this one came too early. */
const waiting =
  (
    row: SigningRow,
    job: Parameters<typeof putLater>[3] & { readonly object: string },
    now: () => number,
    next: 'announcing' | 'unsigning',
  ) =>
  async (tx: Db): Promise<void> => {
    const { domainId, dueAt } = row;
    if (dueAt && dueAt.getTime() > now()) {
      await move(tx, row, { step: row.step });
      return putLater(tx, { kind: dnssecJob, object: domainId }, dueAt, job);
    }
    if (!(await move(tx, row, { step: next, dueAt: null }))) return;
    const [domain] = await tx.select().from(domains).where(eq(domains.id, domainId)).limit(1);
    if (next === 'announcing') await announce(tx, domain!, new Date(now()));
    else await tx.insert(jobTable).values(jobRows([{ kind: dnssecJob, object: domainId }], new Date(now()), job));
  };

async function announce(tx: Db, domain: Pick<DomainRow, 'id' | 'wishedVersion'>, at: Date): Promise<void> {
  await wishAgain(tx, domain.id, ['ds']);
  await tx.insert(jobTable).values(jobRows([{ kind: registryJob, object: domain.id }], at));
}

/** What the registry has decides whether a step is over. In the transaction that takes over what it has. */
export async function registryHas(
  tx: Db,
  domain: DomainRow,
  { ds }: Pick<RegisteredDomain, 'ds'>,
  at: Date,
): Promise<void> {
  const row = await readSigning(tx, domain.id);
  if (row?.step === 'announcing' && sameDs(ds, row.ds)) await move(tx, row, { step: 'on', dueAt: null });
  if (row?.step !== 'withdrawing' || ds.length) return;
  const dueAt = new Date(at.getTime() + lingerTime(tldOf(domain.tld).dsTtl) * 1000);
  await move(tx, row, { step: 'lingering', dueAt });
  await putLater(tx, { kind: dnssecJob, object: domain.id }, dueAt, {});
}
