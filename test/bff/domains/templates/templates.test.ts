import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Preview, ZoneAnswer } from '../../../../bff/domains/answers.ts';
import type { TemplateList } from '../../../../bff/domains/templates/answers.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { harness, passwords, type Harness, type TestLabel } from '../../harness.ts';

let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
before(async () => {
  h = await harness();
  label = await h.label('north', {
    templates: {
      mail: [{ name: '@', type: 'MX', records: ['10 mx.north.example'] }],
      own: [
        { id: 'shop', name: 'Our shop', rrsets: [{ name: 'shop', type: 'CNAME', records: ['shops.north.example'] }] },
      ],
    },
  });
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

const seed = [{ name: '@', type: 'TXT', ttl: 300, records: ['hello', 'v=spf1 include:a.example -all'] }] as const;
async function call<T>(path: string, body?: unknown) {
  const answer = await h.request(`http://${label.host}/v1/domains/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    cookie,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

test('D7: a template is looked at, then published as one change set; a second time it changes nothing', async () => {
  const id = await h.domain(label.id, customer, 'loaf.example', seed);
  const { body: list } = await call<TemplateList>(`${id}/dns/templates`);
  assert.deepEqual(list.items, [
    { id: 'mail' },
    { id: 'microsoft365' },
    { id: 'google' },
    { id: 'parked' },
    { id: 'shop', name: 'Our shop' },
  ]);
  const google = { version: 1, template: 'google' };
  const { body: preview } = await call<Preview>(`${id}/dns/templates/preview`, google);
  assert.deepEqual(
    preview.diff.map(({ name, type }) => `${name} ${type}`),
    ['@ MX', '@ TXT'],
  );
  assert.equal((await call<ZoneAnswer>(`${id}/dns`)).body.version, 1);
  const { status, body } = await call<ZoneAnswer>(`${id}/dns/templates`, google);
  assert.deepEqual([status, body.version], [200, 2]);
  const texts = body.rrsets.find(({ type }) => type === 'TXT');
  assert.deepEqual(texts, {
    name: '@',
    type: 'TXT',
    ttl: 300,
    records: ['hello', 'v=spf1 include:a.example include:_spf.google.com -all'],
  });
  await h.bff.jobs.idle(label.id);
  const served = await h.dns.readZone('loaf.example');
  assert.deepEqual(served?.find(({ type }) => type === 'MX')?.records, ['1 smtp.google.com']);
  const again = await call<Preview>(`${id}/dns/templates/preview`, { ...google, version: 2 });
  assert.deepEqual([again.status, again.body.diff], [200, []]);
  assert.equal((await call(`${id}/dns/templates`, { ...google, version: 2 })).status, 422);
});

test('D7 D6 D8: one that there is not, a stale zone and foreign name servers are refused', async () => {
  const id = await h.domain(label.id, customer, 'rye.example', seed);
  const unknown = await call<ProblemBody>(`${id}/dns/templates`, { version: 1, template: 'none' });
  assert.deepEqual([unknown.status, unknown.body.fields], [422, { template: 'choice' }]);
  const stale = await call<ProblemBody>(`${id}/dns/templates/preview`, { version: 3, template: 'shop' });
  assert.deepEqual([stale.status, stale.body.code], [409, 'version_conflict']);
  const more = { ownNameServers: false, nameServers: ['ns1.elsewhere.example'] };
  const away = await h.domain(label.id, customer, 'away.example', seed, more);
  const refused = await call<ProblemBody>(`${away}/dns/templates`, { version: 1, template: 'shop' });
  assert.deepEqual([refused.status, refused.body.code], [403, 'foreign_name_servers']);
});
