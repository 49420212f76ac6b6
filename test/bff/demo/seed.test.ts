import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { count } from 'drizzle-orm';
import { accounts } from '../../../bff/auth/schema.ts';
import { openStore, type Store } from '../../../bff/create.ts';
import { readDemoFile, writeDemoFile } from '../../../bff/demo/demo-file.ts';
import { seed, type SeedInput } from '../../../bff/demo/seed.ts';
import { dnsChanges, dnsRrsets, domains } from '../../../bff/domains/schema.ts';
import { memoryMail } from '../../../bff/platform/mail/memory.ts';
import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { readSettings } from '../../../bff/reseller/settings.ts';
import { claims } from '../../../bff/store/control.schema.ts';
import { fileDatabases } from '../../../bff/store/open.ts';

const folder = mkdtempSync(join(tmpdir(), 'hc-demo-'));
after(() => rmSync(folder, { recursive: true }));

const dns = memoryDns();
const registrar = memoryRegistrar(() => Date.parse('2026-11-23T10:00:00Z'));
const inputOf = (store: Store, more: Partial<SeedInput> = {}): SeedInput => ({
  control: store.control,
  labels: store.labels,
  dns,
  registrar,
  mail: memoryMail(),
  hash: async (password) => `hash of ${password}`,
  now: new Date('2026-11-23T10:00:00Z'),
  sites: { tidewell: 'http://localhost:4000', smidse: 'http://localhost:4002' },
  hosts: { tidewell: 'tidewell.localhost:4001', smidse: 'smidse.localhost:4001' },
  ...more,
});
const addresses = { bff: 'http://localhost:4001', sites: inputOf({} as Store).sites };

describe('demo seed', () => {
  it('writes the world once, and says how to get in', async () => {
    const store = await openStore(fileDatabases(folder));
    const world = await seed(inputOf(store));

    const { tidewell, smidse } = world.labels;
    const rows = await store.labels.use(tidewell.id, async ({ db }) => ({
      domains: (await db.select({ n: count() }).from(domains))[0]!.n,
      rrsets: (await db.select({ n: count() }).from(dnsRrsets))[0]!.n,
      changes: (await db.select({ n: count() }).from(dnsChanges))[0]!.n,
      accounts: await db.select().from(accounts),
      settings: await readSettings(db),
      pending: (await db.select().from(domains)).filter(
        ({ zoneVersion, servedVersion }) => zoneVersion !== servedVersion,
      ),
    }));
    assert.ok(rows.domains > 2500 && rows.rrsets > 20_000 && rows.changes >= 8);
    assert.deepEqual(rows.pending, []);
    assert.deepEqual(rows.settings.locale, { languages: ['nl', 'en'], timeZone: 'Europe/Amsterdam' });
    const marieke = tidewell.customers[0]!.users[0]!;
    assert.ok(
      rows.accounts.every(({ providerId, accountId, userId }) => providerId === 'credential' && accountId === userId),
    );
    assert.ok(rows.accounts.some(({ password }) => password === `hash of ${marieke.password}`));

    assert.equal((await store.control.key(tidewell.secretKey))?.kind, 'secret');
    assert.equal((await store.control.key('hc_pk_test_demo'))?.labelId, tidewell.id);
    assert.equal(await store.control.labelOfHost('smidse.localhost:4001'), smidse.id);
    const zone = await dns.readZone('lindenloaf.com');
    assert.ok(
      zone?.some(
        ({ name, type, records }) => name === '@' && type === 'NS' && records.includes('ns1.tidewell.example'),
      ),
    );
    const [held] = await store.control.db.select({ n: count() }).from(claims);

    const path = join(folder, 'demo.json');
    writeDemoFile(path, world, addresses);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(await seed(inputOf(store, { known: readDemoFile(path) })), world);
    assert.deepEqual((await store.control.db.select({ n: count() }).from(claims))[0], held);
    assert.equal((await store.control.labels()).length, 2);
    await store.close();
  });

  it('a later start on other ports adds hosts and origins; a lost file gets new keys', async () => {
    const store = await openStore(fileDatabases(folder));
    const path = join(folder, 'demo.json');
    const before = readDemoFile(path)!;
    const moved = { tidewell: 'http://localhost:5000', smidse: 'http://localhost:5002' };
    const hosts = { tidewell: 'tidewell.localhost:5001', smidse: 'smidse.localhost:5001' };
    const world = await seed(inputOf(store, { known: before, sites: moved, hosts }));
    const { id, secretKey } = world.labels.tidewell;
    assert.equal(secretKey, before.labels.tidewell.secretKey);
    const label = await store.control.label(id);
    assert.equal(label?.hosts[0], 'tidewell.localhost:5001');
    assert.ok(label.origins.includes('http://localhost:5000'));

    writeFileSync(path, 'not json');
    const again = await seed(inputOf(store, { known: readDemoFile(path), sites: moved, hosts }));
    assert.notEqual(again.labels.tidewell.secretKey, secretKey);
    assert.equal((await store.control.key(again.labels.tidewell.secretKey))?.labelId, id);
    await store.close();
  });

  it('a start that was cut off is made good by the next', async () => {
    const half = join(folder, 'half');
    const store = await openStore(fileDatabases(half));
    const broken = { ...memoryDns(), createZones: () => Promise.reject(new Error('power cut')) };
    await assert.rejects(seed(inputOf(store, { dns: broken, small: true })));
    assert.deepEqual(await store.control.labels(), []);
    const world = await seed(inputOf(store, { dns: memoryDns(), small: true }));
    assert.equal(world.labels.tidewell.customers.length, 7);
    assert.ok(world.labels.tidewell.customers.every(({ domainCount }) => domainCount <= 120));
    await store.close();
  });
});
