import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPowerDns, type PowerDnsServer } from '../../bff/demo/platform/powerdns.ts';
import type { HistoryPage, ZoneAnswer } from '../../bff/domains/answers.ts';
import { defaultSettings, writeSettings } from '../../bff/reseller/settings.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { openStore } from '../../bff/store/start.ts';
import { freePorts, startBff, type Served } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { faultProxy } from './fault-proxy.ts';
import { ground, type Ground } from './ground.ts';
import { visitor, type Visitor } from './visitor.ts';

let dns: PowerDnsServer;
let proxy: Awaited<ReturnType<typeof faultProxy>>;
/** Two processes on one data folder, and one on a folder of its own. */
let [here, there, alone]: Served[] = [];
let worlds: Record<'north' | 'south' | 'west', Ground>;
let far: Record<'east', Ground>;
const data = scratch();
const farData = scratch();
const start = async (folder: string) =>
  startBff({
    ...(await freePorts()),
    HC_DATA: folder,
    HC_DEMO: '0',
    HC_POWERDNS_URL: proxy.url,
    HC_POWERDNS_KEY: dns.key,
  });

before(async () => {
  dns = await startPowerDns();
  proxy = await faultProxy(dns.url);
  worlds = await ground(data, 'north', 'south', 'west');
  far = await ground(farData, 'east');
  [here, there, alone] = await Promise.all([start(data), start(data), start(farData)]);
});
after(async () => {
  await Promise.all([here, there, alone].map((served) => served?.kill('SIGKILL')));
  await proxy.close();
  await dns.stop();
});

const path = (id: string) => `/v1/domains/${id}/dns`;
const person = (served: Served, { label, customer }: Ground, scope?: string[]) =>
  visitor(served.url, label, customer, scope);
const zone = async (served: Served, who: Visitor, id: string) =>
  (await who.call<ZoneAnswer>(served.url, path(id))).body;
async function write(served: Served, who: Visitor, id: string, owner: string, text: string) {
  const { version } = await zone(served, who, id);
  const changes = [{ op: 'set', name: owner, type: 'TXT', ttl: 300, records: [text] }];
  return { read: version, ...(await who.call<ZoneAnswer>(served.url, path(id), { version, changes })) };
}
async function within(ms: number, what: string, check: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await check())) {
    assert.ok(performance.now() - began < ms, `${what}: not within ${ms} ms`);
    await pause(ms > 5000 ? 200 : 30);
  }
  return Math.round(performance.now() - began);
}

test('F7: customers write through two processes on one folder: no update is lost, and no answer is a failure', async (t) => {
  const who = await person(here!, worlds.north);
  const { domain } = worlds.north;
  const acknowledged = new Map<number, string>();
  const statuses: number[] = [];
  const writer = async (served: Served, number: number) => {
    for (let at = 0; at < 12; at += 1) {
      const text = `writer ${number} change ${at}`;
      const { read, status, body } = await write(served, who, domain, `w${number}`, text);
      statuses.push(status);
      if (status !== 200) continue;
      assert.equal(body.version, read + 1, 'it was written onto what was read');
      assert.ok(!acknowledged.has(body.version), `version ${body.version} was given twice`);
      acknowledged.set(body.version, text);
    }
  };
  await Promise.all([0, 1, 2, 3].map((number) => writer(number % 2 ? here! : there!, number)));
  assert.deepEqual(
    statuses.filter((status) => ![200, 409, 503].includes(status)),
    [],
  );
  const { body } = await who.call<HistoryPage>(there!.url, `${path(domain)}/history?limit=200`);
  assert.equal(body.items.length, acknowledged.size);
  for (const { version, diff } of body.items) assert.deepEqual(diff[0]!.after!.records, [acknowledged.get(version)]);
  for (const served of [here!, there!])
    await within(10_000, 'ready', async () => (await zone(served, who, domain)).sync.state === 'ready');
  t.diagnostic(`${acknowledged.size} changes, ${statuses.length - acknowledged.size} told to look again`);
});

test('F7: what one process ends or sets is so in the other within a second', async (t) => {
  const store = await openStore(fileDatabases(data));
  t.after(() => store.close());
  const { label, customer, domain, key } = worlds.north;
  const both = [here!, there!];
  const [who, ending] = [await person(here!, worlds.north), await person(here!, worlds.north)];
  const mint = async (served: Served) => {
    const headers = { authorization: `Bearer ${label.secretKey}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ customer, origin: label.origins[0] });
    return (await fetch(`${served.url}/v1/embed_sessions`, { method: 'POST', headers, body })).status;
  };
  const states = () =>
    Promise.all(
      both.map(async (served) => [
        (await write(served, who, domain, 'late', crypto.randomUUID())).status,
        (await ending.call(served.url, '/v1/domains')).status,
        await mint(served),
      ]),
    );
  // Both remember all of it now.
  const before = await states();
  for (const [written, read, minted] of before) {
    assert.ok(written === 200 || written === 409, String(written));
    assert.deepEqual([read, minted], [200, 201]);
  }
  await store.labels.use(label.id, ({ db }) =>
    writeSettings(db, 'policy', { ...defaultSettings.policy, disabledActions: { 'domains.dns.edit': {} } }),
  );
  const sign = { authorization: `Bearer ${ending.token}`, origin: ending.origin };
  assert.equal((await fetch(`${here!.url}/v1/auth/sign_out`, { method: 'POST', headers: sign })).status, 204);
  await pause(1000);
  assert.deepEqual(
    await states(),
    both.map(() => [403, 401, 201]),
  );
  // With a key goes what it made.
  await store.control.revokeKey(key);
  await pause(1000);
  assert.deepEqual(
    await states(),
    both.map(() => [401, 401, 401]),
  );
});

test('F7: a process that stops leaves the jobs that wait for their next try to the other', async (t) => {
  const who = await person(here!, worlds.south);
  const { domain } = worlds.south;
  await within(5000, 'ready', async () => (await zone(here!, who, domain)).sync.state === 'ready');
  await proxy.breaks('status 500');
  assert.equal((await write(here!, who, domain, 'word', 'left behind')).status, 200);
  await within(5000, 'failed', async () => (await zone(here!, who, domain)).sync.state === 'failed');
  await here!.kill('SIGTERM');
  await proxy.heals();
  const took = await within(12_000, 'the other', async () => (await zone(there!, who, domain)).sync.state === 'ready');
  t.diagnostic(`taken over after ${took} ms`);
  here = await start(data);
});

test('P5: jobs of a process that was killed are taken over within 30 s, by one that lives and by the one that comes again', async (t) => {
  const cases = [
    [here!, worlds.west],
    [alone!, far.east],
  ] as const;
  const people = await Promise.all(cases.map(([served, world]) => person(served, world)));
  for (const [at, [served, { domain }]] of cases.entries())
    await within(20_000, 'ready', async () => (await zone(served, people[at]!, domain)).sync.state === 'ready');
  // One that comes when nothing is under way has no time of its own at which it would look again.
  await there!.kill('SIGTERM');
  there = await start(data);
  await proxy.breaks('hang');
  const asked = proxy.asked();
  for (const [at, [served, { domain }]] of cases.entries())
    assert.equal((await write(served, people[at]!, domain, 'word', 'orphan')).status, 200);
  await within(2000, 'both are at it', async () => proxy.asked() >= asked + 2);
  await Promise.all(cases.map(([served]) => served.kill('SIGKILL')));
  const killed = performance.now();
  await proxy.heals();
  alone = await start(farData);
  const survivors = [there!, alone] as const;
  const took = await Promise.all(
    survivors.map(async (served, at) => {
      const { domain } = cases[at]![1];
      await within(
        30_000,
        at ? 'by the same' : 'by the other',
        async () => (await zone(served, people[at]!, domain)).sync?.state === 'ready',
      );
      return Math.round(performance.now() - killed);
    }),
  );
  t.diagnostic(`by another one after ${took[0]} ms, by the same one after ${took[1]} ms`);
});
