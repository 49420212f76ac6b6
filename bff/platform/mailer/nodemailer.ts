import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Unreachable } from '../call.ts';
import type { Mail, Mailer } from './port.ts';

const message = ({ from, to, subject, text, messageId }: Mail) => ({
  from,
  to,
  subject,
  text,
  messageId: `<${messageId}@hc.invalid>`,
  // Nothing in a message may make us read a file or an address.
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** How the library names a server that is not there, or does not let us in. */
const away: ReadonlySet<unknown> = new Set(['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'ETLS', 'EAUTH', 'ENOAUTH']);

/** Hands mails to an SMTP server (`smtp://user:password@host:587`). */
export function smtpMailer(url: string): Mailer {
  const transport = createTransport({ url, connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 });
  return {
    async send(mail) {
      try {
        await transport.sendMail(message(mail));
      } catch (error) {
        if (error instanceof Error && 'code' in error && away.has(error.code))
          throw new Unreachable(`the mail server: ${String(error.code)}`);
        throw error;
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** Writes each mail into a folder, one `.eml` a message id: a repeated mail overwrites itself. */
export function fileMailer(folder: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    async send(mail) {
      await mkdir(folder, { recursive: true });
      const { message: bytes } = await transport.sendMail(message(mail));
      const path = join(folder, `${mail.messageId}.eml`);
      // Written aside first: whoever reads the folder never sees half a mail.
      await writeFile(`${path}.part`, bytes as Buffer, { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
    async close() {},
  };
}
