import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratch } from '../../../bff/store/files.ts';
import { lacking } from '../../dns/real.ts';
import { othersAt } from './transfer-commands.ts';
import { visit, type Visit } from './visit.ts';

const schema = fileURLToPath(new URL('../xsd/all.xsd', import.meta.url));
const examples = fileURLToPath(new URL('examples/', import.meta.url));

/** What xmllint finds wrong in those files, by the RFCs' schemas. */
function wrongIn(files: readonly string[]): string[] {
  const args = ['--nonet', '--noout', '--schema', schema, ...files];
  const { stderr, error } = spawnSync('xmllint', args, { encoding: 'utf8', timeout: 60_000 });
  if (error) throw error;
  return stderr.split('\n').filter((line) => line && !line.endsWith(' validates'));
}

const nobody = {
  kind: 'person' as const,
  name: 'Jan Wouters',
  organisation: '',
  street: 'Lindenlaan 12',
  postalCode: '3512 AB',
  city: 'Utrecht',
  state: '',
  country: 'NL',
  phone: '+31302345678',
  email: 'jan@people.example',
  extra: {},
};

/** All that the connector says and hears: each call of the port, and what goes wrong. */
async function everything({ server, connect, put, turn }: Visit): Promise<void> {
  const registrar = connect();
  const known = put();
  const own = [1, 2].map((at) => ({ name: `ns${at}.${known.name}`, addresses: [`192.0.2.${at}`, `2001:db8::${at}`] }));
  const nameServers = own.map(({ name }) => name);
  await registrar.update({ ...known, nameServers, hosts: own, locked: true });
  const moved = own.map((host) => ({ ...host, addresses: ['198.51.100.7'] }));
  await registrar.update({ ...known, nameServers, hosts: moved, locked: false });
  await registrar.update({ ...known, nameServers: ['ns1.new.example', 'ns2.new.example'] });
  const ds = [{ keyTag: 7, algorithm: 13, digestType: 2, digest: '49FD'.repeat(16) }];
  await registrar.update({ ...known, ds });
  await registrar.update({ ...known, ds: [{ ...ds[0]!, keyTag: 8 }], locked: true });
  await registrar.update({ ...known, ds: [], locked: false });
  await registrar.update({ ...known, hold: true });
  await registrar.update({ ...known, hold: false });
  await registrar.renew(known.name, known.expiresOn, 1);
  await registrar.renew(known.name, known.expiresOn, 1);
  await registrar.authCode(known.name);
  await registrar.clearAuthCode(known.name);
  const whom = { ...nobody, organisation: 'Linden & Loaf', state: 'Utrecht' };
  await registrar.setRegistrant(known.name, whom);
  await registrar.setRegistrant(known.name, { ...whom, city: 'Zürich', phone: '' });
  await registrar.setRegistrant(known.name, { ...nobody, name: '宮崎 駿' });
  await registrar.registrant(known.name);
  const others = othersAt(server.registry);
  await others.register({ ...known, name: `from-${known.name}` }, 'Kx7!mnopQRst2345');
  await registrar.askFor(`from-${known.name}`, 'Kx7!mnopQRst2345');
  await registrar.endTransfer(`from-${known.name}`, 'cancel');
  for (const how of ['reject', 'approve'] as const) {
    await others.askFor(known.name, await registrar.authCode(known.name));
    await registrar.acknowledge((await registrar.poll())!.id);
    await registrar.endTransfer(known.name, how);
  }
  const lost = put();
  server.next('pending', '<domain:renew');
  await registrar.renew(lost.name, lost.expiresOn, 1);
  await registrar.acknowledge((await registrar.poll())!.id);
  await registrar.poll();
  const late = put({ locked: true });
  turn('2027-04-20');
  await registrar.read(late.name);
  await registrar.delete(late.name);
  await registrar.restore(late.name);
  await registrar.read('nobody.com');
  server.next({ code: 2400 });
  await registrar.read(late.name).catch(() => {});
  await registrar.close();
}

const skip = lacking('/usr/bin/xmllint', 'libxml2-utils');
describe('frames of EPP', { skip }, () => {
  test('every frame that we write and that our test server writes is what the schemas of the RFCs allow', async () => {
    const here = await visit();
    const idle = here.connect({ helloEvery: 10 });
    await idle.read('nobody.com');
    while (!here.server.frames.some(({ text }) => text.includes('<hello/>')))
      await new Promise((done) => setTimeout(done, 5));
    await everything(here);
    const folder = scratch();
    const files = here.server.frames.map(({ from, text }, at) => {
      const path = join(folder, `${at}-${from}.xml`);
      writeFileSync(path, text);
      return path;
    });
    assert.ok(files.length > 60, String(files.length));
    assert.deepEqual(wrongIn(files), []);
    const commands = new Set(
      here.server.frames.flatMap(({ from, text }) =>
        from === 'client' ? (/<(hello|login|logout|poll|(?:domain|host|contact):\w+) ?/.exec(text)?.[1] ?? text) : [],
      ),
    );
    assert.deepEqual([...commands].toSorted(), [
      ...['contact:create', 'contact:delete', 'contact:info', 'contact:update'],
      ...[
        'domain:delete',
        'domain:info',
        'domain:renew',
        'domain:transfer',
        'domain:update',
        'hello',
        'host:check',
        'host:create',
      ],
      ...['host:delete', 'host:info', 'host:update', 'login', 'logout', 'poll'],
    ]);
  });

  test('the examples that our reader is tested with are what the schemas allow; a frame with its parts in another order is not', () => {
    assert.deepEqual(wrongIn(readdirSync(examples).map((name) => join(examples, name))), []);
    const path = join(scratch(), 'order.xml');
    writeFileSync(
      path,
      '<epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><command><clTRID>abc</clTRID><logout/></command></epp>',
    );
    assert.match(wrongIn([path]).join(), /clTRID.*not expected/);
  });
});
