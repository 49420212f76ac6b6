import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { runCommand } from '../../bff/cli/run.ts';
import { readConfig } from '../../bff/config.ts';
import { drifts } from '../../bff/domains/drift/schema.ts';
import { dnsRrsets } from '../../bff/domains/schema.ts';
import { jobs } from '../../bff/jobs/schema.ts';
import { mailDomains } from '../../bff/mail/schema.ts';
import { databasesOf, openStore } from '../../bff/store/start.ts';
import { runProgram, type Ended } from './process.ts';
import { scratch } from './store/files.ts';
import { programFile } from '../program.ts';

const data = scratch();
const env = { HC_DATA: data };
const password = 'correct horse battery staple';
let label: string;
let customer: string;

/** The command as its own process. */
const program = (args: readonly string[], stdin = '') => runProgram(programFile('cli'), args, env, stdin);

/** The same in this process: a start takes a second. */
async function hc(args: readonly string[], stdin = ''): Promise<Ended> {
  let out = '';
  let err = '';
  const code = await runCommand(args, {
    env,
    stdin: Readable.from([stdin]),
    print: (text) => (out += `${text}\n`),
    complain: (text) => (err += `${text}\n`),
  });
  return { code, out, err };
}

async function answer<T>(args: readonly string[], stdin = '', run = hc): Promise<T> {
  const { code, out, err } = await run(args, stdin);
  assert.deepEqual([code, err], [0, ''], args.join(' '));
  return JSON.parse(out) as T;
}

/** Refused: exit 1, one line, no stack, nothing of what was given in secret. */
async function refused(args: readonly string[], words: RegExp, stdin = '', run = hc): Promise<void> {
  const { code, out, err } = await run(args, stdin);
  assert.equal(code, 1, `${args.join(' ')} exits ${code}`);
  assert.equal(out, '');
  assert.match(err, words);
  assert.equal(err.trim().split('\n').length, 1, err);
  assert.doesNotMatch(err, /\n\s+at |insert into|params|scrypt|:[0-9a-f]{64}/i);
  if (stdin) assert.ok(!err.includes(stdin.trim()));
}

before(async () => {
  const reseller = await answer<{ id: string }>(['reseller', 'create', 'Noord Hosting'], '', program);
  ({ id: label } = await answer<{ id: string }>(
    ['label', 'create', reseller.id, 'Noord', 'Noord.Example:8443'],
    '',
    program,
  ));
  ({ id: customer } = await answer<{ id: string }>(
    ['customer', 'create', label, 'Loaf', '--external-id', 'L-1'],
    '',
    program,
  ));
  const user = ['user', 'create', label, customer, 'Marieke', 'Marieke@People.Example', '--username', 'marieke'];
  await answer(user, `${password}\n`, program);
});

test('what was made is listed', async () => {
  assert.equal((await answer<{ name: string }[]>(['reseller', 'list']))[0]!.name, 'Noord Hosting');
  assert.equal((await answer<{ id: string }[]>(['label', 'list']))[0]!.id, label);
  const customers = await answer<object[]>(['customer', 'list', label]);
  assert.deepEqual(customers, [{ id: customer, name: 'Loaf', externalId: 'L-1' }]);
  const [user] = await answer<Record<string, string>[]>(['user', 'list', label]);
  assert.deepEqual(
    [user!.email, user!.username, user!.customer, user!.role],
    ['marieke@people.example', 'marieke', 'Loaf', 'owner'],
  );
  assert.ok(!JSON.stringify(user).includes('password'));
});

test('hosts and origins are added exactly, and a slip is said', async () => {
  await answer(['host', 'add', label, 'second.example']);
  await answer(['origin', 'add', label, 'https://www.loaf.example']);
  await refused(['origin', 'add', label, 'https://www.loaf.example/'], /scheme, host and port/);
  await refused(['origin', 'add', label, 'no origin'], /origin/i);
  await answer(['origin', 'remove', label, 'https://www.loaf.example']);
  await refused(['origin', 'remove', label, 'https://www.loaf.example'], /www\.loaf\.example/);
  await refused(['host', 'add', label, 'second.example'], /second\.example|exists/);
});

test('a key is shown once; the list has its last four signs; a revoked one is marked', async () => {
  const { id, key } = await answer<{ id: string; key: string }>(['key', 'create', label, 'secret', '--live']);
  assert.match(key, /^hc_sk_live_[\w-]{43}$/);
  const list = await hc(['key', 'list', label]);
  assert.ok(!list.out.includes(key) && list.out.includes(key.slice(-4)));
  await answer(['key', 'revoke', id]);
  const [row] = await answer<{ revokedAt: string | null }[]>(['key', 'list', label]);
  assert.ok(row!.revokedAt);
  await refused(['key', 'revoke', 'key_none'], /key_none/);
  await refused(['key', 'create', label, 'golden'], /golden/);
});

test('actions and tabs are switched off with a reason and on again', async () => {
  interface Settings {
    policy: { hiddenTabs: string[]; disabledActions: Record<string, { reason?: string }> };
  }
  const settings = () => answer<Settings>(['label', 'settings', label]);
  await answer(['action', 'off', label, 'domains.dns.edit', '--reason', 'We do this for you.']);
  await answer(['tab', 'hide', label, 'tickets']);
  await answer(['tab', 'hide', label, 'tickets']);
  assert.deepEqual((await settings()).policy, {
    hiddenTabs: ['tickets'],
    disabledActions: { 'domains.dns.edit': { reason: 'We do this for you.' } },
  });
  await answer(['action', 'on', label, 'domains.dns.edit']);
  await answer(['tab', 'show', label, 'tickets']);
  assert.deepEqual((await settings()).policy, { hiddenTabs: [], disabledActions: {} });
  await refused(['action', 'off', label, 'domains.dns.fly'], /domains\.dns\.fly is no action/);
  await refused(['tab', 'hide', label, 'moon'], /moon is no tab/);
  await refused(['tab', 'show', label, 'moon'], /moon is no tab/);
});

test('backup, more rows, restore: the rows of the backup', async () => {
  const file = join(data, 'backups', 'noord.db');
  await answer(['backup', label, file]);
  const { id } = await answer<{ id: string }>(['customer', 'create', label, 'Late']);
  await refused(['backup', label, file], /exists already/);
  const { held } = await answer<{ held: number }>(['restore', label, file]);
  assert.equal(held, 0);
  assert.ok(!JSON.stringify(await answer(['customer', 'list', label])).includes(id));
  assert.deepEqual(await answer(['migrate']), { migrated: 1 });
});

test('a domain is added to a customer, and a slip is said', async () => {
  const add = (...args: string[]) => ['domain', 'add', label, customer, ...args];
  const { id, name } = await answer<{ id: string; name: string }>(add('Bäckerei.Example', '2027-03-14'));
  assert.match(id, /^dom_/);
  assert.equal(name, 'xn--bckerei-5wa.example');
  await refused(add('bäckerei.example.', '2027-03-14'), /xn--bckerei-5wa\.example is there already/);
  await refused(add('loaf', '2027-03-14'), /loaf is no domain name/);
  await refused(add('loaf.example', '2027-02-30'), /2027-02-30 is no day/);
  await refused(add('loaf.example'), /expires on is missing/);
  await refused(['domain', 'add', label, 'cus_none', 'loaf.example', '2027-03-14'], /no customer cus_none/);
});

test('a label that is not there is said and never made', async () => {
  const before = readdirSync(join(data, 'labels'));
  for (const args of [
    ['customer', 'create', 'lab_none', 'X'],
    ['customer', 'list', '../control'],
    ['label', 'settings', 'lab_none'],
    ['domain', 'add', 'lab_none', 'cus_none', 'loaf.example', '2027-03-14'],
    ['action', 'off', 'lab_none', 'domains.dns.edit'],
    ['tab', 'hide', 'lab_none', 'tickets'],
    ['key', 'create', 'lab_none', 'secret'],
    ['key', 'list', 'lab_none'],
    ['host', 'add', 'lab_none', 'x.example'],
    ['origin', 'add', 'lab_none', 'https://x.example'],
    ['backup', 'lab_none', join(data, 'none.db')],
    ['restore', 'lab_none', join(data, 'none.db')],
  ])
    await refused(args, /there is no label/);
  await refused(['user', 'create', 'lab_none', customer, 'A', 'a@x.example'], /there is no label/, password);
  await refused(['label', 'create', 'rsl_none', 'Zuid', 'noord.example:8443'], /belongs to a label already/);
  await refused(['label', 'create', 'rsl_none', 'Zuid', 'zuid.example'], /not there/);
  assert.deepEqual(readdirSync(join(data, 'labels')), before);
  assert.equal((await answer<object[]>(['label', 'list'])).length, 1);
  assert.equal(existsSync(join(data, 'none.db')), false);
});

test('people: doubles, unknown customers, bad roles and weak passwords are refused without showing any of it', async () => {
  const create = (...args: string[]) => ['user', 'create', label, ...args];
  await refused(create(customer, 'Marieke', 'marieke@people.example'), /exists|taken/, password, program);
  await refused(create('cus_none', 'Tom', 'tom@people.example'), /not there/, password);
  await refused(create(customer, 'Tom', 'tom@people.example', '--role', 'king'), /king is no role/, password);
  await refused(create(customer, 'Tom', 'no address'), /address/, password);
  await refused(create(customer, 'Tom', 'tom@people.example'), /12 to 128/, 'short\n');
  await refused(create(customer, 'Tom Smit', 'tom@people.example'), /first that are tried/, 'TomSmit2026!\n');
  await refused(create(customer, 'Tom', 'tom@people.example'), /first that are tried/, 'Noord-Loaf-2026\n');
  await refused(['customer', 'create', label, 'Again', '--external-id', 'L-1'], /exists|taken/);
  assert.equal((await answer<object[]>(['user', 'list', label])).length, 1);
});

test('a label decides: what is given of a section is set, the rest stays, and what does not fit is named', async () => {
  const servers = ['ns1.noord.example', 'ns2.noord.example'];
  const set = await answer<Record<string, unknown>>([
    'label',
    'set',
    label,
    'dns',
    JSON.stringify({ nameServers: servers }),
  ]);
  assert.deepEqual([set.nameServers, set.defaultTtl], [servers, 3600]);
  await answer(['label', 'set', label, 'redirects', '{"addresses":["192.0.2.80"]}']);
  const all = await answer<{ dns: object; redirects: object }>(['label', 'settings', label]);
  assert.deepEqual(all.redirects, { addresses: ['192.0.2.80'] });
  assert.deepEqual(all.dns, set);
  await refused(['label', 'set', label, 'dns', '{"nameServers":["ns1.noord.example"]}'], /^dns\.nameServers: /);
  await refused(['label', 'set', label, 'dns', '{"nameServer":[]}'], /^dns\.nameServer: /);
  await refused(['label', 'set', label, 'dns', 'ns1.noord.example'], /JSON, like/);
  await refused(['label', 'set', label, 'colours', '{}'], /colours is no section/);
});

test('what is missing or unknown is said; help exits 0', async () => {
  await refused(['reseller', 'create'], /name is missing/, '', program);
  await refused(['user', 'create', label], /customer id is missing/, password);
  await refused(['reseller', 'list', '--wings'], /--wings/);
  const help = await hc(['--help']);
  assert.equal(help.code, 0);
  assert.match(help.out, /backup <label id> <file>/);
  assert.equal((await hc(['fly', 'away'])).code, 1);
  const wrong = await runProgram(programFile('cli'), ['label', 'list'], {
    ...env,
    HC_PORT: 'x',
    HC_SECRET: 'short secret',
  });
  assert.deepEqual([wrong.code, wrong.err.trim().split('\n').length], [1, 2]);
  assert.ok(!wrong.err.includes('short secret'));
});

test('D7 F5: Domain Connect templates are taken on, listed and let go; what is wrong with one is said in its own words', async () => {
  const file = join(data, 'acme.example.site.json');
  const template = {
    providerId: 'acme.example',
    providerName: 'Acme',
    serviceId: 'site',
    serviceName: 'Site',
    version: 1,
    records: [{ type: 'A', host: 'www', pointsTo: '%ip%', ttl: 600 }],
  };
  const save = (value: unknown) => writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  save(template);
  const name = { provider: 'acme.example', service: 'site' };
  assert.deepEqual(await answer(['connect', 'template', 'add', label, file]), name);
  save({ ...template, version: 2, syncPubKeyDomain: 'acme.example' });
  await answer(['connect', 'template', 'add', label, file]);
  const [only, ...others] = await answer<object[]>(['connect', 'template', 'list', label]);
  assert.partialDeepStrictEqual(only, { ...name, name: 'Acme: Site', version: 2, signed: true });
  assert.deepEqual(others, []);
  save({ ...template, records: [{ type: 'REDIR301', host: '@', target: 'https://acme.example/' }] });
  await refused(['connect', 'template', 'add', label, file], /^records\.0\.type asks for a redirect: here customers/);
  save('{');
  await refused(['connect', 'template', 'add', label, file], /acme\.example\.site\.json is no JSON/);
  await answer(['connect', 'template', 'remove', label, 'acme.example', 'site']);
  await refused(['connect', 'template', 'remove', label, 'acme.example', 'site'], /no template acme\.example site/);
});

test('D7: a new domain of a label with Domain Connect says where services find it', async () => {
  await answer(['label', 'set', label, 'connect', '{"on":true}']);
  const { id } = await answer<{ id: string }>(['domain', 'add', label, customer, 'found.example', '2027-03-14']);
  const store = await openStore(databasesOf(readConfig(env)));
  try {
    const rows = await store.labels.use(label, ({ db }) =>
      db.select().from(dnsRrsets).where(eq(dnsRrsets.domainId, id)),
    );
    assert.deepEqual(rows, [
      { domainId: id, name: '_domainconnect', type: 'TXT', ttl: 3600, records: ['noord.example:8443'] },
    ]);
  } finally {
    await store.close();
    await answer(['label', 'set', label, 'connect', '{"on":false}']);
  }
});

const sides = { ours: { values: ['off'] }, theirs: { values: ['on'] } };

test('drift: what differs is listed, and a comparison is asked for once', async () => {
  const { id } = await answer<{ id: string }>(['domain', 'add', label, customer, 'apart.example', '2027-03-14']);
  const store = await openStore(databasesOf(readConfig(env)));
  try {
    const foundAt = new Date('2026-11-25T02:00:00Z');
    await store.labels.use(label, ({ db }) =>
      db.insert(drifts).values({ domainId: id, kind: 'privacy', subject: '', foundAt, ...sides }),
    );
  } finally {
    await store.close();
  }
  assert.deepEqual(await answer(['drift', 'list', label]), [
    { domain: 'apart.example', kind: 'privacy', subject: '', ...sides, since: '2026-11-25T02:00:00.000Z' },
  ]);
  assert.deepEqual(await answer(['drift', 'check', label]), { queued: true });
  assert.deepEqual(await answer(['drift', 'check', label]), { queued: false });
  assert.deepEqual(await answer(['drift', 'resume', label]), { abandoned: 0 });
});

test('mail put: each mail domain of the label is told of anew', async () => {
  const { id } = await answer<{ id: string }>(['domain', 'add', label, customer, 'letters.example', '2027-03-14']);
  assert.deepEqual(await answer(['mail', 'put', label]), { queued: 0 });
  const store = await openStore(databasesOf(readConfig(env)));
  try {
    await store.labels.use(label, ({ db }) => db.insert(mailDomains).values({ domainId: id, servedVersion: 1 }));
    assert.deepEqual(await answer(['mail', 'put', label]), { queued: 1 });
    const waiting = await store.labels.use(label, ({ db }) => db.select().from(jobs).where(eq(jobs.object, id)));
    assert.ok(waiting.some(({ kind, state }) => kind === 'mail.domain.put' && state === 'pending'));
  } finally {
    await store.close();
  }
});
