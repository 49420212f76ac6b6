import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { AppScope } from '../../../bff/platform/mail/port.ts';
import {
  appPassword,
  assertInbox,
  brings,
  hashOf,
  message,
  newDomain,
  newMailbox,
  newPassword,
  subjects,
  until,
} from './samples.ts';
import { type Service, services, type Subject } from './subject.ts';

/** Longer than this nobody stays signed in who may be no more, in ms. */
const cutWithin = 2000;

const within = (ms: number, ended: Promise<void>): Promise<boolean> =>
  Promise.race([ended.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ms))]);

/** What mail programs see: sessions, POP3, app passwords, sending. */
export function clientContract(kind: string, start: () => Promise<Subject>): void {
  describe(`${kind} keeps the contract of MailPort: mail programs`, () => {
    let subject: Subject;
    before(async () => {
      subject = await start();
    });
    after(() => subject.stop());

    test('M1: what came is read by POP3 too', async () => {
      const domain = await newDomain(subject);
      const opened = await newMailbox(subject, `anna@${domain}`);
      await brings(subject, `anna@${domain}`, 'a letter');
      await assertInbox(subject, opened, ['a letter']);
      assert.deepEqual(subjects(await subject.popInbox(`anna@${domain}`, opened.password)), ['a letter']);
    });

    test('M1: who has signed in sends as himself, and as nobody else', async () => {
      const domain = await newDomain(subject);
      const anna = await newMailbox(subject, `anna@${domain}`);
      const bob = await newMailbox(subject, `bob@${domain}`);
      const sends = (from: string, to: string, subjectLine: string) =>
        subject.submit(anna.mailbox.address, anna.password, message(to, subjectLine, { from }));
      assert.match(await sends(`anna@${domain}`, `bob@${domain}`, 'near'), /^250 /);
      assert.match(await sends(`anna@${domain}`, 'carl@far.example', `far from ${domain}`), /^250 /);
      await assertInbox(subject, bob, ['near']);
      await until(subject.outside, (all) => subjects(all).includes(`far from ${domain}`));
      for (const from of [`bob@${domain}`, `nobody@${domain}`, 'someone@far.example'])
        assert.match(await sends(from, `bob@${domain}`, 'spoofed'), /^553 5\.7\.1 /, from);
    });

    for (const [what, change] of [
      ['another password', { credentials: 2 }],
      ['its suspension', { state: 'suspended' }],
      ['its deletion', { state: 'deleted' }],
    ] as const)
      test(`M2: ${what} ends the session of who is signed in`, async () => {
        const domain = await newDomain(subject);
        const { mailbox, password } = await newMailbox(subject, `anna@${domain}`);
        const other = await newMailbox(subject, `bob@${domain}`);
        const session = await subject.keepSession(mailbox.address, password);
        const others = await subject.keepSession(other.mailbox.address, other.password);
        await subject.mail.putMailbox({ ...mailbox, name: 'Anna' });
        assert.equal(await within(300, session.ended), false, 'another name ends nothing');
        await subject.mail.putMailbox({ ...mailbox, hash: hashOf(newPassword()), ...change });
        assert.ok(await within(cutWithin, session.ended));
        assert.equal(await within(100, others.ended), false, 'nobody else is cut off');
        await others.end();
      });

    test('M2: a mailbox that is destroyed ends the session of who is signed in', async () => {
      const domain = await newDomain(subject);
      const { mailbox, password } = await newMailbox(subject, `anna@${domain}`);
      const session = await subject.keepSession(mailbox.address, password);
      await subject.mail.dropMailbox(mailbox);
      assert.ok(await within(cutWithin, session.ended));
    });

    test('M2: an app password opens what it is for, until it is taken back', async () => {
      const domain = await newDomain(subject);
      const opens: readonly (readonly [readonly AppScope[], readonly Service[]])[] = [
        [['imap'], ['imap', 'pop3', 'sieve']],
        [['smtp'], ['smtp']],
        [['imap', 'smtp'], services],
      ];
      const made = opens.map(([scopes, its]) => ({ ...appPassword(...scopes), its }));
      const opened = await newMailbox(subject, `anna@${domain}`, { appPasswords: made.map(({ app }) => app) });
      const other = await newMailbox(subject, `bob@${domain}`);
      for (const { password, its } of made) {
        for (const service of services)
          assert.equal(await subject.signsIn(`anna@${domain}`, password, service), its.includes(service), service);
        assert.equal(await subject.signsIn(other.mailbox.address, password, its[0]!), false, 'of another mailbox');
        const wrong = `${password.slice(0, 8)}${'0'.repeat(24)}`;
        assert.equal(await subject.signsIn(`anna@${domain}`, wrong, its[0]!), false, 'only its first signs');
      }
      assert.ok(await subject.signsIn(`anna@${domain}`, opened.password, 'imap'));
      const suspended = { ...opened.mailbox, state: 'suspended', credentials: 2 } as const;
      await subject.mail.putMailbox(suspended);
      assert.equal(await subject.signsIn(`anna@${domain}`, made[2]!.password, 'imap'), false, 'suspended');
      await subject.mail.putMailbox({ ...suspended, state: 'active', appPasswords: [made[0]!.app], credentials: 3 });
      assert.ok(await subject.signsIn(`anna@${domain}`, made[0]!.password, 'imap'));
      assert.equal(await subject.signsIn(`anna@${domain}`, made[2]!.password, 'imap'), false, 'taken back');
    });
  });
}
