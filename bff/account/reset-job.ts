import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { Auth } from '../auth/port.ts';
import { withLabel } from '../http/bind.ts';
import type { BoundLabel, Deps } from '../http/env.ts';
import { jobRows } from '../jobs/outbox.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { jobs } from '../jobs/schema.ts';
import { locales, type Locale } from '../policy/words.ts';
import { seal, unseal } from '../store/hash.ts';
import { newId } from '../store/ids.ts';

export const resetJob = 'account.reset.request';
/** Whoever waits for a link longer than this has asked again, in ms. */
const patience = 1_800_000;

const payload = v.object({ email: v.string(), locale: v.picklist(locales) });

/** Somebody wants a link to set a new password. Whether there is such a person is looked up after the answer: no time may tell it. */
export async function askForReset(
  { secret, now, jobs: runner }: Pick<Deps, 'secret' | 'now' | 'jobs'>,
  label: BoundLabel,
  email: string,
  locale: Locale,
): Promise<void> {
  // Sealed, as it may be the address of somebody who never was a customer.
  const asked = { email: await seal(secret, email), locale };
  const job = { kind: resetJob, object: newId('job'), payload: asked };
  await label.db.insert(jobs).values(jobRows([job], new Date(now())));
  runner.wake(label.id);
}

/** Has the link made and mailed, where the address is known. */
export const resetHandler = (
  deps: Pick<Deps, 'control' | 'labels' | 'now' | 'secret'>,
  auth: () => Auth,
): JobHandler => {
  const forget = async (tx: BoundLabel['db'], id: string) =>
    void (await tx.update(jobs).set({ payload: null }).where(eq(jobs.id, id)));
  return {
    async run({ label, job }) {
      const { email, locale } = v.parse(payload, job.payload);
      const plain = await unseal(deps.secret, email);
      await withLabel(deps, label.id, (bound) => auth().requestReset(bound, plain, locale));
      return (tx) => forget(tx, job.id);
    },
    giveUpAfter: patience,
    async failed(tx, { job }, _, retryAt) {
      if (!retryAt) await forget(tx, job.id);
    },
  };
};
