import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashesAtOnce } from '../../bff/auth/better.ts';
import { memoryLimits } from '../../bff/http/limits.node.ts';
import { harness, passwords } from '../bff/harness.ts';
import { countHashes } from './hashes.ts';

const hashes = countHashes();

async function world() {
  const h = await harness({ limits: memoryLimits(), proxies: 1 });
  const labels = { north: await h.label('north'), south: await h.label('south') };
  for (const { id } of Object.values(labels)) await h.user(id, await h.customer(id, 'Loaf'), 'Marieke');
  /** The proxy in front adds the last address by itself; what stands before it the caller wrote. */
  const attempt = async (
    login: string,
    password: string,
    from: string,
    invented = '',
    at: keyof typeof labels = 'north',
  ) => {
    const answer = await h.request(`http://${labels[at].host}/v1/auth/sign_in`, {
      method: 'POST',
      body: JSON.stringify({ login, password }),
      headers: { 'x-forwarded-for': invented ? `${invented}, ${from}` : from },
    });
    return answer.status;
  };
  return { h, attempt };
}

test('TR15: of 1,000 tries with whatever spelling and invented addresses at most 10 are evaluated', async (t) => {
  const { h, attempt } = await world();
  t.after(() => h.close());
  const spellings = ['marieke', 'Marieke', ' MARIEKE ', 'marieke@people.example', 'Marieke@People.Example'];
  const before = hashes.started;
  const statuses: number[] = [];
  for (let at = 0; at < 1000; at += 1) {
    const invented = [`203.0.113.${at % 256}`, `2001:db8:${at.toString(16)}::1, 203.0.113.9`, 'unknown', ''][at % 4];
    statuses.push(await attempt(spellings[at % spellings.length]!, `guess number ${at}`, '198.51.100.7', invented));
  }
  const evaluated = statuses.filter((status) => status === 401).length;
  assert.ok(evaluated <= 10, `${evaluated} were evaluated`);
  assert.equal(hashes.started - before, evaluated, 'what is refused costs no hash');
  assert.equal(statuses.filter((status) => status === 429).length, 1000 - evaluated);
  assert.equal(await attempt('marieke', passwords.owner, '198.51.100.7'), 429);
  assert.equal(await attempt('marieke', passwords.owner, '192.0.2.44'), 200, 'the owner gets in from elsewhere');
});

test('TR15: of IPv6 a whole /64 counts as one, and the next one apart', async (t) => {
  const { h, attempt } = await world();
  t.after(() => h.close());
  const statuses: number[] = [];
  for (let at = 0; at < 12; at += 1) statuses.push(await attempt('marieke', 'wrong guess', `2001:db8:1:2::${at + 1}`));
  assert.ok(statuses.filter((status) => status === 401).length <= 10);
  assert.equal(statuses.at(-1), 429);
  assert.equal(await attempt('marieke', passwords.owner, '2001:db8:1:3::1'), 200);
});

test('TR15: a flood of sign-ins from everywhere makes at most four hashes at once, and leaves a core to others', async (t) => {
  const { h, attempt } = await world();
  t.after(() => h.close());
  hashes.most = 0;
  const statuses = await Promise.all(
    Array.from({ length: 24 }, (_, at) => attempt(at % 2 ? 'marieke' : `nobody${at}`, 'wrong guess', `192.0.2.${at}`)),
  );
  assert.deepEqual([...new Set(statuses)], [401]);
  assert.equal(hashes.most, hashesAtOnce);
  assert.ok(hashesAtOnce <= 4);
});

test('TR15: a password that is sprayed over the accounts of one label holds up no sign-in at another', async (t) => {
  const { h, attempt } = await world();
  t.after(() => h.close());
  const spray = (count: number) =>
    Array.from({ length: count }, (_, at) => attempt(`user${at}`, 'wrong guess', `198.18.${at >> 8}.${at & 255}`));
  // The library is loaded, and asked once.
  await attempt('marieke', 'wrong guess', '192.0.2.1', '', 'south');
  const before = hashes.started;
  const sprayed = spray(70 * hashesAtOnce);
  while (hashes.started < before + hashesAtOnce) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(await attempt('marieke', passwords.owner, '192.0.2.2', '', 'south'), 200);
  const first = hashes.started - before;
  assert.ok(first < 24, `${first} others were looked at first`);
  const statuses = await Promise.all(sprayed);
  assert.deepEqual([...new Set(statuses)].sort(), [401, 503], 'who would wait for long is told so at once');
  assert.ok(statuses.filter((status) => status === 401).length >= 50 * hashesAtOnce);
  assert.equal(await attempt('marieke', passwords.owner, '192.0.2.3'), 200, 'afterwards all is as before');
});
