import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Outside, Received } from './subject.ts';

const readable = (raw: string, { subject = '', text = '' }: ParsedMail): Received => ({
  subject,
  text: text.trim(),
  raw,
});

export const readMessage = async (raw: string): Promise<Received> => readable(raw, await simpleParser(raw));

/** The server of everybody else: it takes all, and remembers it. */
export async function openSink() {
  const messages: Outside[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        void readMessage(Buffer.concat(chunks).toString('latin1')).then((message) => {
          messages.push({
            ...message,
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
          });
          done();
        }, done);
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    messages: messages as readonly Outside[],
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
