import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type RequestListener, type ServerResponse } from 'node:http';
import { after, describe, test } from 'node:test';
import { startPowerDns } from '../../../bff/demo/platform/powerdns.ts';
import type { DnsPort } from '../../../bff/platform/dns/port.ts';
import { powerDns } from '../../../bff/platform/dns/powerdns.ts';
import { ask } from './ask.ts';
import { assertHolds, drop, failsWith, rrset, set, zoneOf } from './contract.ts';
import { lackingPowerDns } from './real.ts';

const key = 'very-secret-key';
const zone = zoneOf(rrset('www', 'A', '192.0.2.1'));
const changes = [set(rrset('www', 'A', '192.0.2.2'))];
const closing: (() => void)[] = [];
after(() => closing.forEach((close) => close()));

/** A server that says what a test wants; its address. */
async function fake(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const saying = (status: number, text: string) =>
  fake((incoming, answer) => {
    incoming.resume();
    answer.writeHead(status).end(text);
  });

const calls: Readonly<Record<string, (dns: DnsPort) => Promise<unknown>>> = {
  ensureZone: (dns) => dns.ensureZone(zone),
  createZones: (dns) => dns.createZones([zone]),
  change: (dns) => dns.change(zone.name, changes),
  removeZone: (dns) => dns.removeZone(zone.name),
  serial: (dns) => dns.serial(zone.name),
  readZone: (dns) => dns.readZone(zone.name),
};

async function assertAll(dns: DnsPort, code: 'unreachable' | 'refused', names = Object.keys(calls)): Promise<void> {
  for (const name of names) {
    await assert.rejects(
      async () => calls[name]?.(dns),
      (error) => {
        failsWith(code)(error);
        const texts = [String(error), JSON.stringify(error), error instanceof Error ? String(error.cause) : ''];
        assert.ok(!texts.join().includes(key), `${name} tells the key`);
        return true;
      },
      name,
    );
  }
}

describe('the PowerDNS connector, when things go wrong', () => {
  test('nothing listens: unreachable', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    server.close();
    await once(server, 'close');
    await assertAll(powerDns({ url, key }), 'unreachable');
  });

  test('a server that hangs: unreachable in time, and for those in line as well', async () => {
    const dns = powerDns({ url: await fake((incoming) => incoming.resume()), key, timeoutMs: 200 });
    await assertAll(dns, 'unreachable', ['serial', 'readZone', 'change']);
    const begin = performance.now();
    const many = await Promise.allSettled(Array.from({ length: 30 }, () => dns.change(zone.name, changes)));
    assert.ok(performance.now() - begin < 1000);
    for (const one of many) assert.ok(one.status === 'rejected' && failsWith('unreachable')(one.reason));
  });

  test('a server that stops in the middle of its answer: unreachable', async () => {
    const url = await fake((incoming, answer) => {
      incoming.resume();
      answer.writeHead(200, { 'content-length': '1000' }).write('{"serial": 1');
    });
    await assertAll(powerDns({ url, key, timeoutMs: 150 }), 'unreachable', ['serial', 'change']);
  });

  test('trouble of the server: unreachable, so that it is tried again', async () => {
    const answers: readonly [number, string][] = [
      [500, '{"error": "Could not commit: database is locked"}'],
      [503, `key ${key} down`],
      [422, '{"error": "GSQLite3: database is locked"}'],
      [401, `Unauthorized ${key}`],
      [429, ''],
      [302, ''],
    ];
    for (const [status, text] of answers)
      await assertAll(powerDns({ url: await saying(status, text), key }), 'unreachable');
  });

  test('something that is no PowerDNS: unreachable, never taken for success', async () => {
    const page = powerDns({ url: await saying(200, '<html>welcome</html>'), key });
    await assertAll(page, 'unreachable', ['serial', 'readZone']);
    await assertAll(powerDns({ url: await saying(404, 'Not Found'), key }), 'unreachable', ['ensureZone']);
  });

  test('F4: a success with an error inside: unreachable, for a write as well', async () => {
    for (const [status, text] of [
      [200, '{"error": "Could not find a backend"}'],
      [200, ''],
      [202, '{}'],
      [204, ''],
    ] as const) {
      const dns = powerDns({ url: await saying(status, text), key });
      await assertAll(dns, 'unreachable', ['ensureZone', 'createZones', 'serial', 'readZone']);
      if (status !== 204) await assertAll(dns, 'unreachable', ['change', 'removeZone']);
    }
  });

  test('a refusal: refused, with what the server says, cut and clean', async () => {
    const url = await saying(
      422,
      JSON.stringify({ error: `RRset x: ${key}\n\u0007 Not in expected format ${'x'.repeat(5000)}` }),
    );
    await assertAll(powerDns({ url, key }), 'refused', ['ensureZone', 'change']);
    await assert.rejects(powerDns({ url, key }).change(zone.name, changes), (error: Error) => {
      assert.match(error.message, /RRset x: \S+ +Not in expected format/);
      assert.ok(error.message.length < 500 && !/\p{Cc}/u.test(error.message));
      return true;
    });
  });

  test('QZ4: writes go one at a time, reads do not wait for them', async () => {
    let running = 0;
    let most = 0;
    const url = await fake((incoming, answer) => {
      incoming.resume();
      if (incoming.method === 'GET') return void answer.end('{"serial": 7}');
      most = Math.max(most, (running += 1));
      setTimeout(() => {
        running -= 1;
        answer.writeHead(204).end();
      }, 10);
    });
    const dns = powerDns({ url, key });
    const writes = Promise.all(Array.from({ length: 16 }, () => dns.change(zone.name, changes)));
    const first = await Promise.race([writes, dns.serial(zone.name)]);
    assert.equal(first, 7);
    await writes;
    assert.equal(most, 1);
  });
});

/** Passes requests on; `lose` says of which the answer gets lost on the way. */
async function lossy(url: string, lose: (incoming: IncomingMessage) => boolean): Promise<string> {
  return fake((incoming: IncomingMessage, answer: ServerResponse) => {
    const { method, headers, url: path } = incoming;
    const passed = request(`${url}${path}`, { method, headers }, (response) => {
      if (lose(incoming)) {
        response.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    incoming.pipe(passed);
  });
}

describe('a real PowerDNS, when things go wrong', { skip: lackingPowerDns() }, () => {
  test('an answer is lost: the same call again leaves the same zone', async (t) => {
    const server = await startPowerDns();
    t.after(() => server.stop());
    let losing = true;
    const url = await lossy(server.url, ({ method }) => losing && method !== 'GET');
    const dns = powerDns({ ...server, url });
    const twice = async (call: () => Promise<void>) => {
      losing = true;
      await assert.rejects(call(), failsWith('unreachable'));
      losing = false;
      await call();
    };
    await twice(() => dns.ensureZone(zone));
    await assertHolds(dns, zone.name, zone.rrsets);
    await twice(() => dns.change(zone.name, [drop(rrset('www', 'A')), set(rrset('www', 'CNAME', 'x.example.net'))]));
    await assertHolds(dns, zone.name, [rrset('www', 'CNAME', 'x.example.net')]);
    await twice(() => dns.removeZone(zone.name));
    assert.equal(await dns.serial(zone.name), undefined);
  });

  test('it dies and comes back: unreachable meanwhile, with what it acknowledged afterwards', async (t) => {
    const server = await startPowerDns();
    t.after(() => server.stop());
    const dns = powerDns(server);
    await dns.ensureZone(zone);
    await dns.change(zone.name, changes);
    await server.kill();
    await assertAll(dns, 'unreachable');
    await server.restart();
    await assertHolds(dns, zone.name, [rrset('www', 'A', '192.0.2.2')]);
    await dns.change(zone.name, [set(rrset('www', 'A', '192.0.2.3'))]);
    assert.deepEqual((await ask(server.dnsPort, `www.${zone.name}`, 'A')).answers, [
      `www.${zone.name} 300 A 192.0.2.3`,
    ]);
  });

  test('a zone made whole again while changes arrive: none is lost', async (t) => {
    const server = await startPowerDns();
    t.after(() => server.stop());
    const dns = powerDns(server);
    const held = { ...zone, rrsets: [rrset('old', 'A', '192.0.2.1')] };
    await dns.ensureZone(held);
    const whole = dns.ensureZone(zone);
    const change = dns.change(zone.name, [set(rrset('late', 'A', '192.0.2.9'))]);
    await Promise.all([whole, change]);
    await assertHolds(dns, zone.name, [...zone.rrsets, rrset('late', 'A', '192.0.2.9')]);
  });

  test('the wrong key: unreachable, until the operator puts it right', async (t) => {
    const server = await startPowerDns();
    t.after(() => server.stop());
    await assertAll(powerDns({ ...server, key }), 'unreachable');
  });
});
