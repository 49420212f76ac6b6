import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { hash } from 'bcryptjs';
import { createTransport } from 'nodemailer';
import { freePort } from '../../../bff/demo/platform/free-port.ts';
import { mailboxPage } from '../../../bff/demo/mailbox-page.ts';
import { exampleHosts } from '../../../bff/platform/mail/memory.ts';
import { embeddedMail, keepOutside } from '../../../bff/platform/mail/embedded.ts';
import { receiveMail } from '../../../bff/platform/mail/embedded-smtp.ts';
import type { Mailbox } from '../../../bff/platform/mail/port.ts';
import type { SimulatedMail } from '../../../bff/platform/mail/simulated.ts';

const password = 'a password of the tests';
const folder = mkdtempSync(join(tmpdir(), 'hc-mail-'));
const options = () => ({
  path: join(folder, 'mail.db'),
  hosts: exampleHosts,
  now: Date.now,
  outside: keepOutside(join(folder, 'outside')),
});
let mail: SimulatedMail;
let spec: Mailbox;
let stop: () => Promise<void>;
let port: number;
before(async () => {
  mail = embeddedMail(options());
  port = await freePort();
  stop = await receiveMail(mail, port);
  spec = {
    ...{ key: 'one', address: 'info@loaf.example', name: 'Info', hash: await hash(password, 4), quota: 100_000 },
    ...{ state: 'active', appPasswords: [], credentials: 1 },
  };
  await mail.putDomain({ name: 'loaf.example', dkim: null });
  await mail.putMailbox(spec);
});
after(async () => {
  await stop();
  await mail.close();
  rmSync(folder, { recursive: true });
});

async function send(to: string | string[], text = 'Hello'): Promise<number> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    const sent = await transport.sendMail({ from: 'guest@people.example', to, subject: 'Bread', text });
    return Number(sent.response.slice(0, 3));
  } catch (error) {
    return (error as { responseCode: number }).responseCode;
  } finally {
    transport.close();
  }
}
const inbox = async (address = spec.address, word = password) =>
  (await mail.inbox(address, word))?.map(({ raw }) => raw);

test('M1: mail comes in by SMTP, and is read with the mailbox’s own password alone, also after a restart', async () => {
  assert.equal(await send('Info@loaf.example'), 250);
  assert.match((await inbox())![0]!, /Subject: Bread/);
  assert.equal(await inbox(spec.address, 'another password'), undefined);
  assert.equal(await send('nobody@loaf.example'), 550);
  assert.equal(await send('guest@elsewhere.example'), 550, 'no open relay');
  await stop();
  await mail.close();
  mail = embeddedMail(options());
  stop = await receiveMail(mail, port);
  assert.equal((await inbox())!.length, 1);
});

test('M2: over its size it refuses mail while it is sent; suspended it takes mail, deleted none, dropped it forgets all', async () => {
  await mail.putMailbox({ ...spec, quota: 2000 });
  assert.equal(await send(spec.address, 'x'.repeat(3000)), 552);
  await mail.putMailbox({ ...spec, state: 'suspended' });
  assert.equal(await send(spec.address), 250);
  assert.equal(await inbox(), undefined);
  await mail.putMailbox({ ...spec, state: 'deleted' });
  assert.equal(await send(spec.address), 550);
  await mail.putMailbox(spec);
  assert.equal((await inbox())!.length, 2);
  assert.equal((await mail.use([spec.address, 'nobody@loaf.example'])).size, 1);
  await mail.dropMailbox({ address: spec.address, key: 'another' });
  assert.ok(await inbox(), 'another one of the address is not this one');
  await mail.dropMailbox(spec);
  await mail.putMailbox({ ...spec, key: 'two' });
  assert.deepEqual(await inbox(), []);
});

test('M4: a forward delivers once to each, keeps a copy where it is asked to, and ends in the middle of no round', async () => {
  await mail.putMailbox({ ...spec, key: 'three', address: 'joris@loaf.example' });
  await mail.putForward({
    address: 'team@loaf.example',
    targets: ['joris@loaf.example', 'all@loaf.example'],
    keepCopy: false,
  });
  await mail.putForward({
    address: 'all@loaf.example',
    targets: ['joris@loaf.example', 'team@loaf.example', 'out@people.example'],
    keepCopy: false,
  });
  assert.equal(await send('team@loaf.example'), 250);
  assert.equal((await inbox('joris@loaf.example'))!.length, 1);
  const outside = readdirSync(join(folder, 'outside'));
  assert.equal(outside.length, 1);
  assert.match(readFileSync(join(folder, 'outside', outside[0]!), 'utf8'), /^Delivered-To: out@people\.example$/m);
  await mail.putForward({ address: 'joris@loaf.example', targets: [spec.address], keepCopy: true });
  await mail.putForward({ address: '@loaf.example', targets: [spec.address], keepCopy: false });
  assert.equal(await send(['joris@loaf.example', 'anything@loaf.example']), 250);
  assert.deepEqual([(await inbox('joris@loaf.example'))!.length, (await inbox())!.length], [2, 2]);
});

test('the page of the demo asks for the mailbox’s password, and shows text as text', async () => {
  await send(spec.address, '<script>alert(1)</script> https://loaf.example/a');
  const look = (body?: Record<string, string>) =>
    mailboxPage(
      new Request('http://localhost/demo/mailbox', body ? { method: 'POST', body: new URLSearchParams(body) } : {}),
      mail,
    );
  assert.match(await (await look()).text(), /name="password"/);
  assert.equal((await look({ address: spec.address, password: 'wrong' })).status, 401);
  const page = await look({ address: spec.address, password });
  const text = await page.text();
  assert.match(text, /&#60;script&#62;alert\(1\)&#60;\/script&#62;/);
  assert.match(text, /<a href="https:\/\/loaf\.example\/a">/);
  assert.match(page.headers.get('content-security-policy')!, /default-src 'none'/);
});
