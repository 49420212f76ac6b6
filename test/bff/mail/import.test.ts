import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { eq, isNotNull } from 'drizzle-orm';
import type { ImportPreview, ImportRows, ImportRun } from '../../../bff/mail/import/answers.ts';
import { mailImportRows } from '../../../bff/mail/import/schema.ts';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import { mailboxes } from '../../../bff/mail/schema.ts';
import { gibibyte, mebibyte } from '../../../bff/mail/rules.ts';
import { mailWorld, password, type MailWorld } from './world.ts';

const lineOf = (address: string, more: object = {}) => ({
  line: 2,
  address,
  name: '',
  password,
  quota: gibibyte,
  ...more,
});
const lines = (many: number) =>
  Array.from({ length: many }, (_, at) => lineOf(`box${at}@loaf.example`, { line: at + 2 }));
const preview = (w: MailWorld, rows: object[]) => w.call<ImportPreview>('POST', '/imports/preview', { rows });
const start = (w: MailWorld, rows: object[]) => w.call<ImportRun>('POST', '/imports', { rows });
const runOf = async (w: MailWorld, id: string) => (await w.call<ImportRun>('GET', `/imports/${id}`)).body;
const rowsOf = async (w: MailWorld, id: string, query = '') =>
  (await w.call<ImportRows>('GET', `/imports/${id}/rows${query}`)).body;

test('M1: a dry run says of each line what would become of it, within plan and pool, and writes nothing', async () => {
  const w = await mailWorld({}, { maxMailboxes: 4, mailPool: 5 * gibibyte });
  await w.create('there');
  const rows = [
    lineOf('New@Loaf.example'),
    lineOf('there@loaf.example'),
    lineOf('new@loaf.example'),
    lineOf('no address'),
    lineOf('a!b@loaf.example'),
    lineOf('x@elsewhere.example'),
    lineOf('short@loaf.example', { password: 'short' }),
    lineOf('weak@loaf.example', { password: 'weakweakweak' }),
    lineOf('none@loaf.example', { password: '' }),
    lineOf('small@loaf.example', { quota: mebibyte }),
    lineOf('big@loaf.example', { quota: 4 * gibibyte }),
    lineOf('second@loaf.example'),
    lineOf('third@loaf.example'),
    lineOf('fourth@loaf.example'),
  ];
  const { status, body } = await preview(w, rows);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(
    body.rows.map(({ field, code }) => (code ? `${field ?? ''} ${code}` : 'good')),
    [
      'good',
      'address local_taken',
      'address twice',
      'address address_form',
      'address local_characters',
      'address not_in_plan',
      'password password_short',
      'password password_guessable',
      'password required',
      'quota quota_least',
      'quota quota_pool',
      'good',
      'good',
      ' plan_full',
    ],
  );
  assert.equal(body.good, 3);
  assert.equal((await w.list()).total, 1);
});

test('M1: an import makes what it can, says why of the rest, and its passwords open the mailboxes', async () => {
  const w = await mailWorld();
  await w.create('there');
  const rows = [
    lineOf('one@loaf.example', { name: ' One ' }),
    lineOf('there@loaf.example', { line: 3 }),
    lineOf('two@loaf.example', { line: 4 }),
  ];
  const started = await start(w, rows);
  assert.equal(started.status, 201, JSON.stringify(started.body));
  await w.idle();
  const { state, counts, total } = await runOf(w, started.body.id);
  assert.deepEqual(
    { state, counts, total },
    { state: 'done', counts: { waiting: 0, created: 2, refused: 1, dropped: 0 }, total: 3 },
  );
  assert.deepEqual((await rowsOf(w, started.body.id, '?state=refused')).items, [
    { line: 3, address: 'there@loaf.example', state: 'refused', field: 'address', code: 'local_taken' },
  ]);
  const { items, import: shown } = await w.list();
  assert.deepEqual(
    items.map(({ address, name, state: its }) => [address, name, its]),
    [
      ['one@loaf.example', 'One', 'active'],
      ['there@loaf.example', '', 'active'],
      ['two@loaf.example', '', 'active'],
    ],
  );
  assert.ok(await w.server.inbox('two@loaf.example', password), 'its password opens it');
  assert.equal(shown, started.body.id, 'shown to who comes back');
  await w.call('POST', `/imports/${shown}/close`, {});
  assert.equal((await w.list()).import, undefined);
});

test('a password of an import lies sealed until its line had its turn, and nowhere afterwards', async () => {
  const w = await mailWorld();
  const kept = () =>
    w.h.store.labels.use(w.label.id, ({ db }) =>
      db.select().from(mailImportRows).where(isNotNull(mailImportRows.sealedPassword)),
    );
  await start(w, [lineOf('x@elsewhere.example'), ...lines(3)]);
  await w.idle();
  assert.deepEqual(await kept(), []);
  await w.h.bff.jobs.stop();
  const { body } = await start(w, lines(4));
  const sealed = await kept();
  assert.equal(sealed.length, 4);
  for (const row of sealed) assert.ok(!JSON.stringify(row).includes(password));
  await w.call('POST', `/imports/${body.id}/cancel`, {});
  assert.deepEqual(await kept(), []);
  assert.equal((await runOf(w, body.id)).counts.dropped, 4);
});

test('M1: an import takes no more than the plan has, with others who make mailboxes beside it', async () => {
  const w = await mailWorld({}, { maxMailboxes: 10 });
  const { body } = await start(w, lines(9));
  const made = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      w.call('POST', '/mailboxes', { domain: w.domain, local: `beside${at}`, name: '', password, quota: gibibyte }),
    ),
  );
  await w.idle();
  const rows = await w.h.store.labels.use(w.label.id, ({ db }) =>
    db.select().from(mailboxes).where(eq(mailboxes.customerId, w.customer)),
  );
  assert.equal(rows.length, 10);
  const { counts } = await runOf(w, body.id);
  assert.equal(counts.created + made.filter(({ status }) => status === 201).length, 10);
  const refusedOnes = (await rowsOf(w, body.id, '?state=refused')).items;
  assert.ok(refusedOnes.every(({ code }) => code === 'plan_full'));
});

test('one import at a time; what has not had its turn is left out when it is cancelled', async () => {
  const w = await mailWorld();
  const first = await start(w, lines(8));
  const second = await start(w, lines(2));
  assert.deepEqual([second.status, second.body.type], [403, 'urn:hc:state_forbids']);
  const cancelled = await w.call<ImportRun>('POST', `/imports/${first.body.id}/cancel`, {});
  assert.equal(cancelled.body.state, 'cancelled');
  await w.idle();
  const { counts } = await runOf(w, first.body.id);
  assert.equal(counts.created + counts.dropped, 8);
  assert.equal((await w.list()).total, counts.created);
  assert.equal((await w.call('POST', `/imports/${first.body.id}/cancel`, {})).status, 403);
});

test('who loses the right to make mailboxes meanwhile imports no further', async () => {
  // More than one turn takes.
  const mailHash = (password: string) => setTimeout(40, `$2b$04$${password}`);
  const w = await mailWorld({ mailHash }, { maxMailboxes: 100, mailPool: 200 * gibibyte });
  const begun = await start(w, lines(60));
  await w.h.set(w.label.id, { policy: { hiddenTabs: [], disabledActions: { 'mail.mailbox.create': {} } } });
  await w.idle();
  const { state, counts } = await runOf(w, begun.body.id);
  assert.deepEqual([state, counts.created + counts.refused], ['done', 60]);
  assert.ok(counts.refused > 0, 'it went on');
  assert.equal((await rowsOf(w, begun.body.id, '?state=refused')).items.at(-1)!.code, 'action_disabled');
  assert.equal((await preview(w, lines(1))).body.type, 'urn:hc:action_disabled');
  assert.equal((await start(w, lines(1))).body.type, 'urn:hc:action_disabled');
});

test('what no mail server takes as a name is told before, of one mailbox as of a list', async () => {
  const w = await mailWorld();
  const name = 'Anna\r\nBcc: all';
  const { body } = await preview(w, [
    lineOf('anna@loaf.example', { name }),
    lineOf('long@loaf.example', { name: 'x'.repeat(900) }),
  ]);
  assert.deepEqual(
    body.rows.map(({ field, code }) => [field, code]),
    [
      ['name', 'characters'],
      ['name', 'too_long'],
    ],
  );
  assert.deepEqual((await w.refused({ name })).fields, { name: 'characters' });
});

test('a customer imports ten lists an hour at most', async () => {
  const w = await mailWorld({ limits: memoryLimits() });
  const statuses: number[] = [];
  for (let at = 0; at < 11; at += 1) {
    const { status, body } = await start(w, [lineOf('x@elsewhere.example')]);
    statuses.push(status);
    await w.idle();
    if (status === 201) await w.call('POST', `/imports/${body.id}/close`, {});
  }
  assert.deepEqual(statuses, [...Array(10).fill(201), 429]);
});
