import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  assertInbox,
  brings,
  failsWith,
  hashOf,
  mailboxOf,
  message,
  newDomain,
  newMailbox,
  newPassword,
  until,
} from './samples.ts';
import { type Outside, services, type Subject } from './subject.ts';

/** What the BFF relies on of mailboxes, whatever the mail server. */
export function mailboxContract(kind: string, start: () => Promise<Subject>): void {
  describe(`${kind} keeps the contract of MailPort: mailboxes`, () => {
    let subject: Subject;
    before(async () => {
      subject = await start();
    });
    after(() => subject.stop());

    test('M1: a mailbox that is ready is signed in to, and what comes by SMTP is read in it', async () => {
      const domain = await newDomain(subject);
      const opened = await newMailbox(subject, `anna@${domain}`);
      for (const service of services)
        assert.ok(await subject.signsIn(opened.mailbox.address, opened.password, service), service);
      await brings(subject, `anna@${domain}`, 'a first letter');
      await brings(subject, `Anna@${domain.toUpperCase()}`, 'a second letter');
      await assertInbox(subject, opened, ['a first letter', 'a second letter']);
    });

    test('M1: putting the same mailbox again changes nothing', async () => {
      const domain = await newDomain(subject);
      const opened = await newMailbox(subject, `anna@${domain}`);
      await brings(subject, `anna@${domain}`, 'a letter');
      await assertInbox(subject, opened, ['a letter']);
      await Promise.all([1, 2].map(() => subject.mail.putMailbox(opened.mailbox)));
      await assertInbox(subject, opened, ['a letter']);
    });

    test('M1: nobody is let in with another password, and no mail comes to who is not there', async () => {
      const domain = await newDomain(subject);
      const { mailbox } = await newMailbox(subject, `anna@${domain}`);
      const other = mailboxOf(`bob@${domain}`);
      for (const service of services) {
        assert.equal(await subject.signsIn(mailbox.address, other.password, service), false, service);
        assert.equal(await subject.signsIn(other.mailbox.address, other.password, service), false, service);
      }
      assert.match(await subject.deliver(message(`bob@${domain}`, 'nothing')), /^550 5\.1\.1 /);
      assert.match(await subject.deliver(message('bob@far.example', 'nothing')), /^554 5\.7\.1 /);
    });

    test('M2: what is beyond a mailbox is refused to its sender, and another size holds at once', async () => {
      const domain = await newDomain(subject);
      const opened = await newMailbox(subject, `anna@${domain}`, { quota: 100_000 });
      const long = { text: 'A line of a long letter.\n'.repeat(8000) };
      assert.match(await subject.deliver(message(`anna@${domain}`, 'too long', long)), /^552 5\.2\.2 /);
      // Of one whose length was not said before, the sender hears at its end or by a notice.
      const from = `sender@${domain}.far.example`;
      const reply = await subject.deliver(message(`anna@${domain}`, 'too long', { ...long, from, announced: false }));
      if (!reply.startsWith('552 5.2.2 ')) {
        const told = (all: readonly Outside[]) => all.find((one) => one.from === '' && one.to.includes(from));
        assert.match(told(await until(subject.outside, (all) => told(all) !== undefined))!.raw, /5\.2\.2/);
      }
      await brings(subject, `anna@${domain}`, 'short');
      await subject.mail.putMailbox({ ...opened.mailbox, quota: 1_000_000 });
      await brings(subject, `anna@${domain}`, 'long', long);
      await assertInbox(subject, opened, ['short', 'long']);
      await subject.mail.putMailbox({ ...opened.mailbox, quota: 100_000 });
      assert.match(await subject.deliver(message(`anna@${domain}`, 'nothing more')), /^552 5\.2\.2 /);
    });

    test('M2: a new password opens it, the one before no more', async () => {
      const domain = await newDomain(subject);
      const { mailbox, password } = await newMailbox(subject, `anna@${domain}`);
      const changed = newPassword();
      await subject.mail.putMailbox({ ...mailbox, hash: hashOf(changed), credentials: 2 });
      for (const service of services) {
        assert.ok(await subject.signsIn(mailbox.address, changed, service), service);
        assert.equal(await subject.signsIn(mailbox.address, password, service), false, service);
      }
    });

    test('M2: to a suspended mailbox mail comes, and nobody signs in or sends', async () => {
      const domain = await newDomain(subject);
      const opened = await newMailbox(subject, `anna@${domain}`);
      await subject.mail.putMailbox({ ...opened.mailbox, state: 'suspended', credentials: 2 });
      await brings(subject, `anna@${domain}`, 'meanwhile');
      for (const service of services)
        assert.equal(await subject.signsIn(opened.mailbox.address, opened.password, service), false, service);
      await subject.mail.putMailbox({ ...opened.mailbox, credentials: 3 });
      await assertInbox(subject, opened, ['meanwhile']);
    });

    test('M2: to a deleted mailbox nothing comes and nobody signs in; had back, all its mail is there', async () => {
      const domain = await newDomain(subject);
      const opened = await newMailbox(subject, `anna@${domain}`);
      await brings(subject, `anna@${domain}`, 'before');
      await assertInbox(subject, opened, ['before']);
      await subject.mail.putMailbox({ ...opened.mailbox, state: 'deleted', credentials: 2 });
      assert.match(await subject.deliver(message(`anna@${domain}`, 'meanwhile')), /^550 5\.1\.1 /);
      for (const service of services)
        assert.equal(await subject.signsIn(opened.mailbox.address, opened.password, service), false, service);
      await subject.mail.putMailbox({ ...opened.mailbox, credentials: 3 });
      await brings(subject, `anna@${domain}`, 'after');
      await assertInbox(subject, opened, ['before', 'after']);
    });

    test('M2: destroyed, a mailbox is gone with its mail, and another of its address begins empty', async () => {
      const domain = await newDomain(subject);
      const opened = await newMailbox(subject, `anna@${domain}`);
      await brings(subject, `anna@${domain}`, 'before');
      await assertInbox(subject, opened, ['before']);
      await subject.mail.dropMailbox(opened.mailbox);
      await subject.mail.dropMailbox(opened.mailbox);
      assert.equal(await subject.signsIn(opened.mailbox.address, opened.password, 'imap'), false);
      assert.match(await subject.deliver(message(`anna@${domain}`, 'meanwhile')), /^550 5\.1\.1 /);
      assert.equal((await subject.mail.use([opened.mailbox.address])).size, 0);
      const other = await newMailbox(subject, `anna@${domain}`);
      await assertInbox(subject, other, []);
      await brings(subject, `anna@${domain}`, 'after');
      await assertInbox(subject, other, ['after']);
      await subject.mail.dropMailbox(opened.mailbox);
      await assertInbox(subject, other, ['after']);
    });

    test('M2: how full mailboxes are is told of many at once, and nothing of those that are not there', async () => {
      const domain = await newDomain(subject);
      const addresses = Array.from({ length: 120 }, (_, at) => `m${at}@${domain}`);
      for (const address of addresses.slice(0, 110)) await newMailbox(subject, address);
      const text = 'A line of a long letter.\n'.repeat(2000);
      await brings(subject, `m3@${domain}`, 'long', { text });
      await brings(subject, `m108@${domain}`, 'long', { text });
      const use = await until(
        () => subject.mail.use(addresses),
        (now) => now.get(`m3@${domain}`)?.messages === 1 && now.get(`m108@${domain}`)?.messages === 1,
      );
      assert.equal(use.size, 110);
      assert.deepEqual(use.get(`m4@${domain}`), { bytes: 0, messages: 0 });
      const { bytes } = use.get(`m3@${domain}`)!;
      assert.ok(bytes > text.length && bytes < text.length * 1.1, `${bytes} bytes`);
    });

    test('M1: an address, a name or a key that would be more than it is, is refused', async () => {
      const domain = await newDomain(subject);
      const odd = [
        ...['../up', '.', 'a..b', 'a b', "a'b", 'a"b', 'a,b', 'a/b', 'a;b', 'a%u', '|sh', 'a\n', 'a\0', '', 'ä'],
        ...["' or 1=1 --", 'a@b'],
      ];
      for (const local of odd) {
        const { mailbox } = mailboxOf(`${local}@${domain}`);
        await assert.rejects(async () => subject.mail.putMailbox(mailbox), failsWith('refused'), local);
      }
      for (const rest of [{ key: '../x' }, { key: '' }, { name: 'a\r\nb' }, { hash: 'clear' }, { quota: 0 }])
        await assert.rejects(
          async () => subject.mail.putMailbox(mailboxOf(`anna@${domain}`, rest).mailbox),
          failsWith('refused'),
          JSON.stringify(rest),
        );
      await assert.rejects(
        async () => subject.mail.putMailbox(mailboxOf('anna@nobodys.example').mailbox),
        failsWith('refused'),
      );
      assert.match(await subject.deliver(message(`anna@${domain}`, 'nothing')), /^550 5\.1\.1 /);
    });

    test('a domain that is dropped takes no mail, and not before its mailboxes are gone', async () => {
      const domain = await newDomain(subject);
      const { mailbox } = await newMailbox(subject, `anna@${domain}`);
      await subject.mail.putForward({ address: `@${domain}`, targets: [`anna@${domain}`], keepCopy: false });
      await assert.rejects(async () => subject.mail.dropDomain(domain), failsWith('refused'));
      await subject.mail.dropMailbox(mailbox);
      await subject.mail.dropDomain(domain);
      await subject.mail.dropDomain(domain);
      assert.match(await subject.deliver(message(`anna@${domain}`, 'nothing')), /^554 5\.7\.1 /);
    });
  });
}
