import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { after, before, describe, test } from 'node:test';
import Libsql from 'libsql';
import type { MailPort } from '../../../bff/platform/mail/port.ts';
import { postfixDovecot } from '../../../bff/platform/mail/postfix-dovecot.ts';
import { lackingMail, realMail, type RealSubject } from './real.ts';
import { filesBelow } from './files.ts';
import {
  assertInbox,
  brings,
  failsWith,
  hashOf,
  message,
  newDomain,
  newMailbox,
  newPassword,
  subjects,
  until,
} from './samples.ts';

const skip = lackingMail();
const timeoutMs = 500;
/** What a call may take beyond its time limit, on a machine that has much to do, in ms. */
const slack = 1500;

const closing: (() => unknown)[] = [];

/** A server that says what a test wants; its address. */
async function fake(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const saying = (status: number, text: string) => fake((_, answer) => void answer.writeHead(status).end(text));

describe('the connector of Postfix and Dovecot, when things go wrong', { skip }, () => {
  let subject: RealSubject;
  before(async () => {
    subject = await realMail();
  });
  after(async () => {
    for (const close of closing) await close();
    await subject.stop();
  });

  /** The same database, and another Dovecot. */
  function connectorTo(url: string): MailPort {
    const { database, doveadmKey: key, hosts } = subject.servers;
    const mail = postfixDovecot({ database, doveadm: { url, key, timeoutMs }, hosts });
    closing.push(() => mail.close());
    return mail;
  }

  async function assertUnreachable(call: () => Promise<unknown>, limit = timeoutMs): Promise<void> {
    const began = performance.now();
    await assert.rejects(call, (error) => {
      failsWith('unreachable')(error);
      const texts = [String(error), JSON.stringify(error), error instanceof Error ? String(error.cause) : ''].join();
      assert.ok(!texts.includes(subject.servers.doveadmKey) && !texts.includes('$2b$'), texts);
      return true;
    });
    const took = performance.now() - began;
    assert.ok(took < limit + slack, `took ${took} ms`);
  }

  const strange: Readonly<Record<string, () => Promise<string>>> = {
    'nobody listens': async () => 'http://127.0.0.1:9',
    'nothing is said': () => fake(() => {}),
    'the answer stops in its middle': () => fake((_, answer) => void answer.writeHead(200).write('[["dovea')),
    'the connection is cut': () => fake((incoming) => void incoming.socket.destroy()),
    'the key is wrong': () => saying(401, ''),
    'it is a page of something else': () => saying(200, '<html>hello</html>'),
    'it is a list of something else': () => saying(200, '[1, {}, null]'),
    'it is empty': () => saying(200, '[]'),
    'every command fails': () =>
      saying(200, JSON.stringify(['0', '1'].map((tag) => ['error', { type: 'exitCode', exitCode: 75 }, tag]))),
  };
  for (const [what, server] of Object.entries(strange))
    test(`unreachable within its time limit: ${what}`, async () => {
      const domain = await newDomain(subject);
      const { mailbox } = await newMailbox(subject, `anna@${domain}`);
      const mail = connectorTo(await server());
      await assertUnreachable(() => mail.putMailbox(mailbox));
      await assertUnreachable(() => mail.putScript({ address: mailbox.address, script: 'keep;' }));
      await assertUnreachable(() => mail.use([mailbox.address]));
      await assertUnreachable(() => mail.dropMailbox(mailbox));
      await subject.mail.dropMailbox(mailbox);
      assert.equal((await subject.mail.use([mailbox.address])).size, 0);
    });

  test('a session that a lost answer left open is ended when the call is repeated', async () => {
    const domain = await newDomain(subject);
    const { mailbox, password } = await newMailbox(subject, `anna@${domain}`);
    const session = await subject.keepSession(mailbox.address, password);
    const changed = { ...mailbox, hash: hashOf(newPassword()), credentials: 2 };
    await assertUnreachable(async () => connectorTo(await saying(500, '')).putMailbox(changed));
    await subject.mail.putMailbox(changed);
    await session.ended;
  });

  test('mail that a drop left behind when its server went is destroyed when the call is repeated', async () => {
    const domain = await newDomain(subject);
    const opened = await newMailbox(subject, `anna@${domain}`);
    await brings(subject, `anna@${domain}`, 'before');
    await assertInbox(subject, opened, ['before']);
    await assertUnreachable(async () => connectorTo(await saying(500, '')).dropMailbox(opened.mailbox));
    const next = await newMailbox(subject, `anna@${domain}`);
    await assertInbox(subject, next, []);
    await brings(subject, `anna@${domain}`, 'of the next');
    await assertInbox(subject, next, ['of the next']);
    await subject.mail.dropMailbox(opened.mailbox);
    assert.deepEqual(filesBelow(subject.servers.dir, opened.mailbox.key), []);
    await assertInbox(subject, next, ['of the next']);
  });

  test('Dovecot killed: a mailbox is made when it is back, and senders are told to come again', async () => {
    const domain = await newDomain(subject);
    const opened = await newMailbox(subject, `anna@${domain}`);
    await brings(subject, `anna@${domain}`, 'before');
    await assertInbox(subject, opened, ['before']);
    await subject.servers.kill('dovecot');
    const changed = newPassword();
    const wanted = { ...opened.mailbox, hash: hashOf(changed), credentials: 2 };
    await assertUnreachable(() => subject.mail.putMailbox(wanted), 5000);
    assert.match(await subject.deliver(message(`anna@${domain}`, 'meanwhile')), /^45\d /);
    await subject.servers.restart('dovecot');
    await subject.mail.putMailbox(wanted);
    await brings(subject, `anna@${domain}`, 'after');
    await assertInbox(subject, { ...opened, password: changed }, ['before', 'after']);
  });

  test('Postfix killed: what it had taken is there when it is back', async () => {
    const domain = await newDomain(subject);
    const opened = await newMailbox(subject, `anna@${domain}`);
    await brings(subject, `anna@${domain}`, 'taken');
    await subject.servers.kill('postfix');
    await subject.servers.restart('postfix');
    await brings(subject, `anna@${domain}`, 'after');
    // Killed between the delivery and its note of it, it delivers again: twice is better than never (RFC 5321 §6.1).
    const { mailbox, password } = opened;
    const read = async () => [...new Set(subjects(await subject.inbox(mailbox.address, password)))].toSorted();
    assert.deepEqual(await until(read, ({ length }) => length === 2), ['after', 'taken']);
  });

  test('unreachable while somebody else writes to the database, and written when he is done', async () => {
    const domain = await newDomain(subject);
    const { mailbox } = await newMailbox(subject, `anna@${domain}`);
    const other = new Libsql(subject.servers.database);
    other.exec('begin immediate');
    await assertUnreachable(() => subject.mail.putMailbox({ ...mailbox, name: 'Anna' }));
    // Servers read meanwhile.
    await brings(subject, `anna@${domain}`, 'meanwhile');
    other.exec('commit');
    other.close();
    await subject.mail.putMailbox({ ...mailbox, name: 'Anna' });
  });

  test('whoever may not write any more writes nothing', async () => {
    const domain = await newDomain(subject);
    const { mailbox } = await newMailbox(subject, `anna@${domain}`);
    const lost = new Error('the lease is lost');
    const call = {
      admit: () => {
        throw lost;
      },
    };
    const other = { ...mailbox, address: `bob@${domain}`, key: 'another' };
    const forward = { address: `sales@${domain}`, targets: [mailbox.address], keepCopy: false };
    const { mail } = subject;
    const calls = [
      () => mail.putDomain({ name: `new.${domain}`, dkim: null }, call),
      () => mail.dropDomain(domain, call),
      () => mail.putMailbox(other, call),
      () => mail.dropMailbox(mailbox, call),
      () => mail.putForward(forward, call),
      () => mail.dropForward(mailbox.address, call),
      () => mail.putScript({ address: mailbox.address, script: 'discard;' }, call),
    ];
    for (const one of calls) await assert.rejects(async () => one(), lost);
    await brings(subject, mailbox.address, 'still there');
    for (const address of [other.address, forward.address])
      assert.match(await subject.deliver(message(address, 'nothing')), /^550 5\.1\.1 /);
  });
});
