import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Libsql from 'libsql';
import type { Mailbox } from '../../../bff/mail/answers.ts';
import type { ForwardSaved } from '../../../bff/mail/forwards/answers.ts';
import { password } from '../../bff/mail/world.ts';
import type { Postfixadmin } from './postfixadmin.ts';
import { failsWith, mailboxOf } from './samples.ts';
import { untilTrue } from './until-true.ts';
import type { Whole } from './whole-leaving.ts';

const theirs = 'brood-en-spelen-07';
const twice = { password: theirs, password2: theirs };

/** hc and a real Postfixadmin on one file. */
export function besidePostfixadmin(whole: () => Whole): void {
  describe('beside Postfixadmin', () => {
    const admin = { do: (...args: Parameters<Postfixadmin['do']>) => whole().admin.do(...args) };
    const opens = (address: string, word: string) => whole().real.signsIn(address, word, 'imap');
    function onFile<Result>(body: (db: InstanceType<typeof Libsql>) => Result): Result {
      const db = new Libsql(whole().real.servers.database);
      try {
        return body(db);
      } finally {
        db.close();
      }
    }
    /** All that the file has of a domain, its rows' times among it. */
    const rowsOf = (domain: string): unknown[] =>
      onFile((db) =>
        ['domain', 'mailbox', 'alias'].map((table) =>
          db.prepare(`select * from ${table} where domain = ? order by 1`).all([domain]),
        ),
      );
    const change = async (method: string, path: string, body?: object) => {
      const { status, body: answer } = await whole().w.call<Mailbox>(method, path, body);
      assert.ok(status < 300, `${method} ${path}: ${JSON.stringify(answer)}`);
      await whole().w.idle();
    };

    test('M1: it shows what hc makes, as hc shows it', async () => {
      const { w, ready } = whole();
      const { id, address } = await w.create('both', { name: 'Bea Both', quota: 512_000_000 });
      await ready(id);
      await w.h.set(w.label.id, { mail: { confirmTargets: false } });
      const targets = [address, 'far@elsewhere.example'];
      const wish = { domain: w.domain, local: 'both-of-us', keepCopy: false, targets };
      assert.equal((await w.call<ForwardSaved>('POST', '/forwards', wish)).status, 201);
      await w.idle();
      const mailbox = await admin.do('mailbox', 'view', address);
      assert.match(mailbox, /Name: Bea Both\n/);
      assert.match(mailbox, /Quota: 500\n/);
      assert.match(mailbox, /Active: YES\n/);
      assert.match(await admin.do('alias', 'view', 'both-of-us@loaf.example'), new RegExp(`To: ${targets.join(', ')}`));
      assert.match(await admin.do('domain', 'view', 'loaf.example'), /Pass expires: 365\n/);
    });

    test('M2: a password that either sets opens the mailbox, and no other; what either deletes the other has no more', async () => {
      const { real, w, ready } = whole();
      const { id, address } = await w.create('shared');
      await ready(id);
      await admin.do('mailbox', 'update', address, twice);
      assert.deepEqual([await opens(address, theirs), await opens(address, password)], [true, false]);
      await change('PATCH', `/mailboxes/${id}`, { name: 'Another name' });
      assert.ok(await opens(address, theirs), 'it is no matter of its name');
      const next = 'the password after that';
      await change('POST', `/mailboxes/${id}/password`, { password: next });
      assert.deepEqual([await opens(address, next), await opens(address, theirs)], [true, false]);
      await admin.do('mailbox', 'delete', address);
      assert.equal(await opens(address, next), false);
      assert.equal((await real.mail.use([address])).size, 0);
      await change('PATCH', `/mailboxes/${id}`, { name: 'Wanted still' });
      assert.ok(await opens(address, next), 'hc makes it again when something is changed of it');
      onFile((db) => {
        db.prepare("insert into vacation (email, subject, body, domain) values (?, 'Away', 'By the sea', ?)").run([
          address,
          'loaf.example',
        ]);
        db.prepare(
          "insert into fetchmail (domain, mailbox, src_server, src_user, src_password, src_folder, mda) values (?, ?, 'pop.example', 'b', 'c', '', '')",
        ).run(['loaf.example', address]);
      });
      await change('DELETE', `/mailboxes/${id}`);
      assert.match(await admin.do('mailbox', 'view', address), /Active: NO\n/);
      await change('POST', `/mailboxes/${id}/purge`);
      await assert.rejects(admin.do('mailbox', 'view', address));
      const left = onFile((db) => [
        db.prepare('select email from vacation').all(),
        db.prepare('select mailbox from fetchmail').all(),
      ]);
      assert.deepEqual(left, [[], []], 'the next one of its address begins without');
    });

    test('M1: what it makes works beside ours, and no call of hc changes a row of it', async () => {
      const { real, w } = whole();
      const domain = 'strange.example';
      const bea = `bea@${domain}`;
      await admin.do('domain', 'add', domain, { description: 'Of somebody else' });
      await admin.do('mailbox', 'add', bea, { ...twice, name: 'Bea', quota: '50' });
      await admin.do('alias', 'add', `sales@${domain}`, { goto: `${bea},far@elsewhere.example` });
      assert.ok(await opens(bea, theirs));
      assert.match(await whole().letter(`sales@${domain}`, 'for Bea'), /^250/);
      await untilTrue(async () => (await real.inbox(bea, theirs)).length === 1, 'her letter');
      await untilTrue(async () => (await real.mail.use([bea])).get(bea)?.messages === 1, 'hc sees it');
      const before = rowsOf(domain);
      const { mail } = real;
      await mail.putDomain({ name: domain, dkim: null });
      for (const address of [bea, `sales@${domain}`, `abuse@${domain}`]) {
        const { mailbox } = mailboxOf(address);
        await assert.rejects(async () => mail.putMailbox(mailbox), failsWith('refused'), address);
        const forward = { address, targets: ['far@elsewhere.example'], keepCopy: true };
        await assert.rejects(async () => mail.putForward(forward), failsWith('refused'), address);
        await mail.dropMailbox(mailbox);
        await mail.dropForward(address);
      }
      await assert.rejects(async () => mail.dropDomain(domain), failsWith('refused'));
      // A customer is told, and can take another address.
      const linked = await w.linked(domain);
      const { id } = await w.create('bea', { domain: linked });
      await untilTrue(async () => (await w.read(id)).sync.error === 'refused', 'refused');
      await change('DELETE', `/mailboxes/${id}`);
      await change('POST', `/mailboxes/${id}/purge`);
      const other = await w.create('own', { domain: linked });
      await whole().ready(other.id);
      await change('DELETE', `/mailboxes/${other.id}`);
      await change('POST', `/mailboxes/${other.id}/purge`);
      assert.deepEqual(rowsOf(domain), before);
      assert.ok(await opens(bea, theirs));
    });

    test('a domain that it made stays when the last of ours is gone', async () => {
      const { w, ready } = whole();
      await admin.do('domain', 'add', 'lent.example');
      await admin.do('alias', 'delete', 'abuse@lent.example');
      const before = rowsOf('lent.example');
      const { id } = await w.create('own', { domain: await w.linked('lent.example') });
      await ready(id);
      await change('DELETE', `/mailboxes/${id}`);
      await change('POST', `/mailboxes/${id}/purge`);
      assert.deepEqual(rowsOf('lent.example'), before);
    });
  });
}
