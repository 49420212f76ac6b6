import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as fc from 'fast-check';
import { compareSerials } from '../../../bff/domains/rules-serial.ts';
import { embeddedDns } from '../../../bff/platform/dns/embedded.ts';
import { ask, queryOf, readReply, sendTcp, sendUdp } from './ask.ts';
import { assertServes, failsWith, nameServers, rrset, set, zoneOf } from './contract.ts';

const zone = { name: 'hc.example', nameServers, rrsets: [rrset('www', 'A', '192.0.2.1'), rrset('*', 'TXT', 'any')] };

/** A query with one name in wire form, so that also names that no client would write can be asked. */
function rawQuery(labels: readonly Buffer[], type: number, cls = 1): Buffer {
  const head = Buffer.from([0x12, 0x34, 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  const name = labels.map((label) => Buffer.concat([Buffer.of(label.length), label]));
  return Buffer.concat([head, ...name, Buffer.of(0, type >> 8, type & 255, cls >> 8, cls & 255)]);
}
const labels = (name: string) => name.split('.').map((label) => Buffer.from(label, 'latin1'));
const rcodeOf = (reply: Buffer) => reply.readUInt8(3) & 15;

describe('the embedded server on the wire', () => {
  let dns: Awaited<ReturnType<typeof embeddedDns>>;
  const failures: unknown[] = [];
  before(async () => {
    dns = await embeddedDns({ path: ':memory:', port: 0, idleMs: 200, log: (error) => failures.push(error) });
    await dns.ensureZone(zone);
  });
  after(async () => {
    await dns.close();
    assert.deepEqual(failures, []);
  });

  test('survives 20,000 broken messages, and answers the next question', async () => {
    const socket = createSocket('udp4');
    const start = [...queryOf('www.hc.example', 'A', { udpSize: 1232 })];
    const broken = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc
        .array(fc.tuple(fc.nat(start.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 })
        .map((edits) =>
          Uint8Array.from(start.map((byte, at) => edits.findLast(([place]) => place === at)?.[1] ?? byte)),
        ),
      fc.nat(start.length).map((length) => Uint8Array.from(start.slice(0, length))),
    );
    for (const [turn, bytes] of fc.sample(broken, 20_000).entries()) {
      socket.send(bytes, dns.port, '127.0.0.1');
      if (turn % 200 === 0) await ask(dns.port, 'www.hc.example', 'A');
    }
    socket.close();
    assert.equal((await ask(dns.port, 'www.hc.example', 'A')).answers.length, 1);
  });

  test('pointers that go round or forward are FORMERR', async () => {
    const head = Buffer.from([0x12, 0x34, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    for (const name of [
      Buffer.of(0xc0, 12),
      Buffer.of(0xc0, 40),
      Buffer.of(0xc0, 4),
      Buffer.of(0x40, 1, 0),
      Buffer.of(63),
    ]) {
      const reply = await sendUdp(dns.port, Buffer.concat([head, name, Buffer.of(0, 1, 0, 1)]));
      assert.equal(rcodeOf(reply), 1);
      assert.equal(reply.readUInt16BE(0), 0x1234);
    }
  });

  test('what is itself an answer, or no message at all, is not answered', async () => {
    const answer = queryOf('www.hc.example', 'A');
    answer[2] = 0x80;
    await assert.rejects(sendUdp(dns.port, answer, 150));
    await assert.rejects(sendUdp(dns.port, Buffer.from('hello'), 150));
  });

  test('other operations, classes, transfers and versions of EDNS are told so', async () => {
    const update = queryOf('hc.example', 'SOA');
    update[2] = 5 << 3;
    assert.equal(rcodeOf(await sendUdp(dns.port, update)), 4);
    assert.equal(rcodeOf(await sendUdp(dns.port, rawQuery(labels('version.bind'), 16, 3))), 5);
    for (const type of [251, 252])
      assert.equal(rcodeOf(await sendUdp(dns.port, rawQuery(labels('hc.example'), type))), 5);
    const edns = queryOf('www.hc.example', 'A', { udpSize: 1232 });
    edns[edns.length - 5] = 1;
    const reply = await sendUdp(dns.port, edns);
    // BADVERS is 16: its upper bits are in the OPT record
    assert.deepEqual([rcodeOf(reply), reply.at(-6)], [0, 1]);
    const two = queryOf('www.hc.example', 'A');
    two.writeUInt16BE(2, 4);
    assert.equal(rcodeOf(await sendUdp(dns.port, two)), 1);
  });

  test('a question for everything gets little (RFC 8482)', async () => {
    const { answers } = await ask(dns.port, 'www.hc.example', 'ANY');
    assert.deepEqual(answers, ['www.hc.example 3600 HINFO RFC8482 ']);
  });

  test('labels of any bytes are names like others', async () => {
    const text = async (...front: Buffer[]) => {
      const reply = await sendUdp(dns.port, rawQuery([...front, ...labels('hc.example')], 16));
      return [rcodeOf(reply), reply.readUInt16BE(6)];
    };
    for (const odd of ['\0', 'www\0', 'a.b', 'a b', '\\', '%', '\xff\xfe', "';--", 'A'.repeat(63)])
      assert.deepEqual(await text(Buffer.from(odd, 'latin1')), [0, 1], JSON.stringify(odd));
    // `www.` as one label is not www, and "hc.example" as one label is no zone of ours
    assert.deepEqual(await text(Buffer.from('www.')), [0, 1]);
    assert.equal(rcodeOf(await sendUdp(dns.port, rawQuery([Buffer.from('hc.example')], 16))), 5);
    assert.equal(rcodeOf(await sendUdp(dns.port, rawQuery([], 2))), 5);
    const long = Array<Buffer>(121).fill(Buffer.from('a'));
    assert.deepEqual(await text(...long), [0, 1]);
    assert.deepEqual((await text(...long, Buffer.from('a')))[0], 1);
  });

  test('several questions on one TCP connection, in any pieces', async () => {
    const names = ['www', 'any', 'nothing', 'www'];
    const replies = await sendTcp(
      dns.port,
      names.map((name) => queryOf(`${name}.hc.example`, 'A')),
    );
    assert.deepEqual(
      replies.map((bytes) => readReply(bytes).answers.length),
      [1, 0, 0, 1],
    );

    const socket = connect(dns.port, '127.0.0.1');
    const query = queryOf('www.hc.example', 'A');
    for (const byte of Buffer.concat([Buffer.of(0, query.length), query])) {
      socket.write(Buffer.of(byte));
      await new Promise((done) => setImmediate(done));
    }
    const [data] = (await once(socket, 'data')) as [Buffer];
    assert.equal(readReply(data.subarray(2)).answers.length, 1);
    // Silence ends the connection
    await once(socket, 'close');
  });

  test('a client that hangs up does no harm', async () => {
    for (let turn = 0; turn < 20; turn++) {
      const socket = connect(dns.port, '127.0.0.1');
      const query = queryOf('www.hc.example', 'A');
      socket.write(Buffer.concat([Buffer.of(0, query.length), query]));
      await once(socket, 'connect');
      socket.resetAndDestroy();
    }
    assert.equal((await ask(dns.port, 'www.hc.example', 'A', { tcp: true })).answers.length, 1);
  });

  test('a zone and one below it: each answers for itself, DS comes from above', async () => {
    const above = zoneOf(rrset('www', 'A', '192.0.2.1'));
    const below = { name: `sub.${above.name}`, nameServers, rrsets: [rrset('@', 'A', '192.0.2.2')] };
    const ds = `1 13 2 ${'00'.repeat(32)}`;
    await dns.createZones([above, below]);
    await dns.change(above.name, [set(rrset('sub', 'NS', ...nameServers)), set(rrset('sub', 'DS', ds))]);
    const { answers, authoritative } = await ask(dns.port, below.name, 'A');
    assert.deepEqual([answers, authoritative], [[`${below.name} 300 A 192.0.2.2`], true]);
    assert.deepEqual((await ask(dns.port, below.name, 'DS')).answers, [`${below.name} 300 DS ${ds}`]);
    await dns.removeZone(below.name);
    assert.equal((await ask(dns.port, below.name, 'A')).authoritative, false);
  });
});

describe('the zones of the embedded server', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hc-dns-'));
  after(() => rmSync(dir, { recursive: true }));

  test('last beyond the process, in a directory that is made for them', async (t) => {
    const path = join(dir, 'new', 'dns.db');
    const first = await embeddedDns({ path, port: 0 });
    await first.ensureZone(zone);
    const serial = await first.serial(zone.name);
    await first.close();
    await first.close();
    const second = await embeddedDns({ path, port: 0 });
    t.after(() => second.close());
    await assertServes(second, zone);
    assert.equal(await second.serial(zone.name), serial);
  });

  test('2,600 zones of ten RRsets are there in 3 s', async (t) => {
    const dns = await embeddedDns({ path: join(dir, 'many.db'), port: 0 });
    t.after(() => dns.close());
    const rrsets = Array.from({ length: 10 }, (_, at) => rrset(`n${at}`, 'A', `192.0.2.${at}`));
    const zones = Array.from({ length: 2600 }, (_, at) => ({ name: `d${at}.example`, nameServers, rrsets }));
    const begin = performance.now();
    await dns.createZones(zones);
    const took = performance.now() - begin;
    assert.ok(took < 3000, `${took} ms`);
    assert.equal((await ask(dns.port, 'n9.d2599.example', 'A')).answers.length, 1);
  });

  test('count their serials by the day (RFC 1912), and on when the day has run out of numbers', async (t) => {
    let now = Date.UTC(2026, 10, 23, 12);
    const dns = await embeddedDns({ path: ':memory:', port: 0, now: () => now });
    t.after(() => dns.close());
    await dns.ensureZone(zone);
    assert.equal(await dns.serial(zone.name), 2026112300);
    for (let turn = 1; turn <= 120; turn++) await dns.change(zone.name, [set(rrset('n', 'A', `192.0.2.${turn}`))]);
    const last = (await dns.serial(zone.name)) ?? 0;
    assert.equal(last, 2026112420);
    now += 24 * 3600_000;
    await dns.change(zone.name, [set(rrset('n', 'A', '192.0.2.250'))]);
    assert.equal(compareSerials((await dns.serial(zone.name)) ?? 0, last), 1);
  });

  test('a closed server says so', async () => {
    const dns = await embeddedDns({ path: ':memory:', port: 0 });
    await dns.close();
    await assert.rejects(dns.ensureZone(zone), failsWith('unreachable'));
    await assert.rejects(dns.serial(zone.name), failsWith('unreachable'));
  });

  test('a port that is taken, for TCP or for UDP, is named', async (t) => {
    const tcp = createServer().listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const address = tcp.address();
    const tcpPort = typeof address === 'object' && address ? address.port : 0;
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    await once(udp, 'listening');
    t.after(() => void (tcp.close(), udp.close()));
    for (const port of [tcpPort, udp.address().port])
      await assert.rejects(embeddedDns({ path: ':memory:', port }), new RegExp(`127\\.0\\.0\\.1:${port}.*HC_DNS_PORT`));
  });
});
