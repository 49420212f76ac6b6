import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileDatabases } from '../../bff/store/open.ts';
import { harness, type Harness, type TestLabel } from '../bff/harness.ts';
import { freePorts, startBff, type Served } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { visitor } from './visitor.ts';

const data = scratch('/dev/shm');
/** A third process on the same files, which is what an operator's command is. */
let h: Harness;
let label: TestLabel;
let customer: string;
let both: Served[];
before(async () => {
  h = await harness({ databases: fileDatabases(data) });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  const start = async () => startBff({ ...(await freePorts()), HC_DATA: data, HC_DEMO: '0' });
  both = await Promise.all([start(), start()]);
});
after(() => h.close());

const mint = (url: string, key = label.secretKey) =>
  fetch(`${url}/v1/embed_sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ customer, origin: label.origin, scope: ['domains', 'account'] }),
  });
const exchange = (url: string, secret: string) =>
  fetch(`${url}/embed/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', origin: label.origin },
    body: JSON.stringify({ secret, client: '0.1.0', elements: [] }),
  });

test('TR5: 100 exchanges of one secret at once, in two processes: one gets a token', { timeout: 60_000 }, async () => {
  const { client_secret: secret } = (await (await mint(both[0]!.url)).json()) as { client_secret: string };
  const statuses = await Promise.all(
    Array.from({ length: 100 }, async (_, at) => {
      const answer = await exchange(both[at % 2]!.url, secret);
      await answer.arrayBuffer();
      return answer.status;
    }),
  );
  assert.deepEqual(statuses.sort(), [200, ...Array<number>(99).fill(401)]);
});

test('TR5: what is revoked in one process is nothing in the other within a second', { timeout: 60_000 }, async () => {
  const [one, other] = both.map(({ url }) => url) as [string, string];
  const statuses = async (ask: (url: string) => Promise<{ status: number }>) => [
    (await ask(one)).status,
    (await ask(other)).status,
  ];
  const { token, origin, call } = await visitor(one, { ...label, origins: [label.origin] }, customer);
  assert.deepEqual(await statuses((url) => call(url, '/v1/domains')), [200, 200]);
  const headers = { authorization: `Bearer ${token}`, origin };
  assert.equal((await fetch(`${one}/v1/auth/sign_out`, { method: 'POST', headers })).status, 204);
  assert.deepEqual(await statuses((url) => call(url, '/v1/domains')), [401, 401]);

  const shop = 'https://shop.north.example';
  await h.store.control.addOrigin(label.id, shop);
  await pause(1000);
  const later = await visitor(other, { ...label, origins: [shop] }, customer);
  assert.deepEqual(await statuses((url) => later.call(url, '/v1/domains')), [200, 200]);
  await h.store.control.removeOrigin(label.id, shop);
  await pause(1000);
  assert.deepEqual(await statuses((url) => later.call(url, '/v1/domains')), [403, 403]);

  const added = await h.store.control.addKey(label.id, 'secret', true);
  assert.deepEqual(await statuses((url) => mint(url, added.key)), [201, 201]);
  // Both have just looked at it: this is the longest that they may remember.
  await h.store.control.revokeKey(added.id);
  await pause(1000);
  assert.deepEqual(await statuses((url) => mint(url, added.key)), [401, 401]);
});

test('TR5: no file of the databases holds a secret, a token or a key', { timeout: 60_000 }, async () => {
  const minted = (await (await mint(both[0]!.url)).json()) as { client_secret: string };
  const used = (await (await mint(both[0]!.url)).json()) as { client_secret: string };
  const { token } = (await (await exchange(both[1]!.url, used.client_secret)).json()) as { token: string };
  for (const served of both) await served.kill('SIGTERM');
  const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => /\.db(-wal)?$/.test(name));
  const bytes = files.map((name) => readFileSync(join(data, name), 'latin1')).join('\n');
  assert.ok(bytes.includes(customer), 'what is stored is found');
  for (const secret of [minted.client_secret, used.client_secret, token, label.secretKey]) {
    assert.ok(!bytes.includes(secret));
    assert.ok(!bytes.includes(secret.slice(-43)), 'nor the random part of one');
  }
});
