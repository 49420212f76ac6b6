import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { connect as connectPlain } from 'node:net';
import { connect } from 'node:tls';
import { ImapFlow } from 'imapflow';
import Pop3Command from 'node-pop3';
import { createTransport } from 'nodemailer';
import type { MailEndpoint } from '../../../bff/platform/mail/port.ts';
import { readMessage } from './sink.ts';
import type { Message, Received } from './subject.ts';

/** Whoever signs in, and the authority of the servers' certificates. */
export interface Login {
  readonly address: string;
  readonly password: string;
  readonly ca: string;
}

const replyOf = (error: unknown): string => {
  const response = error instanceof Error && 'response' in error ? error.response : undefined;
  if (typeof response !== 'string') throw error;
  return response;
};

/** Brings a message by SMTP; the last reply, be it a refusal. */
export async function send(
  { host, port }: Pick<MailEndpoint, 'host' | 'port'>,
  message: Message,
  login?: Login,
): Promise<string> {
  const { from, to, subject, text, headerFrom = from, announced = true, headers = {}, dkim } = message;
  const transport = createTransport({
    host,
    port,
    name: 'client.example',
    ...(login
      ? { requireTLS: true, tls: { ca: login.ca }, auth: { user: login.address, pass: login.password } }
      : { ignoreTLS: true }),
  });
  const envelope = { from, to: [...to], ...(announced && { size: text.length + 1000 }) };
  try {
    const letter = { from: headerFrom, to: [...to], subject, text, headers, envelope, ...(dkim && { dkim }) };
    const { response, rejected } = await transport.sendMail(letter);
    return rejected.length > 0 ? `550 ${rejected.join(' ')} rejected` : response;
  } catch (error) {
    return replyOf(error);
  } finally {
    transport.close();
  }
}

export async function smtpSignsIn({ host, port }: MailEndpoint, login: Login): Promise<boolean> {
  const auth = { user: login.address, pass: login.password };
  const transport = createTransport({ host, port, requireTLS: true, tls: { ca: login.ca }, auth });
  try {
    return await transport.verify();
  } catch (error) {
    if (!replyOf(error).startsWith('535 ')) throw error;
    return false;
  } finally {
    transport.close();
  }
}

/** A mail program that has not signed in yet. */
export const imapClient = ({ host, port }: MailEndpoint, { address, password, ca }: Login) => {
  const client = new ImapFlow({
    host,
    port,
    secure: true,
    tls: { ca },
    auth: { user: address, pass: password },
    logger: false,
  });
  // Else the end of a connection ends the test.
  client.on('error', () => {});
  return client;
};

export async function imapSignsIn(endpoint: MailEndpoint, login: Login): Promise<boolean> {
  const client = imapClient(endpoint, login);
  try {
    await client.connect();
    await client.logout();
    return true;
  } catch (error) {
    if (error instanceof Error && 'authenticationFailed' in error) return false;
    throw error;
  }
}

/** Signs in and stays, with its inbox open. */
export async function imapSession(endpoint: MailEndpoint, login: Login) {
  const client = imapClient(endpoint, login);
  const ended = once(client, 'close').then(() => {});
  await client.connect();
  await client.mailboxOpen('INBOX');
  return {
    ended,
    end: async () => {
      client.close();
      await ended;
    },
  };
}

export async function imapInbox(endpoint: MailEndpoint, login: Login, folder = 'INBOX'): Promise<Received[]> {
  const client = imapClient(endpoint, login);
  await client.connect();
  try {
    const { exists } = await client.mailboxOpen(folder);
    const messages: Received[] = [];
    if (exists > 0)
      for await (const { source } of client.fetch('1:*', { source: true }))
        messages.push(await readMessage(source?.toString('latin1') ?? ''));
    return messages;
  } finally {
    await client.logout();
  }
}

const popClient = ({ host, port }: MailEndpoint, { address, password, ca }: Login) =>
  new Pop3Command({ host, port, tls: true, tlsOptions: { ca }, user: address, password, timeout: 10_000 });

export async function popSignsIn(endpoint: MailEndpoint, login: Login): Promise<boolean> {
  const client = popClient(endpoint, login);
  try {
    await client.STAT();
    await client.QUIT();
    return true;
  } catch (error) {
    if (!/AUTH|Authentication failed/i.test(String(error))) throw error;
    return false;
  }
}

export async function popInbox(endpoint: MailEndpoint, login: Login): Promise<Received[]> {
  const client = popClient(endpoint, login);
  const messages: Received[] = [];
  for (const entry of await client.UIDL()) messages.push(await readMessage(await client.RETR(Number(entry[0]))));
  await client.QUIT();
  return messages;
}

/** ManageSieve (RFC 5804): its greeting ends with a line that begins with OK, then STARTTLS and AUTHENTICATE. */
export async function sieveSignsIn(port: number, { address, password, ca }: Login): Promise<boolean> {
  const plain = connectPlain(port, '127.0.0.1');
  const untilAnswer = async (lines: AsyncIterator<string>): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error('ManageSieve hung up');
      if (/^(OK|NO|BYE)/.test(value)) return value;
    }
  };
  const first = createInterface(plain);
  const before = first[Symbol.asyncIterator]();
  await untilAnswer(before);
  plain.write('STARTTLS\r\n');
  await untilAnswer(before);
  first.close();
  const safe = connect({ socket: plain, ca, servername: 'localhost' });
  const after = createInterface(safe)[Symbol.asyncIterator]();
  await untilAnswer(after);
  safe.write(`AUTHENTICATE "PLAIN" "${Buffer.from(`\0${address}\0${password}`).toString('base64')}"\r\n`);
  const answer = await untilAnswer(after);
  safe.destroy();
  return answer.startsWith('OK');
}
