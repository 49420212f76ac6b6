import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDkimKey } from '../../../bff/mail/dkim.ts';
import type { ForwardSaved } from '../../../bff/mail/forwards/answers.ts';
import type { MailHealth } from '../../../bff/mail/health/answers.ts';
import { dkimRecord } from '../../../bff/mail/health/rules.ts';
import type { DnsPort } from '../../../bff/platform/dns/port.ts';
import { password, type MailWorld } from '../../bff/mail/world.ts';
import { verifyDkim } from './dkim.ts';
import type { Postfixadmin } from './postfixadmin.ts';
import type { RealSubject } from './real.ts';
import type { Outside } from './subject.ts';
import { untilTrue } from './until-true.ts';

/** hc with real servers: what the tests of a whole customer share. */
export interface Whole {
  readonly real: RealSubject;
  readonly w: MailWorld;
  readonly dns: DnsPort & { readonly port: number };
  readonly ready: (id: string) => Promise<unknown>;
  readonly letter: (to: string, subject: string) => Promise<string>;
  readonly subjects: (address: string) => Promise<string[]>;
  readonly admin: Postfixadmin;
}

/** What leaves for others: signed, and under a sender that we may send for. */
export function leavingTests(whole: () => Whole): void {
  const left = async (subject: string): Promise<Outside> => {
    const there = () =>
      whole()
        .real.outside()
        .find((one) => one.subject === subject);
    await untilTrue(async () => there() !== undefined, subject);
    return there()!;
  };
  /** A letter of a mailbox of ours to somebody elsewhere, as it comes there. */
  async function sent(from: string, subject: string, headerFrom = from): Promise<string> {
    const message = { from, to: ['far@elsewhere.example'], subject, text: 'Two loaves, please.', headerFrom };
    assert.match(await whole().real.submit(from, password, message), /^250/);
    return (await left(subject)).raw;
  }
  test('M5: what a mailbox sends is signed with the key that the fix publishes, and with no other', async () => {
    const { real, w, dns, ready, letter, subjects } = whole();
    const { id, address } = await w.create('signs');
    await ready(id);
    const before = await sent(address, 'before its record');
    const key = 'hc1._domainkey.loaf.example';
    assert.deepEqual(await verifyDkim(before, dns.port), [`${key} invalid`], 'nobody can check it yet');
    const { version } = (await w.call<MailHealth>('GET', `/domains/${w.domain}/health`)).body;
    assert.equal((await w.call('POST', `/domains/${w.domain}/fix`, { version, checks: ['dkim'] })).status, 200);
    await w.idle();
    assert.deepEqual(await verifyDkim(before, dns.port), [`${key} pass`]);
    assert.deepEqual(await verifyDkim(before.replace('Two loaves', 'Ten loaves'), dns.port), [`${key} fail`]);
    // Somebody else's domain above the letter gets no signature of his.
    const other = await w.linked('crumb.example');
    const theirs = await w.create('victim', { domain: other });
    await ready(theirs.id);
    assert.match(await sent(theirs.address, 'by himself'), /^DKIM-Signature:.* d=crumb\.example;/);
    const pretended = await sent(address, 'in his name', theirs.address);
    assert.deepEqual(await verifyDkim(pretended, dns.port), [`${key} pass`]);
    // Nor what comes from elsewhere and says that it is from here.
    assert.match(await letter(address, 'from himself'), /^250/);
    await real.deliver({ from: address, to: [address], subject: 'forged', text: 'Two loaves, please.' });
    await untilTrue(async () => (await subjects(address)).length === 2, 'what came');
    for (const { raw } of await real.inbox(address, password)) assert.doesNotMatch(raw, /DKIM-Signature/);
  });

  test('M5: the key is in a file of its own for the signer alone, and gone with the last mailbox of its domain', async () => {
    const { real, w, ready, letter } = whole();
    const domain = await w.linked('short.example');
    const { id, address } = await w.create('short', { domain });
    await ready(id);
    const file = join(real.servers.dkim, 'short.example.key');
    const { mode, uid } = statSync(file);
    assert.deepEqual([mode & 0o777, uid], [0o600, statSync(real.servers.dkim).uid]);
    const key = readFileSync(file, 'utf8');
    assert.match(key, /^-----BEGIN PRIVATE KEY-----\n[\s\S]+\nhc1\n$/);
    await w.call('DELETE', `/mailboxes/${id}`);
    await w.call('POST', `/mailboxes/${id}/purge`);
    await untilTrue(async () => !existsSync(file), 'gone');
    assert.match(await letter(address, 'too late'), /^55/);
    const again = await w.create('again', { domain });
    await ready(again.id);
    assert.equal(readFileSync(file, 'utf8'), key, 'its record is right still');
    assert.deepEqual(
      readdirSync(real.servers.dkim).filter((name) => name.startsWith('.')),
      [],
    );
  });

  test('M4: a forward chain delivers local and external copies exactly once, with SRS and a valid DKIM', async () => {
    const { real, w, dns, ready, subjects } = whole();
    const inside = await w.create('within');
    await ready(inside.id);
    await w.h.set(w.label.id, { mail: { confirmTargets: false } });
    const lead = async (local: string, ...targets: string[]) => {
      const made = await w.call<ForwardSaved>('POST', '/forwards', {
        domain: w.domain,
        local,
        keepCopy: false,
        targets,
      });
      assert.equal(made.status, 201, JSON.stringify(made.body));
    };
    await lead('last', 'end@away.example', inside.address);
    await lead('middle', 'last@loaf.example', 'end@away.example');
    await lead('chain', 'middle@loaf.example', inside.address);
    await w.idle();
    // Somebody elsewhere, whose own server has signed his letter.
    const key = await makeDkimKey();
    await dns.ensureZone({
      name: 'elsewhere.test',
      nameServers: ['ns1.elsewhere.test'],
      rrsets: [{ name: 's1._domainkey', type: 'TXT', ttl: 60, records: [dkimRecord(key.publicKey)] }],
    });
    const dkim = { domainName: 'elsewhere.test', keySelector: 's1', privateKey: key.privateKey };
    const from = 'Anna.Outside@elsewhere.test';
    const text = 'Two loaves, please.';
    assert.match(await real.deliver({ from, to: ['chain@loaf.example'], subject: 'onward', text, dkim }), /^250/);
    const onward = await left('onward');
    assert.match(onward.from, /^SRS0=[^=]{4}=[A-Z2-7]{2}=elsewhere\.test=Anna\.Outside@mail\.hc\.test$/);
    assert.deepEqual(onward.to, ['end@away.example']);
    assert.deepEqual(await verifyDkim(onward.raw, dns.port), ['s1._domainkey.elsewhere.test pass']);
    await untilTrue(async () => (await subjects(inside.address)).length === 1, 'the local copy');
    const [copy] = await real.inbox(inside.address, password);
    assert.ok(copy!.raw.startsWith(`Return-Path: <${from}>`), 'the local copy keeps its sender');
    // What comes back finds him, and nobody else gets anywhere by such an address.
    const back = { from: '', to: [onward.from], subject: 'undeliverable', text };
    assert.match(await real.deliver(back), /^250/);
    assert.deepEqual([(await left('undeliverable')).from, (await left('undeliverable')).to], ['', [from]]);
    const forged = onward.from.replace(/^SRS0=..../, 'SRS0=AAAA');
    assert.match(await real.deliver({ ...back, to: [forged] }), /^550 5\.1\.1 /);
    // Our own are known elsewhere as themselves.
    const own = { from: inside.address, to: ['chain@loaf.example'], subject: 'of our own', text };
    assert.match(await real.submit(inside.address, password, own), /^250/);
    assert.equal((await left('of our own')).from, inside.address);
    await untilTrue(async () => (await subjects(inside.address)).includes('of our own'), 'its local copy');
    // Whatever is under way has come before the last.
    await real.deliver({ from, to: ['chain@loaf.example'], subject: 'the last', text });
    await left('the last');
    await untilTrue(async () => (await subjects(inside.address)).includes('the last'), 'the last');
    const all = ['of our own', 'onward', 'the last'];
    assert.deepEqual((await subjects(inside.address)).toSorted(), all);
    const outside = real.outside().filter(({ to }) => to.includes('end@away.example'));
    assert.deepEqual(outside.map(({ subject }) => subject).toSorted(), all);
  });

  test('M4: while nobody rewrites senders all other mail comes and goes', async () => {
    const { real, w, ready, letter, subjects } = whole();
    const { id, address } = await w.create('unmoved');
    await ready(id);
    await real.servers.kill('postsrsd');
    assert.match(await letter(address, 'in'), /^250/);
    await sent(address, 'out');
    await untilTrue(async () => (await subjects(address)).includes('in'), 'in');
    await real.servers.restart('postsrsd');
  });

  test('M5: while nobody signs nothing leaves unsigned; it leaves once somebody does', async () => {
    const { real, w, ready } = whole();
    const { id, address } = await w.create('waits');
    await ready(id);
    await real.servers.kill('opendkim');
    const message = { from: address, to: ['far@elsewhere.example'], subject: 'unsigned', text: 'Two loaves, please.' };
    assert.match(await real.submit(address, password, message), /^4/);
    await real.servers.restart('opendkim');
    assert.match(await sent(address, 'signed again'), /^DKIM-Signature:/);
    assert.deepEqual(
      real.outside().filter(({ subject }) => subject === 'unsigned'),
      [],
    );
  });
}
