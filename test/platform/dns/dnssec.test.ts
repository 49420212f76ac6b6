import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPowerDns, type PowerDnsServer } from '../../../bff/demo/platform/powerdns.ts';
import type { Dnssec } from '../../../bff/domains/dnssec/answers.ts';
import type { Ds } from '../../../bff/domains/dnssec/ds.ts';
import { powerDns } from '../../../bff/platform/dns/powerdns.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { harness, passwords, type Harness, type TestLabel } from '../../bff/harness.ts';
import { faultProxy, faults } from '../../trust/fault-proxy.ts';
import { lacking, lackingPowerDns } from './real.ts';
import { verdictOf } from './delv.ts';

const skip = lackingPowerDns() || lacking('/usr/bin/delv', 'bind9-dnsutils');
const day = 86_400_000;
let now = Date.parse('2026-11-25T12:00:00Z');
const registrar = memoryRegistrar(() => now);
let server: PowerDnsServer;
let proxy: Awaited<ReturnType<typeof faultProxy>>;
let h: Harness;
let label: TestLabel;
let customer: string;

before(async () => {
  if (skip) return;
  server = await startPowerDns();
  proxy = await faultProxy(server.url);
  const dns = powerDns({ url: proxy.url, key: server.key, timeoutMs: 700 });
  h = await harness({ dns, registrar, now: () => now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
});
after(async () => {
  await h?.close();
  await proxy?.close();
  await server?.stop();
});

let n = 0;
/** A domain with a zone whose longest TTL is three days, seen by its customer and by a resolver. */
async function zone() {
  const name = `signed${(n += 1)}.com`;
  const rrsets = [
    { name: '@', type: 'A', ttl: 300, records: ['192.0.2.1'] },
    { name: 'www', type: 'CNAME', ttl: 300, records: [name] },
    { name: '*.shop', type: 'TXT', ttl: 3 * 86_400, records: ['anything'] },
  ] as const;
  const id = await h.domain(label.id, customer, name, rrsets);
  const call = async (body?: { on: boolean }): Promise<Dnssec> => {
    // Days go by: each look is by somebody who has just signed in.
    const cookie = await h.signIn(label, 'marieke', passwords.owner);
    const url = `http://${label.host}/v1/domains/${id}/dnssec`;
    const answer = await h.request(url, {
      cookie,
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return (await answer.json()) as Dnssec;
  };
  const atRegistry = async (): Promise<readonly Ds[]> => (await registrar.read(name))!.ds;
  /** What somebody believes who trusts that DS, of all that can be asked. */
  const believed = async (ds: readonly Ds[]) => {
    const asked = [
      [name, 'A'],
      [`www.${name}`, 'A'],
      [`a.shop.${name}`, 'TXT'],
      [`nobody.${name}`, 'A'],
      [name, 'AAAA'],
      [name, 'DNSKEY'],
    ] as const;
    const verdicts = new Set<string>();
    for (const [owner, type] of asked) verdicts.add(await verdictOf(server.dnsPort, name, ds, owner, type));
    return [...verdicts].join(' and ');
  };
  const later = async (ms: number) => {
    now += ms;
    h.bff.jobs.wake(label.id);
    await h.bff.jobs.idle(label.id);
  };
  return { id, name, call, atRegistry, believed, later };
}

test(
  'D10: from the key to the answer, each step after its wait, and back: no resolver finds it bogus at any time',
  { skip },
  async () => {
    const { name, call, atRegistry, believed, later } = await zone();
    assert.deepEqual([await believed([]), (await call()).step], ['unsigned', null]);

    assert.equal((await call({ on: true })).step, 'signing');
    await later(0);
    const settling = await call();
    assert.equal(settling.step, 'settling');
    // The longest TTL of the zone: until then some resolver has an answer without a signature.
    assert.equal(Date.parse(settling.dueAt!) - now, 3 * day);
    assert.deepEqual([await atRegistry(), await believed([])], [[], 'unsigned']);

    await later(3 * day - 1000);
    assert.deepEqual([(await call()).step, await atRegistry()], ['settling', []]);
    await later(2000);
    const on = await call();
    const ds = await atRegistry();
    assert.deepEqual([on.step, on.on, on.ds.length, ds.length], ['on', true, 1, 1]);
    assert.equal(await believed(ds), 'validated');
    const another = [{ ...ds[0]!, digest: '00'.repeat(32) }];
    assert.equal(await verdictOf(server.dnsPort, name, another), 'bogus', 'another key is not believed');

    assert.equal((await call({ on: false })).step, 'withdrawing');
    await later(0);
    const lingering = await call();
    assert.deepEqual([lingering.step, await atRegistry()], ['lingering', []]);
    assert.ok(Date.parse(lingering.dueAt!) - now >= day, 'as long as the DS may be remembered');
    assert.deepEqual([await believed([]), await believed(ds)], ['unsigned', 'validated']);
    await later(Date.parse(lingering.dueAt!) - now - 1000);
    assert.equal(await believed(ds), 'validated', 'also for who asked the parent last');
    await later(2000);
    assert.deepEqual([(await call()).step, await believed([])], [null, 'unsigned']);
    assert.equal(await verdictOf(server.dnsPort, name, ds), 'bogus', 'signing did end');
  },
);

test('D10: it can be turned round at each step, and is never bogus', { skip }, async () => {
  const { call, atRegistry, believed, later } = await zone();
  const sound = async () => assert.notEqual(await believed(await atRegistry()), 'bogus');
  await call({ on: true });
  assert.equal((await call({ on: false })).step, 'unsigning');
  assert.equal((await call({ on: true })).step, 'signing');
  await later(0);
  assert.equal((await call({ on: false })).step, 'unsigning', 'nobody was told of the keys');
  await later(0);
  assert.equal((await call()).step, null);
  await call({ on: true });
  await later(0);
  await later(4 * day);
  const first = await atRegistry();
  assert.deepEqual([(await call()).step, first.length], ['on', 1]);
  await call({ on: false });
  assert.equal((await call({ on: true })).step, 'announcing');
  await later(0);
  assert.deepEqual([(await call()).step, await atRegistry()], ['on', first]);
  await call({ on: false });
  await later(0);
  assert.deepEqual([(await call()).step, await atRegistry()], ['lingering', []]);
  await sound();
  await call({ on: true });
  await later(0);
  // What waited for the end of signing does not come any more.
  await later(4 * day);
  assert.deepEqual([(await call()).step, await atRegistry()], ['on', first]);
  assert.equal(await believed(first), 'validated');
});

test('D10: the zone is changed while it is signed, and what is new is signed too', { skip }, async () => {
  const { id, name, call, atRegistry, later } = await zone();
  await call({ on: true });
  await later(0);
  await later(4 * day);
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const changes = [{ op: 'set', name: 'new', type: 'A', ttl: 300, records: ['192.0.2.9'] }];
  const answer = await h.request(`http://${label.host}/v1/domains/${id}/dns`, {
    method: 'POST',
    cookie,
    body: JSON.stringify({ version: 1, changes }),
  });
  assert.equal(answer.status, 200);
  await later(0);
  assert.equal(await verdictOf(server.dnsPort, name, await atRegistry(), `new.${name}`), 'validated');
});

for (const fault of faults)
  test(
    `D10: ${fault}: what the name server does not do now it does later, once, and nothing is bogus meanwhile`,
    { skip },
    async () => {
      const { call, atRegistry, believed, later } = await zone();
      const sound = async () => assert.notEqual(await believed(await atRegistry()), 'bogus');
      const through = async (step: Dnssec['step']) => {
        await proxy.breaks(fault);
        await later(0);
        await later(100);
        await sound();
        await proxy.heals();
        for (let tries = 0; (await call()).step !== step; tries += 1) {
          assert.ok(tries < 40, `${(await call()).step} instead of ${step}`);
          await later(60_000);
          await sound();
        }
      };
      await call({ on: true });
      await through('settling');
      await later(4 * day);
      await call({ on: false });
      await later(0);
      const { dueAt } = await call();
      now = Date.parse(dueAt!) + 1000;
      await through(null);
      assert.equal(await believed([]), 'unsigned');
    },
  );
