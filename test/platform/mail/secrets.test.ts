import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { filesBelow } from './files.ts';
import { lackingMail, realMail, type RealSubject } from './real.ts';
import {
  appPassword,
  assertInbox,
  brings,
  hashOf,
  message,
  newDomain,
  newMailbox,
  newPassword,
  usedPasswords,
} from './samples.ts';
import { services } from './subject.ts';

const skip = lackingMail();

describe('passwords and the files of Postfix and Dovecot', { skip }, () => {
  let subject: RealSubject;
  before(async () => {
    subject = await realMail();
  });
  after(() => subject.stop());

  /** Of each file: what is in it of these words. */
  function found(words: readonly string[]): string[] {
    return filesBelow(subject.servers.dir).flatMap((path) => {
      const bytes = readFileSync(path);
      return words.filter((word) => bytes.includes(word)).map((word) => `${path}: ${word}`);
    });
  }

  test('M2: no password that was set or typed, right or wrong, is in any file or log', async () => {
    const domain = await newDomain(subject);
    const app = appPassword('imap', 'smtp');
    const opened = await newMailbox(subject, `anna@${domain}`, { appPasswords: [app.app] });
    const wrong = newPassword();
    for (const service of services)
      for (const password of [opened.password, app.password, wrong])
        assert.equal(await subject.signsIn(`anna@${domain}`, password, service), password !== wrong, service);
    const address = `anna@${domain}`;
    await subject.submit(address, app.password, message(address, 'from herself', { from: address }));
    await brings(subject, address, 'a letter');
    await assertInbox(subject, opened, ['from herself', 'a letter']);
    const changed = newPassword();
    await subject.mail.putMailbox({ ...opened.mailbox, hash: hashOf(changed), credentials: 2 });
    assert.ok(await subject.signsIn(address, changed, 'imap'));
    assert.ok(usedPasswords.length >= 4);
    const encoded = usedPasswords.flatMap((password) => [
      Buffer.from(password).toString('base64'),
      Buffer.from(`\0${address}\0${password}`).toString('base64'),
    ]);
    assert.deepEqual(found([...usedPasswords, ...encoded]), []);
    // What is looked for would be found.
    assert.ok(found([opened.mailbox.address]).length > 2);
    assert.equal(found([changed.slice(0, 8)]).length, 0);
  });
});
