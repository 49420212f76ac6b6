import { and, asc, eq, sql } from 'drizzle-orm';
import { mailJob } from '../../account/mail-job.ts';
import { areaUrl } from '../../account/me.ts';
import { memberships } from '../../account/schema.ts';
import { users } from '../../auth/schema.ts';
import { putJobs } from '../../jobs/outbox.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { locales } from '../../policy/words.ts';
import type { Control } from '../../store/control.ts';
import type { Db } from '../../store/database.ts';
import { randomSecret, seal, sha256 } from '../../store/hash.ts';
import { domains } from '../schema.ts';
import { addressChecks } from './schema.ts';
import { verifyJob, type CheckRow } from './write.ts';

interface VerifyParts {
  readonly control: Control;
  readonly platformUrl: string;
  readonly secret: string;
  readonly now: () => number;
}

/** How its reader is called, and in which language he is written to. */
async function readerOf(db: Db, { customerId, email }: CheckRow) {
  const [domain] = await db
    .select({ name: domains.ownerName, about: domains.unicodeName })
    .from(domains)
    .where(and(eq(domains.customerId, customerId), eq(sql`lower(${domains.ownerEmail})`, email)))
    .orderBy(asc(domains.name))
    .limit(1);
  const [owner] = await db
    .select({ locale: users.locale })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.customerId, customerId), eq(memberships.role, 'owner')))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  return domain && { ...domain, locale: locales.find((one) => one === owner?.locale) ?? 'en' };
}

/** The job that mails a link to the address of a registrant. Each link makes those before it void. */
export const verifyJobs = (parts: VerifyParts): Readonly<Record<string, JobHandler>> => ({
  [verifyJob]: {
    async run({ label, job }) {
      const [check] = await label.db.select().from(addressChecks).where(eq(addressChecks.id, job.object)).limit(1);
      const reader = check && !check.verifiedAt ? await readerOf(label.db, check) : undefined;
      const entry = await parts.control.label(label.id);
      if (!check || !reader || !entry) return async () => {};
      const token = randomSecret();
      const hash = await sha256(token);
      const link = await seal(parts.secret, `${areaUrl(parts, { entry })}/ca/verify#${token}`);
      return async (tx) => {
        const now = new Date(parts.now());
        await tx.update(addressChecks).set({ hash, sentAt: now }).where(eq(addressChecks.id, check.id));
        const { name, locale } = reader;
        const payload = { to: check.email, name, template: 'verify', locale, link };
        await putJobs(tx, [{ kind: mailJob, object: check.id, payload }], now, job);
      };
    },
    failed: async () => {},
  },
});
