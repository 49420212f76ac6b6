import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertInbox, brings, mailboxOf, message, newDomain, newMailbox } from './samples.ts';
import { services, type Subject } from './subject.ts';

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
  });
}
