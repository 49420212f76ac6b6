import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { DemoFile } from '../../bff/demo/demo-file.ts';
import type { DomainPage, HistoryPage, ZoneAnswer } from '../../bff/domains/answers.ts';
import { clearJob } from '../../bff/domains/auth-code/job.ts';
import { contactJob } from '../../bff/domains/contacts/write.ts';
import { zoneCheckJob } from '../../bff/domains/dns.ts';
import { dnssecJob } from '../../bff/domains/dnssec/again.ts';
import { linkJob } from '../../bff/domains/hosting-link/verbs.ts';
import type { RRset } from '../../bff/domains/records.ts';
import { registryJob } from '../../bff/domains/registry/write.ts';
import { sameRRset } from '../../bff/domains/rules.ts';
import { incomingJob, outgoingJob } from '../../bff/domains/transfers/write.ts';
import type { PowerDnsServer } from '../../bff/demo/platform/powerdns.ts';
import { embeddedDns } from '../../bff/platform/dns/embedded.ts';
import { powerDns as connectPowerDns } from '../../bff/platform/dns/powerdns.ts';
import { Archive } from '../../bff/store/backup/archive.ts';
import { assemble } from '../../bff/store/backup/restore.ts';
import { QueuedClient } from '../../bff/store/client.ts';
import { libsqlDriver } from '../../bff/store/driver-libsql.ts';
import { databasePath } from '../../bff/store/open.ts';
import { freePorts, startBff, type Served } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { ask } from '../platform/dns/ask.ts';
import { visitor, type Visitor } from './visitor.ts';

interface Acknowledged {
  readonly domain: string;
  readonly version: number;
  /** What it wrote: this owner's TXT holds this text. */
  readonly owner: string;
  readonly text: string;
}

export interface Kills {
  readonly kills: number;
  /** Every so many rounds the process dies at a random one of its syncs to disk, instead of at a random time. */
  readonly atSyncEvery?: number;
  readonly powerDns?: PowerDnsServer;
  readonly report?: (round: number) => void;
}
export interface KillFigures {
  readonly sent: number;
  readonly acknowledged: number;
  readonly diedAtSync: number;
  /** From the start of a process until it answers, the slowest, in ms. */
  readonly slowest: number;
}

/** A real BFF is killed again and again while it is written to. Rejects when anything acknowledged is gone, or anything is half done. */
export async function killAgainAndAgain({
  kills,
  atSyncEvery = Infinity,
  powerDns,
  report,
}: Kills): Promise<KillFigures> {
  const data = scratch();
  const ports = await freePorts();
  const dnsPort = powerDns?.dnsPort ?? Number(ports.HC_DNS_PORT);
  const name = powerDns ? { HC_POWERDNS_URL: powerDns.url, HC_POWERDNS_KEY: powerDns.key } : {};
  const backups = { HC_BACKUP_DIR: scratch(), HC_BACKUP_KEY: randomBytes(32).toString('base64') };
  const env: Record<string, string> = { ...ports, ...name, ...backups, HC_DATA: data };
  const first = await startBff({ ...env, HC_DEMO: '1' });
  const demo = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as DemoFile;
  const { tidewell } = demo.labels;
  const customer = tidewell.customers[0]!;
  let person = await visitor(first.url, tidewell, customer.id);
  const { body: page } = await person.call<DomainPage>(first.url, '/v1/domains?state=active');
  const domains = page.items.filter(({ denied }) => !denied['domains.dns.edit']).slice(0, 4);
  assert.ok(domains.length >= 3);
  await first.kill('SIGTERM');

  const odd: string[] = [];
  const acknowledged: Acknowledged[] = [];
  let sent = 0;
  let slowest = 0;
  let diedAtSync = 0;
  for (let round = 0; round < kills; round += 1) {
    const sync = round % atSyncEvery === atSyncEvery - 1 ? 10 + Math.floor(Math.random() * 60) : undefined;
    // A process that dies in its very start is one of the cases.
    const served = await startBff({ ...env, HC_DEMO: '0' }, sync === undefined ? [] : dyingAtSync(sync)).catch(
      () => undefined,
    );
    if (!served) {
      diedAtSync += 1;
      continue;
    }
    if (sync === undefined) slowest = Math.max(slowest, served.took);
    // A token lives 10 minutes; one more is also a write in the middle of the kills.
    if (round % 10 === 0) person = await visitor(served.url, tidewell, customer.id).catch(() => person);
    let over = false;
    const writers = domains.map(async ({ id }, at) => {
      while (!over) {
        const number = (sent += 1);
        const change = { owner: `k${number % 7}`, text: `round ${round} change ${number}` };
        const several = (at + number) % 2 === 0;
        const version = await publish(served.url, person, id, change, several, odd).catch(() => undefined);
        if (version !== undefined) acknowledged.push({ domain: id, version, ...change });
        else await pause(20);
      }
    });
    // One that dies at a sync is written to until it does: how many syncs a second there are is up to the machine.
    const life = sync === undefined ? 20 + Math.random() * 380 : 20_000;
    await Promise.race([pause(life), once(served.child, 'exit')]);
    if (served.child.signalCode === 'SIGKILL') diedAtSync += 1;
    const dying = served.kill('SIGKILL');
    over = true;
    await Promise.all([dying, ...writers]);
    if (round % 10 === 9) await checkFiles(data, tidewell.id);
    report?.(round + 1);
  }

  const last = await startBff({ ...env, HC_DEMO: '0' });
  person = await visitor(last.url, tidewell, customer.id);
  // The lease of a job that was running when the process was killed ends after 15 s.
  const zones = await Promise.all(domains.map(({ id }) => settled(last.url, person, id)));
  await allDone(env.HC_OPS_PORT!);
  await checkHistories(last, person, acknowledged, domains);
  for (const [at, { name: zone }] of domains.entries()) {
    const txt = zones[at]!.rrsets.find((rrset) => rrset.type === 'TXT' && rrset.name.startsWith('k'))!;
    const reply = await ask(dnsPort, `${txt.name}.${zone}`, 'TXT');
    assert.deepEqual(reply.texts, txt.records);
  }
  await last.kill('SIGTERM');
  await checkRows(data, tidewell.id, acknowledged);
  // What was shipped between the kills is a whole database too, and the same.
  const again = scratch();
  const archive = new Archive(backups.HC_BACKUP_DIR, backups.HC_BACKUP_KEY);
  await assemble(archive, tidewell.id, Date.now(), databasePath(again, tidewell.id));
  await checkRows(again, tidewell.id, acknowledged);
  const dns = powerDns
    ? connectPowerDns(powerDns)
    : await embeddedDns({ path: join(data, 'dns.db'), port: Number(ports.HC_DNS_PORT) });
  for (const [at, { name: zone }] of domains.entries()) {
    const there = (await dns.readZone(zone))!;
    const wanted = zones[at]!.rrsets;
    assert.equal(there.length, wanted.length, zone);
    for (const rrset of wanted)
      assert.ok(
        there.some(
          (one) => sameRRset(one as RRset, rrset as RRset) && one.name === rrset.name && one.type === rrset.type,
        ),
        `${zone} ${rrset.name} ${rrset.type}`,
      );
  }
  await dns.close();
  assert.deepEqual(odd, []);
  return { sent, acknowledged: acknowledged.length, diedAtSync, slowest };
}

/** The process itself is what is started, and its n-th sync to disk kills it before it happens. */
export const dyingAtSync = (n: number): string[] => [
  'strace',
  '-D',
  '-f',
  '-qq',
  '-o',
  '/dev/null',
  '-e',
  'trace=fsync,fdatasync',
  '-e',
  `inject=fsync,fdatasync:signal=KILL:when=${n}`,
];

async function checkFiles(data: string, labelId: string): Promise<void> {
  for (const name of ['control', labelId]) {
    const client = new QueuedClient(libsqlDriver(databasePath(data, name)));
    const rows = async (sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }));
    assert.deepEqual(await rows('pragma integrity_check'), [{ integrity_check: 'ok' }]);
    assert.deepEqual(await rows('pragma foreign_key_check'), []);
    client.close();
  }
}

/** The version that was acknowledged; undefined when the write was not. */
async function publish(
  url: string,
  person: Visitor,
  id: string,
  { owner, text }: { owner: string; text: string },
  several: boolean,
  /** Answers that were none of ours: a killed process gives none at all. */
  odd: string[],
): Promise<number | undefined> {
  const { body: zone } = await person.call<ZoneAnswer>(url, `/v1/domains/${id}/dns`);
  const set = { op: 'set', name: owner, type: 'TXT', ttl: 300, records: [text] };
  const more = { op: 'set', name: `${owner}-a`, type: 'A', ttl: 300, records: ['192.0.2.7', '192.0.2.8'] };
  const { status, body } = await person.call<ZoneAnswer>(url, `/v1/domains/${id}/dns`, {
    version: zone.version,
    changes: several ? [set, more] : [set],
  });
  // On a quick machine a life of the process is long enough to be told to slow down.
  if (status === 429) return undefined;
  if (status !== 200) odd.push(`${status} ${JSON.stringify(body)}`);
  return status === 200 ? body.version : undefined;
}

async function settled(url: string, person: Visitor, id: string): Promise<ZoneAnswer> {
  const end = performance.now() + 40_000;
  for (;;) {
    const { body } = await person.call<ZoneAnswer>(url, `/v1/domains/${id}/dns`);
    if (body.sync.state === 'ready') return body;
    assert.ok(performance.now() < end, `the zone stays ${body.sync.state}`);
    await pause(100);
  }
}

/**
 * A zone is ready with the newest of its jobs; those before it find nothing to do, one after the other. The figure is in whole
 * seconds, and a job may put the next one: only what stays so for longer is the end.
 */
async function allDone(opsPort: string): Promise<void> {
  let since: number | undefined;
  for (const end = performance.now() + 60_000; ; await pause(200)) {
    const text = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text();
    const now = performance.now();
    since = /^hc_oldest_job_seconds 0$/m.test(text) ? (since ?? now) : undefined;
    if (since !== undefined && now - since > 1500) return;
    assert.ok(now < end, 'there are jobs that do not end');
  }
}

async function checkHistories(
  { url }: Served,
  person: Visitor,
  acknowledged: readonly Acknowledged[],
  domains: readonly { id: string }[],
): Promise<void> {
  for (const { id } of domains) {
    const entries = new Map<number, HistoryPage['items'][number]>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: { body: HistoryPage } = await person.call<HistoryPage>(
        url,
        `/v1/domains/${id}/dns/history?limit=200${cursor && `&cursor=${cursor}`}`,
      );
      for (const entry of body.items) entries.set(entry.version, entry);
      cursor = body.next;
    }
    for (const { version, owner, text } of acknowledged.filter(({ domain }) => domain === id)) {
      const line = entries.get(version)?.diff.find(({ name, type }) => name === owner && type === 'TXT');
      assert.deepEqual(line?.after?.records, [text], `${id} version ${version} is lost`);
    }
  }
}

const lookedAtAgain = [clearJob, contactJob, dnssecJob, incomingJob, linkJob, outgoingJob, registryJob, zoneCheckJob];

async function checkRows(data: string, labelId: string, acknowledged: readonly Acknowledged[]): Promise<void> {
  const client = new QueuedClient(libsqlDriver(databasePath(data, labelId)));
  const rows = async (sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }));
  assert.deepEqual(await rows('pragma integrity_check'), [{ integrity_check: 'ok' }]);
  assert.deepEqual(await rows('pragma foreign_key_check'), []);
  // Without exception: each change set by these tests has its audit row, its job and its kept answer.
  const changes = `dns_changes c where exists (select 1 from audit_log a where a.object = c.domain_id) and c.at > (select min(at) from audit_log) - 1`;
  const [made] = await rows(`select count(*) as n from ${changes}`);
  assert.ok(Number(made!.n) >= acknowledged.length);
  assert.deepEqual(
    await rows(`select c.id from ${changes} and 1 <> (select count(*) from audit_log a
      where json_extract(a.detail, '$.change') = c.id and a.object = c.domain_id)`),
    [],
  );
  for (const table of ['audit_log', "jobs where kind = 'domains.zone.publish'", 'idempotency_keys'])
    assert.deepEqual(await rows(`select count(*) as n from ${table}`), [made], table);
  // What a kill cut off is looked at once more half a minute after it was made good, of whatever kind it is. Moves are looked at again and again.
  const later = `kind in (${lookedAtAgain.map((kind) => `'${kind}'`).join()}) and state = 'pending' and attempts = 0`;
  assert.deepEqual(
    await rows(`select id, kind, object, state, error, attempts from jobs where state <> 'done' and not (${later})`),
    [],
  );
  assert.deepEqual(
    await rows(`select domain_id from dns_changes group by domain_id
      having max(version) - min(version) + 1 <> count(*)
        or max(version) <> (select zone_version from domains where id = domain_id)`),
    [],
  );
  assert.deepEqual(await rows('select id from domains where served_version > zone_version'), []);
  client.close();
}
