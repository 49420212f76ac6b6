import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Forward } from '../../../bff/platform/mail/port.ts';
import { assertInbox, brings, failsWith, message, newDomain, newMailbox, until } from './samples.ts';
import type { Subject } from './subject.ts';

/** Where mail goes that an address leads elsewhere. */
export function forwardContract(kind: string, start: () => Promise<Subject>): void {
  describe(`${kind} keeps the contract of MailPort: forwards`, () => {
    let subject: Subject;
    before(async () => {
      subject = await start();
    });
    after(() => subject.stop());

    const leads = (address: string, targets: readonly string[], keepCopy = false): Promise<void> =>
      subject.mail.putForward({ address, targets, keepCopy });
    const left = (line: string) =>
      subject.outside().flatMap(({ subject: its, to }) => (its === line ? [...to] : [])) as readonly string[];

    test('M4: a forward leads to many, each of whom gets it once, one outside among them', async () => {
      const domain = await newDomain(subject);
      const [anna, bob] = [await newMailbox(subject, `anna@${domain}`), await newMailbox(subject, `bob@${domain}`)];
      await leads(`team@${domain}`, [`anna@${domain}`, `bob@${domain}`, 'carl@far.example', `staff@${domain}`]);
      await leads(`staff@${domain}`, [`anna@${domain}`, 'carl@far.example']);
      await brings(subject, [`team@${domain}`, `staff@${domain}`], `to the team of ${domain}`);
      await brings(subject, `team@${domain}`, `again to ${domain}`);
      const both = [`to the team of ${domain}`, `again to ${domain}`];
      for (const one of [anna, bob]) await assertInbox(subject, one, both);
      for (const line of both) {
        await until(
          () => left(line),
          (to) => to.length > 0,
        );
        assert.deepEqual(left(line), ['carl@far.example']);
      }
    });

    test('M4: beside a mailbox, a forward takes its mail, or leaves it a copy', async () => {
      const domain = await newDomain(subject);
      const [anna, bob] = [await newMailbox(subject, `anna@${domain}`), await newMailbox(subject, `bob@${domain}`)];
      await leads(`anna@${domain}`, [`bob@${domain}`]);
      await brings(subject, `anna@${domain}`, 'taken');
      await assertInbox(subject, bob, ['taken']);
      await leads(`anna@${domain}`, [`bob@${domain}`], true);
      await leads(`anna@${domain}`, [`bob@${domain}`], true);
      await brings(subject, `anna@${domain}`, 'copied');
      await assertInbox(subject, bob, ['taken', 'copied']);
      await assertInbox(subject, anna, ['copied']);
      await subject.mail.dropForward(`anna@${domain}`);
      await subject.mail.dropForward(`anna@${domain}`);
      await brings(subject, `anna@${domain}`, 'its own again');
      await assertInbox(subject, anna, ['copied', 'its own again']);
      await assertInbox(subject, bob, ['taken', 'copied']);
    });

    test('M4: a forward that is dropped leads nowhere', async () => {
      const domain = await newDomain(subject);
      await newMailbox(subject, `anna@${domain}`);
      await leads(`sales@${domain}`, [`anna@${domain}`]);
      await brings(subject, `sales@${domain}`, 'before');
      await subject.mail.dropForward(`sales@${domain}`);
      assert.match(await subject.deliver(message(`sales@${domain}`, 'after')), /^550 5\.1\.1 /);
    });

    test('M4: a catch-all takes what no other address does', async () => {
      const domain = await newDomain(subject);
      const [anna, bob] = [await newMailbox(subject, `anna@${domain}`), await newMailbox(subject, `bob@${domain}`)];
      await leads(`sales@${domain}`, [`bob@${domain}`]);
      await leads(`@${domain}`, [`anna@${domain}`]);
      await brings(subject, `anna@${domain}`, 'to Anna');
      await brings(subject, `bob@${domain}`, 'to Bob');
      await brings(subject, `sales@${domain}`, 'to sales');
      await brings(subject, `whoever@${domain}`, 'to whoever');
      await assertInbox(subject, anna, ['to Anna', 'to whoever']);
      await assertInbox(subject, bob, ['to Bob', 'to sales']);
      await subject.mail.dropForward(`@${domain}`);
      assert.match(await subject.deliver(message(`whoever@${domain}`, 'after')), /^550 5\.1\.1 /);
    });

    test('M4: a mailbox that is deleted leaves its forward, and one that is suspended keeps its copy', async () => {
      const domain = await newDomain(subject);
      const [anna, bob] = [await newMailbox(subject, `anna@${domain}`), await newMailbox(subject, `bob@${domain}`)];
      await leads(`anna@${domain}`, [`bob@${domain}`], true);
      await subject.mail.putMailbox({ ...anna.mailbox, state: 'suspended', credentials: 2 });
      await brings(subject, `anna@${domain}`, 'suspended');
      await assertInbox(subject, bob, ['suspended']);
      await subject.mail.putMailbox({ ...anna.mailbox, state: 'deleted', credentials: 3 });
      await brings(subject, `anna@${domain}`, 'deleted');
      await assertInbox(subject, bob, ['suspended', 'deleted']);
      await subject.mail.putMailbox({ ...anna.mailbox, credentials: 4 });
      await assertInbox(subject, anna, ['suspended']);
    });

    test('M4: a target that would be more than an address is refused', async () => {
      const domain = await newDomain(subject);
      const odd = ['anna', 'a@b.example,c@d.example', 'a b@x.example', '"a"@x.example', 'a@x.example\n'];
      const other = [':include:/etc/passwd', '/etc/passwd', '', '<a@x.example>', '(a)b@x.example', 'a@b@x.example'];
      for (const one of [...odd, ...other])
        await assert.rejects(async () => leads(`sales@${domain}`, [one]), failsWith('refused'), one);
      const wrong: readonly Partial<Forward>[] = [{ targets: [] }, { address: '@' }, { address: 'a@nobodys.example' }];
      for (const rest of wrong)
        await assert.rejects(
          async () =>
            subject.mail.putForward({
              address: `sales@${domain}`,
              targets: ['a@far.example'],
              keepCopy: false,
              ...rest,
            }),
          failsWith('refused'),
          JSON.stringify(rest),
        );
      assert.match(await subject.deliver(message(`sales@${domain}`, 'nothing')), /^550 5\.1\.1 /);
      await leads(`sales@${domain}`, ['|sh@far.example', 'größe@far.example']);
    });
  });
}
