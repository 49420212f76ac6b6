import assert from 'node:assert/strict';
import { createServer as createPlain } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { readFileSync, globSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { outboundClient } from '../../bff/platform/outbound/client.ts';
import { isPublic } from '../../bff/platform/outbound/public.ts';

/** Counts who comes, at every address of this machine. */
let connections = 0;
const listener = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
let port = 0;
before(async () => {
  await new Promise<void>((done) => listener.listen(0, '::', done));
  port = (listener.address() as AddressInfo).port;
});
after(() => listener.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: unknown) => String((error as { code?: unknown }).code),
  );

const inner4 = ['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f.1', '0x7f000001', '0177.0.0.1', '017700000001'];
const inner6 = [
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
];
const others6 = ['2002:7f00:1::', '2001:0:7f00:1::', 'fe80::1', 'fc00::1', 'fd12::1', 'fec0::1', 'ff02::1', '100::1'];
const nets = [
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '0',
];
const moreNets = ['192.0.0.8', '198.18.0.1', '224.0.0.1', '255.255.255.255', '240.0.0.1', '192.88.99.1', '3fff::1'];
const spelled = [
  '127。0。0。1',
  '１２７.0.0.1',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '①②⑦.0.0.1',
  'localhost',
  'LOCALHOST',
];
const hosts = [...inner4, ...nets, ...moreNets.slice(0, 6), ...spelled];
const hosts6 = [...inner6, ...others6, '3fff::1', '2001:db8::1'].map((address) => `[${address}]`);

test('TR10: no spelling of an inner address is connected to', { timeout: 60_000 }, async () => {
  const client = outboundClient({ allowed: [] });
  const urls = [...hosts, ...hosts6].flatMap((host) => [`http://${host}/`, `https://${host}/`]);
  assert.ok(urls.length >= 80, `${urls.length}`);
  const codes = await Promise.all(urls.map((url) => codeOf(client.ask(url))));
  assert.deepEqual(
    urls.filter((_, at) => codes[at] !== 'not_public'),
    [],
  );
  assert.equal(await codeOf(client.ask(`http://192.0.2.1:${port}/`)), 'not_allowed');
  assert.equal(await codeOf(client.ask('file:///etc/passwd')), 'not_allowed');
  assert.equal(connections, 0);
});

test('TR10: a name is resolved once, and one inner address among public ones is reason enough', async () => {
  const asked: string[] = [];
  const answers = [['93.184.216.34', '127.0.0.1'], ['::1'], ['2606:2800:21f::1', '::ffff:127.0.0.1']];
  const client = outboundClient({
    resolve: async (host) => {
      asked.push(host);
      return answers[(asked.length - 1) % answers.length]!;
    },
  });
  for (const _ of answers) assert.equal(await codeOf(client.ask('http://rebinds.example/')), 'not_public');
  assert.deepEqual(asked, Array(answers.length).fill('rebinds.example'));
  assert.equal(connections, 0);
});

test('TR10: it connects to the address that it looked at, whatever the name server says next', async () => {
  const seen: string[] = [];
  const server = createPlain((request, response) => {
    seen.push(`${request.method} ${request.headers.host} ${request.url} ${request.headers.cookie}`);
    response.writeHead(302, { location: `http://127.0.0.1:${port}/inner`, 'x-frame-options': 'DENY' }).end('body');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `name.example:${(server.address() as AddressInfo).port}`;
  let turn = 0;
  const client = outboundClient({ allowed: [host], resolve: async () => [turn++ ? '192.0.2.1' : '127.0.0.1'] });
  const answer = await client.ask(`http://${host}/page?x`);
  assert.deepEqual([answer.status, answer.headers.get('x-frame-options'), turn], [302, 'DENY', 1]);
  assert.deepEqual(seen, [`GET ${host} /page?x undefined`], 'once, with its name, and nothing was followed');
  assert.equal(connections, 0);
  server.closeAllConnections();
  server.close();
});

test('TR10: who says nothing, or too much, is left', { timeout: 20_000 }, async () => {
  const silent = createServer(() => {});
  const endless = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write(`x-${'a'.repeat(20_000)}: b\r\n`), 5);
    socket.on('close', () => clearInterval(timer));
  });
  const other = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n');
  });
  const gone = createServer((socket) => void socket.destroy());
  const found: string[] = [];
  for (const server of [silent, endless, other, gone]) {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    found.push(await codeOf(outboundClient({ allowed: [host] }).ask(`http://${host}/`)));
    server.close();
  }
  assert.deepEqual(found, ['unreachable', 'too_large', 'unreachable', 'unreachable']);
});

test('TR10: public addresses are public', () => {
  for (const address of [
    '1.1.1.1',
    '93.184.216.34',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1',
    '2a01:4f8::1',
    '2001:4860::1',
  ])
    assert.ok(isPublic(address), address);
});

test('TR10: nothing else of the BFF asks addresses that it was given', () => {
  // The name server and the mail server are the operator's; scripts and tests are no part of a running BFF.
  const own = /^bff\/(?:platform\/(?:outbound|dns)|demo)\//;
  const asking = globSync('bff/**/*.ts')
    .filter((file) => !own.test(file))
    .filter((file) => /(?<![.\w])fetch\(|from 'node:https?'|from 'undici'/.test(readFileSync(file, 'utf8')))
    .filter((file) => !/import type [^;]*'node:http'/.test(readFileSync(file, 'utf8')));
  assert.deepEqual(asking, []);
});
