import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { HistoryPage, ZoneAnswer } from '../../../../bff/domains/answers.ts';
import type { ImportPreview } from '../../../../bff/domains/zone-file/answers.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { auditLog } from '../../../../bff/policy/schema.ts';
import { harness, passwords, type Harness, type TestLabel } from '../../harness.ts';

let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
before(async () => {
  h = await harness();
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

const seed = [
  { name: '@', type: 'A', ttl: 3600, records: ['192.0.2.1'] },
  { name: '@', type: 'MX', ttl: 3600, records: ['10 mx.example.net'] },
] as const;
let n = 0;
const newDomain = (more = {}) => h.domain(label.id, customer, `loaf${(n += 1)}.example`, seed, more);
const send = (path: string, body?: unknown) =>
  h.request(`http://${label.host}/v1/domains/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    cookie,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
async function call<T>(path: string, body?: unknown) {
  const answer = await send(path, body);
  return { status: answer.status, body: (await answer.json()) as T };
}
const keys = ({ rrsets }: ZoneAnswer) => rrsets.map(({ name, type }) => `${name} ${type}`);
const audited = () => h.store.labels.use(label.id, ({ db }) => db.select().from(auditLog));
const file = 'www 3600 IN A 192.0.2.44\n@ 3600 IN SOA a. b. 1 2 3 4 5\nbad 3600 IN A 192.0.2.444\n';

test('D4: a dry run says what would be added, changed and left out, and writes nothing', async () => {
  const id = await newDomain();
  const { status, body } = await call<ImportPreview>(`${id}/dns/import/preview`, {
    version: 1,
    text: file,
    replace: true,
  });
  assert.equal(status, 200);
  assert.deepEqual(
    body.diff.map(({ name, type, after }) => [name, type, after?.records[0]]),
    [
      ['www', 'A', '192.0.2.44'],
      ['@', 'A', undefined],
      ['@', 'MX', undefined],
    ],
  );
  assert.deepEqual(
    body.notes.map(({ line, code }) => [line, code]),
    [
      [2, 'soa'],
      [3, 'ipv4_form'],
    ],
  );
  assert.equal(body.skipped, 2);
  assert.ok(body.warnings.some(({ code }) => code === 'mail_stops'));
  assert.equal((await call<ZoneAnswer>(`${id}/dns`)).body.version, 1);
});

test('D4: an import is one change set: served, audited, and undone with one click', async () => {
  const id = await newDomain();
  const { status, body } = await call<ZoneAnswer>(`${id}/dns/import`, { version: 1, text: file, replace: false });
  assert.deepEqual([status, body.version, keys(body)], [200, 2, ['@ A', '@ MX', '@ NS', 'www A']]);
  await h.bff.jobs.idle(label.id);
  const served = await h.dns.readZone(body.domain.name);
  assert.deepEqual(served?.find(({ name }) => name === 'www')?.records, ['192.0.2.44']);
  const rows = await audited();
  const row = rows.find(({ action, object }) => action === 'domains.dns.import' && object === id);
  assert.ok(row);
  assert.equal((row.detail as { skipped?: number }).skipped, 2);
  const { items } = (await call<HistoryPage>(`${id}/dns/history`)).body;
  assert.equal(items.length, 1);
  const undone = await call<ZoneAnswer>(`changes/${items[0]!.id}/rollback`, { version: 2 });
  assert.deepEqual(keys(undone.body), ['@ A', '@ MX', '@ NS']);
});

test('D4: an export is a file by the domain’s name, audited, and importing it changes nothing', async () => {
  const id = await newDomain();
  const answer = await send(`${id}/dns/export`, {});
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'text/dns; charset=utf-8');
  assert.equal(answer.headers.get('content-disposition'), `attachment; filename="loaf${n}.example.zone"`);
  const text = await answer.text();
  assert.match(text, /^@\t3600\tIN\tMX\t10 mx\.example\.net\.$/m);
  const rows = await audited();
  assert.ok(rows.some(({ action, object }) => action === 'domains.dns.export' && object === id));
  for (const replace of [false, true]) {
    const same = (await call<ImportPreview>(`${id}/dns/import/preview`, { version: 1, text, replace })).body;
    assert.deepEqual([same.diff, same.unchanged, same.notes.map(({ code }) => code)], [[], 2, ['managed', 'managed']]);
    const nothing = await call<ProblemBody>(`${id}/dns/import`, { version: 1, text, replace });
    assert.deepEqual([nothing.status, nothing.body.fields], [422, { text: 'nothing_changed' }]);
  }
});

test('D4 D6 D8: a stale import gets both versions, and foreign name servers refuse it with a reason', async () => {
  const id = await newDomain();
  const body = { version: 7, text: file, replace: false };
  for (const path of ['import', 'import/preview']) {
    const stale = await call<ProblemBody>(`${id}/dns/${path}`, body);
    assert.deepEqual([stale.status, stale.body.code], [409, 'version_conflict']);
    assert.equal((stale.body.current as ZoneAnswer).version, 1);
  }
  const away = await newDomain({ ownNameServers: false, nameServers: ['ns1.elsewhere.example'] });
  const refused = await call<ProblemBody>(`${away}/dns/import`, { ...body, version: 1 });
  assert.deepEqual([refused.status, refused.body.code], [403, 'foreign_name_servers']);
  assert.ok(refused.body.reason);
  assert.equal((await send(`${away}/dns/export`, {})).status, 200, 'what we would serve can be taken along');
});

test('D4: a file of 5,000 records is taken as one, and 10 MB is the end', async () => {
  const id = await newDomain();
  const text = Array.from({ length: 5000 }, (_, at) => `host-${at} 3600 IN TXT "${'x'.repeat(60)} ${at}"`).join('\n');
  const { status, body } = await call<ZoneAnswer>(`${id}/dns/import`, { version: 1, text, replace: false });
  assert.deepEqual([status, body.rrsets.length], [200, 5003]);
  const more = Array.from({ length: 5001 }, (_, at) => `more-${at} 3600 IN A 192.0.2.1`).join('\n');
  const full = await call<ProblemBody>(`${id}/dns/import/preview`, { version: 2, text: more, replace: false });
  assert.deepEqual([full.status, full.body.fields], [422, { text: 'too_many_rrsets' }]);
  const long = await send(`${id}/dns/import/preview`, { version: 2, text: ';'.repeat(10_000_001), replace: false });
  assert.equal(long.status, 413);
});
