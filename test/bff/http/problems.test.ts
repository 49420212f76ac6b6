import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bodyLimit } from '../../../bff/http/body.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

let h: Harness;
let label: TestLabel;
let cookie: string;
let domain: string;
before(async () => {
  h = await harness();
  label = await h.label('north');
  const customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  domain = await h.domain(label.id, customer, 'loaf.example');
});
after(() => h.close());

const send = (path: string, init: RequestInit) => h.request(`http://${label.host}${path}`, { cookie, ...init });
async function problem(answer: Response, status: number, code: string): Promise<ProblemBody> {
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  const body = (await answer.json()) as ProblemBody;
  assert.deepEqual([answer.status, body.code], [status, code]);
  assert.equal(body.type, `urn:hc:${code}`);
  assert.equal(body.status, status);
  assert.equal(body.requestId, answer.headers.get('x-request-id'));
  return body;
}
const dns = () => `/v1/domains/${domain}/dns`;

test('a body over 256 kB is 413, also when it comes in pieces that nobody announced', async () => {
  await problem(await send(dns(), { method: 'POST', body: `{"x":"${'a'.repeat(bodyLimit)}"}` }), 413, 'body_too_large');
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 64 * 1024;
      controller.enqueue(new Uint8Array(64 * 1024).fill(97));
    },
  });
  const init = {
    method: 'POST',
    body: endless,
    duplex: 'half',
    headers: { 'content-type': 'application/json' },
  } as RequestInit;
  await problem(await send(dns(), init), 413, 'body_too_large');
  assert.ok(sent < 4 * bodyLimit, 'it stopped reading');
});

test('another content type is 415, broken JSON 400, broken UTF-8 400', async () => {
  await problem(
    await send(dns(), {
      method: 'POST',
      body: 'x=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
    415,
    'content_type_unsupported',
  );
  await problem(await send(dns(), { method: 'POST', body: '{"version":' }), 400, 'bad_json');
  await problem(await send(dns(), { method: 'POST', body: '' }), 400, 'bad_json');
  await problem(await send(dns(), { method: 'POST', body: new Uint8Array([0x22, 0xff, 0x22]) }), 400, 'bad_json');
});

test('an unknown route is 404, a wrong method 405, an unknown host 421', async () => {
  await problem(await send('/v1/nothing', { method: 'GET' }), 404, 'not_found');
  await problem(await send('/v1/me', { method: 'POST', body: '{}' }), 405, 'method_not_allowed');
  await problem(await send(dns(), { method: 'PATCH', body: '{}' }), 405, 'method_not_allowed');
  await problem(await h.bff.app.request('http://evil.test/v1/me'), 421, 'host_unknown');
  assert.equal((await h.bff.app.request('http://evil.test/healthz')).status, 200, 'health answers on any host');
});

test('wrong fields are named with a code, unknown ones too, and nothing of them is repeated', async () => {
  const body = {
    version: 'one',
    changes: [{ op: 'set', name: 'www', type: 'WRONG', ttl: 3600, records: [] }],
    canary: 'canary-value',
  };
  const answer = await send(dns(), { method: 'POST', body: JSON.stringify(body) });
  const text = await answer.clone().text();
  const { fields } = await problem(answer, 422, 'invalid');
  assert.deepEqual(fields, {
    version: 'number',
    'changes.0.type': 'choice',
    'changes.0.records': 'required',
    canary: 'unknown_field',
  });
  assert.ok(!text.includes('canary-value'));
  const query = await send('/v1/domains?limit=999&sort=sideways&surprise=1', { method: 'GET' });
  assert.deepEqual((await problem(query, 422, 'invalid')).fields, {
    limit: 'number_range',
    sort: 'choice',
    surprise: 'unknown_field',
  });
  await problem(await send('/v1/domains?cursor=%7B%7D', { method: 'GET' }), 422, 'invalid');
});

test('P8: too fast is 429 with Retry-After, and who goes on waits for each answer', async () => {
  const limited = await harness({ limits: memoryLimits() });
  try {
    const at = await limited.label('slow');
    const customer = await limited.customer(at.id, 'Loaf');
    await limited.user(at.id, customer, 'Marieke');
    const id = await limited.domain(at.id, customer, 'loaf.example');
    const as = await limited.signIn(at, 'marieke', passwords.owner);
    const write = () =>
      limited.request(`http://${at.host}/v1/domains/${id}/dns/preview`, { method: 'POST', cookie: as, body: '{}' });
    for (let n = 0; n < 60; n += 1) assert.equal((await write()).status, 422);
    const late = await write();
    assert.ok(Number(late.headers.get('retry-after')) >= 1);
    await problem(late, 429, 'too_many_requests');

    // P8: to refuse is work too.
    await limited.user(at.id, await limited.customer(at.id, 'Bread'), 'Joris');
    const other = await limited.signIn(at, 'joris', passwords.owner);
    // Some more are answered at once: whoever comes to his limit now and then does not wait.
    for (let n = 0; n < 12; n += 1) await write();
    const times = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const began = performance.now();
        assert.equal((await write()).status, 429);
        return performance.now() - began;
      }),
    );
    assert.ok(Math.min(...times) >= 350, `after ${times.map(Math.round).join(', ')} ms`);
    const list = await limited.request(`http://${at.host}/v1/domains`, { cookie: other });
    assert.equal(list.status, 200, 'somebody else is not held up');
  } finally {
    await limited.close();
  }
});

test('a failure inside is 500 without a word about it, and the log line has only its kind', async () => {
  const broken = await harness();
  const at = await broken.label('broken');
  const customer = await broken.customer(at.id, 'Loaf');
  await broken.user(at.id, customer, 'Marieke');
  const as = await broken.signIn(at, 'marieke', passwords.owner);
  await broken.store.labels.use(at.id, ({ client }) => client.executeMultiple('drop table domains'));
  const answer = await broken.request(`http://${at.host}/v1/domains?q=canary`, { cookie: as });
  const text = await answer.clone().text();
  await problem(answer, 500, 'internal');
  assert.ok(!text.includes('canary') && !text.includes('domains'));
  const line = broken.lines.at(-1)!;
  assert.equal(line.status, 500);
  assert.ok(line.error?.includes('SQLITE'));
  assert.ok(!JSON.stringify(line).includes('canary'));
  await broken.close();
});

test('one log line a request, by route template, without query, body or secret', async () => {
  h.lines.length = 0;
  await send(`/v1/domains?q=canary-query`, { method: 'GET' });
  await send(dns(), { method: 'POST', body: '{"version":1,"changes":[],"canary":"canary-body"}' });
  assert.deepEqual(
    h.lines.map(({ route, method }) => `${method} ${route}`),
    ['GET /v1/domains', 'POST /v1/domains/:id/dns'],
  );
  const text = JSON.stringify(h.lines);
  assert.ok(!text.includes('canary') && !text.includes(cookie.split('=')[1]!));
});
