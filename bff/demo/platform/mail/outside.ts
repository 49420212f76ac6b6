import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { keepOutside } from '../../../platform/mail/embedded.ts';

/** The whole world outside: what leaves for it is kept in a folder, and goes no further. */
export async function startOutside(folder: string) {
  const keep = keepOutside(folder);
  const server = new SMTPServer({
    name: 'outside.hc.test',
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('latin1');
        for (const { address } of envelope.rcptTo)
          keep(envelope.mailFrom ? envelope.mailFrom.address : '', address, raw);
        done();
      });
    },
  });
  // Whoever hangs up in the middle is no reason to end.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { port, stop: () => new Promise<void>((ended) => server.close(() => ended())) };
}
