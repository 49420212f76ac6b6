import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { NewAppPassword } from '../../../bff/mail/answers.ts';
import type { Mailbox } from '../../../bff/mail/answers.ts';
import type { ForwardSaved } from '../../../bff/mail/forwards/answers.ts';
import { gibibyte, mebibyte } from '../../../bff/mail/rules.ts';
import { embeddedDns } from '../../../bff/platform/dns/embedded.ts';
import { mailWorld, password, type MailWorld } from '../../bff/mail/world.ts';
import { besidePostfixadmin } from './whole-postfixadmin.ts';
import { openPostfixadmin, type Postfixadmin } from './postfixadmin.ts';
import { leavingTests } from './whole-leaving.ts';
import { untilTrue } from './until-true.ts';
import { lackingMail, realMail, type RealSubject } from './real.ts';

describe('mail, from the customer’s request to the mail program', { skip: lackingMail() }, () => {
  let real: RealSubject;
  let w: MailWorld;
  let admin: Postfixadmin;
  let dns: Awaited<ReturnType<typeof embeddedDns>>;
  /** How far the clock of the BFF is put forward, in ms. */
  let ahead = 0;
  before(async () => {
    real = await realMail();
    // Before Dovecot has looked at the tables: it stumbles once over each that is made later.
    admin = await openPostfixadmin(real.servers.database);
    dns = await embeddedDns({ path: ':memory:', port: 0 });
    w = await mailWorld({ mail: real.mail, dns, now: () => Date.now() + ahead }, { maxMailboxes: 50 });
  });
  after(async () => {
    await w?.h.close();
    await dns?.close();
    admin?.close();
    await real?.stop();
  });

  const ready = async (id: string) => {
    await untilTrue(async () => (await w.read(id)).sync.state === 'ready', 'ready');
    return performance.now();
  };
  const letter = (to: string, subject: string, text = 'Two loaves, please.') =>
    real.deliver({ from: 'guest@people.example', to: [to], subject, text });
  const subjects = async (address: string, word = password) =>
    (await real.inbox(address, word)).map(({ subject }) => subject);

  test('M1: what the panel calls ready is signed in to by IMAP and POP3, and has its mail within 2 s', async (t) => {
    const { id, address } = await w.create('orders', { name: 'Orders' });
    const since = await ready(id);
    assert.ok(await real.signsIn(address, password, 'imap'));
    assert.match(await letter(address, 'Saturday'), /^250/);
    await untilTrue(async () => (await subjects(address)).length === 1, 'the letter');
    const took = performance.now() - since;
    assert.equal((await real.popInbox(address, password))[0]!.subject, 'Saturday');
    t.diagnostic(`ready, signed in, sent and read in ${Math.round(took)} ms`);
    assert.ok(took < 2000, `${took} ms`);
  });

  test('M2: a new password, a suspension and a deletion cut the session that is open; a size holds at once', async () => {
    const { id, address } = await w.create('cut');
    await ready(id);
    const change = async (method: string, path: string, body?: object) => {
      const session = await real.keepSession(address, path.includes('password') ? password : 'the next password');
      assert.equal((await w.call<Mailbox>(method, `/mailboxes/${id}${path}`, body)).status, 200);
      await Promise.race([session.ended, pause(5000).then(() => assert.fail(`${path} cut nothing`))]);
    };
    await change('POST', '/password', { password: 'the next password' });
    assert.equal(await real.signsIn(address, password, 'imap'), false);
    await change('POST', '/suspend', { suspended: true });
    assert.match(await letter(address, 'while suspended'), /^250/);
    await w.call('POST', `/mailboxes/${id}/suspend`, { suspended: false });
    await ready(id);
    await w.call('PATCH', `/mailboxes/${id}`, { quota: 10 * mebibyte });
    await ready(id);
    assert.match(await letter(address, 'too much', 'x'.repeat(11 * mebibyte)), /^552/);
    await change('DELETE', '');
    assert.match(await letter(address, 'while deleted'), /^550/);
    await w.call('POST', `/mailboxes/${id}/restore`);
    await ready(id);
    assert.deepEqual(await subjects(address, 'the next password'), ['while suspended']);
  });

  test('M2: a program’s password opens what it is for, until it is taken back', async () => {
    const { id, address } = await w.create('printer');
    const made = await w.call<NewAppPassword>('POST', `/mailboxes/${id}/app_passwords`, {
      name: 'Scanner',
      scopes: ['smtp'],
    });
    await ready(id);
    assert.ok(await real.signsIn(address, made.body.password, 'smtp'));
    assert.equal(await real.signsIn(address, made.body.password, 'imap'), false);
    await w.call('DELETE', `/app_passwords/${made.body.id}`);
    await ready(id);
    assert.equal(await real.signsIn(address, made.body.password, 'smtp'), false);
  });

  test('M2: what a mailbox holds is what the server says', async () => {
    const { id, address } = await w.create('holds');
    await ready(id);
    await letter(address, 'long', 'y'.repeat(200_000));
    await untilTrue(async () => (await subjects(address)).length === 1, 'the letter');
    // What the server said a minute ago is asked anew.
    ahead += 61_000;
    await untilTrue(async () => ((await w.read(id)).used ?? 0) > 200_000, 'its size');
    const { used, messages, quota } = await w.read(id);
    assert.ok(used! < 300_000 && quota === gibibyte);
    assert.equal(messages, 1);
  });

  test('M4: a forward made by the customer delivers to each once, here and outside', async () => {
    const inside = await w.create('inside');
    await ready(inside.id);
    await w.h.set(w.label.id, { mail: { confirmTargets: false } });
    const made = await w.call<ForwardSaved>('POST', '/forwards', {
      ...{ domain: w.domain, local: 'all', keepCopy: false },
      targets: [inside.address, 'far@elsewhere.example'],
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    await w.idle();
    assert.match(await letter('all@loaf.example', 'to all'), /^250/);
    await untilTrue(async () => (await subjects(inside.address)).includes('to all'), 'here');
    await untilTrue(async () => real.outside().some(({ subject }) => subject === 'to all'), 'outside');
    await pause(300);
    assert.deepEqual(
      [(await subjects(inside.address)).length, real.outside().filter(({ subject }) => subject === 'to all').length],
      [1, 1],
    );
  });

  const whole = () => ({ real, w, dns, ready, letter, subjects, admin });
  leavingTests(whole);
  besidePostfixadmin(whole);

  test('M1: with the server killed a mailbox is failed and said why; once it is back it is made by itself', async () => {
    await real.servers.kill('dovecot');
    const { id, address } = await w.create('later');
    await untilTrue(async () => (await w.read(id)).sync.state === 'failed', 'failed');
    assert.equal((await w.read(id)).sync.error, 'unreachable');
    await real.servers.restart('dovecot');
    await untilTrue(async () => (await w.read(id)).sync.state === 'ready', 'made', 30_000);
    assert.ok(await real.signsIn(address, password, 'imap'));
  });
});
