import { SMTPServer } from 'smtp-server';
import type { SimulatedMail, SmtpReply } from './simulated.ts';

/** The longest mail, in bytes. */
const longest = 25 * 1024 * 1024;

const errorOf = (reply: SmtpReply): Error | undefined =>
  reply.code === 250 ? undefined : Object.assign(new Error(reply.text), { responseCode: reply.code });

/** Takes mail for the mailboxes of a simulated server, on loopback. Answers how to end it. */
export async function receiveMail(mail: SimulatedMail, port: number): Promise<() => Promise<void>> {
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'hc demo: a simulator',
    size: longest,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      done(errorOf(mail.accepts(address)) ?? null);
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          done(Object.assign(new Error('5.3.4 the mail is too long'), { responseCode: 552 }));
          return;
        }
        const raw = Buffer.concat(parts).toString('utf8');
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const replies = envelope.rcptTo.map(({ address }) => mail.deliver(from, address, raw));
        done(replies.map(errorOf).find((error) => error !== undefined) ?? null);
      });
    },
  });
  // Whoever hangs up in the middle is no reason to end.
  server.on('error', () => {});
  await new Promise<void>((listening, failed) => {
    server.server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  return () => new Promise((ended) => server.close(() => ended()));
}
