import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { hash } from 'bcryptjs';
import Libsql from 'libsql';
import type { Mailbox } from '../../../bff/mail/answers.ts';
import type { MailboxSelf } from '../../../bff/mail/self/answers.ts';
import { away, mailboxUsers, ruleOf } from '../../bff/mail/self-world.ts';
import { mailWorld, password, type MailWorld } from '../../bff/mail/world.ts';
import { imapClient, imapInbox } from './clients.ts';
import { lackingMail, realMail, type RealSubject } from './real.ts';
import { until } from './samples.ts';
import type { Message } from './subject.ts';

const nextPassword = 'the next password of it';

describe('the user of a mailbox, from his panel to Dovecot', { skip: lackingMail() }, () => {
  let real: RealSubject;
  let w: MailWorld;
  let users: ReturnType<typeof mailboxUsers>;
  /** So many ms the BFF's clock is behind that of the mail server. */
  let late = 3 * 86_400_000;
  before(async () => {
    real = await realMail();
    w = await mailWorld({ mail: real.mail, now: () => Date.now() - late }, { maxMailboxes: 50 });
    await w.h.set(w.label.id, { mail: { confirmTargets: false } });
    users = mailboxUsers(w.h, w.label);
  });
  after(async () => {
    await w?.h.close();
    await real?.stop();
  });

  /** A mailbox that is there, and its user signed in. */
  async function user(local: string): Promise<{ box: Mailbox; cookie: string }> {
    const box = await w.create(local);
    await until(
      async () => (await w.read(box.id)).sync.state,
      (state) => state === 'ready',
    );
    return { box, cookie: await users.signIn(box.address) };
  }
  const letter = (to: string, subject: string, more: Partial<Message> = {}) =>
    real.deliver({ from: 'guest@people.example', to: [to], subject, text: 'Two loaves, please.', ...more });
  const inbox = async (address: string, word = password, folder = 'INBOX') => {
    const login = { address, password: word, ca: real.servers.certificate };
    return (await imapInbox(real.servers.hosts.imap, login, folder)).map(({ subject }) => subject);
  };
  const answers = (to: string) => real.outside().filter((mail) => mail.to.includes(to));
  async function save(cookie: string, path: string, body: object): Promise<void> {
    const { version } = (await users.call(cookie, 'GET', '')).body.filters;
    const sent = path === '/filters' ? { version, ...body } : body;
    const { status, body: said } = await users.call(cookie, 'POST', path, sent);
    assert.equal(status, 200, JSON.stringify(said));
    await until(
      async () => (await users.call<MailboxSelf>(cookie, 'GET', '')).body,
      ({ sync, autoReply, filters, forward }) =>
        [sync, autoReply?.sync, filters.sync, forward?.sync].every((one) => !one || one.state === 'ready'),
    );
  }

  test('M3: who is away answers each once a day, and neither lists nor machines, with what he wrote', async () => {
    const { box, cookie } = await user('away');
    await save(cookie, '/auto_reply', {
      ...away,
      subject: 'Weg: "bis\\Montag" ü',
      text: '.\n..\n"; discard;\nBis Montag',
    });
    await letter(box.address, 'one');
    await letter(box.address, 'two');
    await letter(box.address, 'to a list', {
      from: 'list@people.example',
      headers: { 'List-Id': '<bread.people.example>' },
    });
    await letter(box.address, 'by a machine', {
      from: 'robot@people.example',
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    await letter(box.address, 'in bulk', { from: 'bulk@people.example', headers: { Precedence: 'bulk' } });
    await letter(box.address, 'a notice', { from: '', headerFrom: 'notice@people.example' });
    await letter(box.address, 'the last', { from: 'last@people.example' });
    await until(
      () => answers('last@people.example').length,
      (many) => many === 1,
    );
    assert.equal((await inbox(box.address)).length, 7, 'all of it is kept');
    await pause(300);
    const out = real.outside().filter(({ raw }) => /^From:.*away@loaf\.example/m.test(raw));
    assert.deepEqual(out.flatMap(({ to }) => to).toSorted(), ['guest@people.example', 'last@people.example']);
    const [said] = answers('guest@people.example');
    assert.equal(said!.subject, 'Weg: "bis\\Montag" ü');
    assert.equal(said!.text.replaceAll('\r', ''), '.\n..\n"; discard;\nBis Montag');
    assert.equal(said!.from, '');
    assert.match(said!.raw, /^Auto-Submitted: auto-replied/im);
  });

  /** As Postfixadmin does, beside hc. */
  async function setAtServer(address: string, word: string): Promise<void> {
    const db = new Libsql(real.servers.database);
    const written = `{BLF-CRYPT}${(await hash(word, 4)).replace('$2b$', '$2y$')}`;
    db.prepare('update mailbox set password = ? where username = ?').run([written, address]);
    db.close();
  }

  test('M3: a password that was set at the server opens the panel too, and the one before it no more', async () => {
    const { box, cookie } = await user('elsewhere');
    const theirs = 'brood-en-spelen-07';
    await setAtServer(box.address, theirs);
    const tries = async (word: string) =>
      (await users.post('/sign_in', { address: box.address, password: word })).status;
    assert.deepEqual([await tries(password), await tries(theirs)], [401, 200]);
    const change = (current: string) => users.call(cookie, 'POST', '/password', { current, password: nextPassword });
    assert.deepEqual((await change(password)).body.fields, { current: 'password_wrong' });
    assert.equal((await change(theirs)).status, 200);
    assert.deepEqual([await tries(theirs), await tries(nextPassword)], [401, 200]);
    await until(
      async () => (await w.read(box.id)).sync.state,
      (state) => state === 'ready',
    );
    assert.deepEqual([await tries(theirs), await tries(nextPassword)], [401, 200]);
    assert.deepEqual(await inbox(box.address, nextPassword), []);
    const db = new Libsql(real.servers.database);
    db.prepare('delete from mailbox where username = ?').run([box.address]);
    db.close();
    assert.equal(await tries(nextPassword), 401, 'it is gone there');
  });

  test('M3: an answer with dates is given on them and not outside them', async () => {
    const { box, ...first } = await user('dates');
    let { cookie } = first;
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const ask = async (from: string, dates: object) => {
      await save(cookie, '/auto_reply', { ...away, ...dates });
      await letter(box.address, from, { from: `${from}@people.example` });
    };
    // Nobody may begin one that is over; this one was begun in time.
    await ask('past', { from: null, until: day(-2) });
    late = 0;
    cookie = await users.signIn(box.address);
    await ask('before', { from: day(2), until: day(4) });
    await ask('within', { from: day(-1), until: day(1) });
    await until(
      () => answers('within@people.example').length,
      (many) => many === 1,
    );
    await save(cookie, '/auto_reply', { ...away, on: false });
    await letter(box.address, 'off', { from: 'off@people.example' });
    await until(
      () => inbox(box.address),
      (there) => there.length === 4,
    );
    await pause(300);
    assert.deepEqual(
      ['before', 'past', 'off'].flatMap((from) => answers(`${from}@people.example`)),
      [],
    );
  });

  test('M3: rules file, mark, throw away and lead on, in their order', async () => {
    const { box, cookie } = await user('sorted');
    const rule = (subject: string, steps: ReturnType<typeof ruleOf>['steps'], more: object = {}) =>
      ruleOf({ name: subject, when: [{ field: 'subject', test: 'contains', value: subject }], steps, ...more });
    await save(cookie, '/filters', {
      rules: [
        rule('newsletter', [{ do: 'move', folder: 'Rundbriefe ä' }, { do: 'read' }]),
        rule('spam', [{ do: 'discard' }]),
        rule('both', [{ do: 'forward', target: 'friend@far.example' }, { do: 'keep' }]),
        rule('gone', [{ do: 'forward', target: 'friend@far.example' }]),
        ruleOf({ name: 'quoted', when: [{ field: 'header', header: 'X-Shop', test: 'is', value: 'a "b" \\c' }] }),
      ],
    });
    for (const subject of ['newsletter of May', 'spam', 'both', 'gone']) await letter(box.address, subject);
    await letter(box.address, 'by its header', { headers: { 'X-Shop': 'a "b" \\c' } });
    await letter(box.address, 'the last');
    await until(
      () => inbox(box.address),
      (there) => there.length === 2,
    );
    assert.deepEqual((await inbox(box.address)).toSorted(), ['both', 'the last']);
    assert.deepEqual(await inbox(box.address, password, 'Rundbriefe ä'), ['newsletter of May']);
    assert.deepEqual(await inbox(box.address, password, 'Newsletters'), ['by its header']);
    const program = imapClient(real.servers.hosts.imap, {
      ...{ address: box.address, password, ca: real.servers.certificate },
    });
    await program.connect();
    const shown = (await program.list()).filter(({ subscribed }) => subscribed).map(({ path }) => path);
    assert.ok(shown.includes('Rundbriefe ä') && shown.includes('Newsletters'), String(shown));
    await program.mailboxOpen('Rundbriefe ä');
    const first = await program.fetchOne('1', { flags: true });
    assert.ok(first && first.flags?.has('\\Seen'), 'it is marked as read');
    await program.logout();
    await until(
      () => answers('friend@far.example').length,
      (many) => many === 2,
    );
  });

  test('M3: a forward of one’s own delivers, here and there', async () => {
    const { box, cookie } = await user('moved');
    await save(cookie, '/forward', { targets: ['new@far.example'], keepCopy: true });
    await letter(box.address, 'to both');
    await until(
      () => answers('new@far.example').length,
      (many) => many === 1,
    );
    await until(
      () => inbox(box.address),
      (there) => there.length === 1,
    );
    assert.equal((await users.call(cookie, 'DELETE', '/forward')).status, 200);
    await w.idle();
    await letter(box.address, 'here alone');
    await until(
      () => inbox(box.address),
      (there) => there.length === 2,
    );
    assert.equal(answers('new@far.example').length, 1);
  });

  test('M3: a new password of one’s own is the only one that mail programs sign in with', async () => {
    const { box, cookie } = await user('secret');
    const open = await real.keepSession(box.address, password);
    const wrong = await users.call(cookie, 'POST', '/password', { current: 'not it at all', password: nextPassword });
    assert.deepEqual(wrong.body.fields, { current: 'password_wrong' });
    await save(cookie, '/password', { current: password, password: nextPassword });
    await Promise.race([open.ended, pause(5000).then(() => assert.fail('the open session lives'))]);
    assert.equal(await real.signsIn(box.address, password, 'imap'), false);
    assert.equal(await real.signsIn(box.address, nextPassword, 'imap'), true);
    assert.equal((await users.post('/sign_in', { address: box.address, password })).status, 401);
    await users.signIn(box.address, nextPassword);
  });
});
