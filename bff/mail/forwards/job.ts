import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { mailJob } from '../../account/mail-job.ts';
import { areaUrl } from '../../account/me.ts';
import { putJobs } from '../../jobs/outbox.ts';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler, Running } from '../../jobs/runner.ts';
import type { Call } from '../../platform/call.ts';
import { MailError } from '../../platform/mail/port.ts';
import { locales } from '../../policy/words.ts';
import type { Control } from '../../store/control.ts';
import type { Db } from '../../store/database.ts';
import { randomSecret, seal, sha256 } from '../../store/hash.ts';
import { leaveDomain } from '../domain-job.ts';
import { ensureDomain } from '../domain.ts';
import type { MailJobs } from '../mailboxes/job.ts';
import { readable } from '../rules.ts';
import { forwards, forwardTargets } from '../schema.ts';
import { targetsOf, type ForwardRow } from './read.ts';
import { askJob, forwardJob } from './write.ts';

export interface ForwardJobs extends MailJobs {
  readonly control: Control;
  readonly platformUrl: string;
}

const readForward = async (db: Db, id: string): Promise<ForwardRow | undefined> =>
  (await db.select().from(forwards).where(eq(forwards.id, id)).limit(1))[0];

/** What the server has of it: those who agreed. Where nobody did, mail goes as if there were no forward. */
async function tellForward(parts: MailJobs, { label }: Running, row: ForwardRow, call: Call): Promise<void> {
  const { address, keepCopy } = row;
  const targets = (await targetsOf(label.db, [row.id])).flatMap((to) => (to.confirmedAt ? [to.address] : []));
  if (row.deletedAt || !targets.length) return parts.mail.dropForward(address, call);
  await ensureDomain(parts, label, row.domainId, call);
  await parts.mail.putForward({ address, targets, keepCopy }, call);
}

/** The job that brings the mail server to what a forward shall be, and the one that asks those whom it leads to. */
export function forwardJobs(parts: ForwardJobs): Readonly<Record<string, JobHandler>> {
  const owners = new WeakMap<Running, string>();
  return {
    [forwardJob]: {
      async run(running) {
        const { label, job, call } = running;
        const row = await readForward(label.db, job.object);
        if (!row) return async () => {};
        owners.set(running, row.customerId);
        const told = await outcomeOf(() => tellForward(parts, running, row, call), row);
        return async (tx) => {
          // Had back, or changed once more meanwhile: the job of that change tells the rest.
          const same = and(eq(forwards.id, row.id), eq(forwards.wishedVersion, row.wishedVersion));
          if (row.deletedAt && !told.syncError) {
            await tx.delete(forwards).where(same);
            await leaveDomain(tx, row.domainId, new Date(parts.now()), job);
          } else
            await tx
              .update(forwards)
              .set(told)
              .where(and(eq(forwards.id, row.id), sql`${forwards.servedVersion} <= ${row.wishedVersion}`));
        };
      },
      failed: async (tx, { job }, _error, retryAt) =>
        void (await tx
          .update(forwards)
          .set({ syncError: 'unreachable', syncRetryAt: retryAt ?? null })
          .where(eq(forwards.id, job.object))),
      lookAgain: (tx, { job }, due) => putLater(tx, { kind: forwardJob, object: job.object }, due, job),
      port: 'mail',
      settled(running) {
        const customer = owners.get(running);
        if (customer)
          parts.changes.publish(running.label.id, customer, { kind: 'mail.forward', id: running.job.object });
      },
    },
    [askJob]: askHandler(parts),
  };
}

/** What to write when the server was told: the version it has, or that it refuses. */
async function outcomeOf(tell: () => Promise<void>, row: ForwardRow): Promise<Partial<ForwardRow>> {
  try {
    await tell();
    return { servedVersion: row.wishedVersion, syncError: null, syncRetryAt: null };
  } catch (error) {
    if (!(error instanceof MailError) || error.code === 'unreachable') throw error;
    return { syncError: 'refused', syncRetryAt: null };
  }
}

const asking = v.object({ targets: v.array(v.string()), locale: v.picklist(locales) });

/** Mails links; each makes those before it void. */
const askHandler = ({ control, platformUrl, secret, now }: ForwardJobs): JobHandler => ({
  async run({ label, job }) {
    const { targets, locale } = v.parse(asking, job.payload);
    const row = await readForward(label.db, job.object);
    const entry = await control.label(label.id);
    if (!row || row.deletedAt || !entry) return async () => {};
    const waiting = await label.db
      .select()
      .from(forwardTargets)
      .where(
        and(
          eq(forwardTargets.forwardId, row.id),
          inArray(forwardTargets.address, targets),
          isNull(forwardTargets.confirmedAt),
        ),
      );
    const links = await Promise.all(
      waiting.map(async ({ address }) => {
        const token = randomSecret();
        const link = await seal(secret, `${areaUrl({ platformUrl }, { entry })}/ca/confirm-forward#${token}`);
        return { address, hash: await sha256(token), link };
      }),
    );
    const name = readable(row.address);
    return async (tx) => {
      const at = new Date(now());
      for (const { address, hash } of links)
        await tx
          .update(forwardTargets)
          .set({ tokenHash: hash, askedAt: at })
          .where(and(eq(forwardTargets.forwardId, row.id), eq(forwardTargets.address, address)));
      const mails = links.map(({ address, link }) => ({
        kind: mailJob,
        object: row.id,
        payload: { to: address, name, template: 'forward', locale, link },
      }));
      if (mails.length) await putJobs(tx, mails, at, job);
    };
  },
  failed: async () => {},
});
