import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { jobs } from '../../../bff/jobs/schema.ts';
import { Problem } from '../../../bff/http/problem.ts';
import { putDomainJobs } from '../../../bff/mail/domain-job.ts';
import { mailDomains } from '../../../bff/mail/schema.ts';
import type { ForwardSaved } from '../../../bff/mail/forwards/answers.ts';
import { type MailDomain, MailError } from '../../../bff/platform/mail/port.ts';
import { memoryMail } from '../../../bff/platform/mail/memory.ts';
import { mailWorld, type MailWorld } from './world.ts';

const server = memoryMail();
/** The domains that the server has, with the key of each. */
const held = new Map<string, MailDomain['dkim']>();
/** What happens before the server hears of the end of a domain. */
let meanwhile = async (): Promise<void> => {};
/** What happens before the server hears of a mailbox. */
let beforeMailbox = async (): Promise<void> => {};
let w: MailWorld;
before(async () => {
  const mail = {
    ...server,
    putDomain: async ({ name, dkim }: MailDomain) => void held.set(name, dkim),
    async dropDomain(name: string) {
      await meanwhile();
      held.delete(name);
    },
    async putMailbox(...args: Parameters<typeof server.putMailbox>) {
      await beforeMailbox();
      if (!held.has(args[0].address.split('@')[1]!)) throw new MailError('refused', 'no domain of this server');
      return server.putMailbox(...args);
    },
  };
  w = await mailWorld({ mail });
});
after(() => w.h.close());

async function destroy(id: string): Promise<void> {
  assert.equal((await w.call('DELETE', `/mailboxes/${id}`)).status, 200);
  assert.equal((await w.call('POST', `/mailboxes/${id}/purge`)).status, 200);
  await w.idle();
}
/** Whether the name is this label's among all that share the server. */
async function isClaimed(name: string): Promise<boolean> {
  const claim = { kind: 'mail_domain', name, labelId: 'lbl_other', objectId: 'dom_other' } as const;
  try {
    await w.h.store.claims.hold(claim);
  } catch (error) {
    assert.ok(error instanceof Problem);
    return true;
  }
  await w.h.store.claims.release(claim);
  return false;
}

test('M5: a domain is at the server with its key until its last mailbox and forward are gone; then its name is free', async () => {
  const { id } = await w.create('info');
  await w.h.set(w.label.id, { mail: { confirmTargets: false } });
  const wish = { domain: w.domain, local: 'all', keepCopy: false, targets: ['far@elsewhere.example'] };
  const lead = await w.call<ForwardSaved>('POST', '/forwards', wish);
  await w.idle();
  const key = held.get('loaf.example');
  assert.match(key!.privateKey, /^-----BEGIN PRIVATE KEY-----/);
  await destroy(id);
  assert.ok(held.has('loaf.example'), 'it has a forward');
  assert.ok(await isClaimed('loaf.example'));
  await w.call('DELETE', `/forwards/${lead.body.id}`);
  await w.idle();
  assert.equal(held.has('loaf.example'), false);
  assert.equal(await isClaimed('loaf.example'), false);
  const again = await w.create('again');
  await w.idle();
  assert.deepEqual(held.get('loaf.example'), key, 'the record that stands in the zone is right still');
  await destroy(again.id);
});

test('M5: a server that was set up afresh gets its domains, with the keys that they had', async () => {
  const { id } = await w.create('kept');
  await w.idle();
  const before = new Map(held);
  assert.ok(before.has('loaf.example'));
  held.clear();
  await w.h.store.labels.use(w.label.id, ({ db }) => db.transaction((tx) => putDomainJobs(tx, new Date(w.clock.now))));
  await w.later(0);
  assert.deepEqual(held, before);
  await destroy(id);
});

test('a mailbox that is made while its domain goes is there in the end', async () => {
  const domain = await w.linked('crumb.example');
  const { id } = await w.create('first', { domain });
  await w.idle();
  let made = '';
  meanwhile = async () => {
    meanwhile = async () => {};
    made = (await w.create('second', { domain })).id;
    // Another worker has told of it already.
    await w.h.store.labels.use(w.label.id, async ({ db }) => {
      for (let looks = 0; looks < 200; looks += 1) {
        const [row] = await db.select().from(mailDomains).where(eq(mailDomains.domainId, domain));
        if (row!.servedVersion > 0) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      assert.fail('nobody told of it');
    });
  };
  await destroy(id);
  assert.notEqual(made, '');
  assert.ok(held.has('crumb.example'));
  assert.ok(await isClaimed('crumb.example'));
  assert.equal((await w.read(made)).sync.state, 'ready');
});

test('a mailbox that is made while its domain goes is there, also when nobody hears that it went', async () => {
  const domain = await w.linked('crust.example');
  const { id } = await w.create('first', { domain });
  await w.idle();
  let made = '';
  meanwhile = async () => {
    meanwhile = async () => {};
    held.delete('crust.example');
    made = (await w.create('second', { domain })).id;
    for (let looks = 0; (await w.read(made)).sync.state === 'pending'; looks += 1) {
      assert.ok(looks < 200, 'nobody told of it');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new MailError('unreachable', 'no answer');
  };
  await destroy(id);
  assert.equal((await w.read(made)).sync.state, 'ready');
  await w.later(60_000);
  assert.ok(held.has('crust.example'));
  assert.ok(await isClaimed('crust.example'));
  assert.equal((await w.read(made)).sync.state, 'ready');
});

test('a mailbox that is told of between the end of its domain and its lost answer is there in the end', async () => {
  const domain = await w.linked('rye.example');
  const { id } = await w.create('first', { domain });
  await w.idle();
  let made = '';
  meanwhile = async () => {
    meanwhile = async () => {};
    let reached = (): void => {};
    let gone = (): void => {};
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    const isGone = new Promise<void>((resolve) => (gone = resolve));
    // The domain is made for it, and goes before it is put.
    beforeMailbox = () => (reached(), isGone);
    made = (await w.create('second', { domain })).id;
    await isReached;
    beforeMailbox = async () => {};
    held.delete('rye.example');
    gone();
    for (let looks = 0; (await w.read(made)).sync.state === 'pending'; looks += 1) {
      assert.ok(looks < 200, 'nobody told of it');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new MailError('unreachable', 'no answer');
  };
  await destroy(id);
  assert.equal((await w.read(made)).sync.state, 'failed');
  await w.later(60_000);
  assert.ok(held.has('rye.example'));
  assert.equal((await w.read(made)).sync.state, 'ready');
  // The lost one is done at last, after all was put right.
  held.delete('rye.example');
  await w.later(60_000);
  assert.ok(held.has('rye.example'));
  assert.equal((await w.read(made)).sync.state, 'ready');
});

test('M5: with the server away the end of a domain waits, and no job of it has its key', async () => {
  const domain = await w.linked('dough.example');
  const { id } = await w.create('first', { domain });
  await w.idle();
  meanwhile = () => Promise.reject(new MailError('unreachable', 'away'));
  await destroy(id);
  assert.ok(held.has('dough.example'));
  meanwhile = async () => {};
  await w.later(60_000);
  assert.equal(held.has('dough.example'), false);
  const rows = await w.h.store.labels.use(w.label.id, ({ db }) => db.select().from(jobs));
  assert.ok(rows.some(({ kind }) => kind === 'mail.domain.put'));
  assert.doesNotMatch(JSON.stringify(rows), /PRIVATE|MII/);
});
