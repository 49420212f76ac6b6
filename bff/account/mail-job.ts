import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { giveUpAfter } from '../jobs/backoff.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { jobs } from '../jobs/schema.ts';
import type { Mailer } from '../platform/mailer/port.ts';
import type { Control } from '../store/control.ts';
import { unseal } from '../store/hash.ts';
import de from './messages/mail.de.ts';
import en from './messages/mail.en.ts';
import nl from './messages/mail.nl.ts';

export const mailJob = 'account.mail.send';
const catalogues = { en, nl, de };
/** What a mail server may take, in ms. */
const longest = 10_000;
/** A link is dead after this time, and then not worth a mail; in ms. */
const linkLife = 1_800_000;

/** What a mail job carries. One line each: a line break could start a header. */
const line = v.pipe(v.string(), v.regex(/^[^\r\n\0]*$/));
const payload = v.object({
  to: line,
  name: line,
  template: v.picklist([
    'reset',
    'registrant',
    'auth_code',
    'transfer_out',
    'transfer_in',
    'verify',
    'forward',
    'push_offer',
    'push_accepted',
    'push_declined',
  ]),
  locale: v.picklist(['en', 'nl', 'de']),
  /** Sealed: it opens an account, and lies in the database until the mail server has it. */
  link: v.optional(line),
  /** What it is about, where that is something with a name. */
  about: v.optional(line),
});

const resetMail = v.object({ template: v.literal('reset') });

/** Sends a mail that a verb or sign-in asked for. The payload holds a link that opens an account: it is wiped at the end. */
export const sendMail = (mailer: Mailer, control: Control, from: string, secret: string): JobHandler => ({
  async run({ label, job, call }) {
    const { to, name, template, locale, link, about = '' } = v.parse(payload, job.payload);
    const { name: labelName } = (await control.label(label.id)) ?? { name: '' };
    const words = catalogues[locale][template];
    // A process that slept may have lost it to another one, who sent it.
    call.admit(longest);
    await mailer.send({
      from: `"${labelName.replaceAll(/["\\\r\n]/g, '')}" <${from}>`,
      to,
      subject: words.subject(labelName),
      text: words.text(name, labelName, link ? await unseal(secret, link) : about),
      messageId: job.id,
    });
    return async (tx) => {
      await tx.update(jobs).set({ payload: null }).where(eq(jobs.id, job.id));
    };
  },
  giveUpAfter: ({ payload: carried }) => (v.is(resetMail, carried) ? linkLife : giveUpAfter),
  port: 'mailer',
  async failed(tx, { job }, _, retryAt) {
    if (!retryAt) await tx.update(jobs).set({ payload: null }).where(eq(jobs.id, job.id));
  },
});
