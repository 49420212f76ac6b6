import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import type { DnsPort, DnsZone } from '../../../bff/platform/dns/port.ts';
import { ask, askBoth } from './ask.ts';
import { assertHolds, nameServers, rrset, set, type Subject, zoneOf } from './contract.ts';
import { lacking } from './real.ts';
import { samples } from './samples.ts';

const wireType = (type: string) => ({ HTTPS: 'TYPE65', SVCB: 'TYPE64' })[type] ?? type;
const shownType = (type: string) => wireType(type).replace('TYPE', 'UNKNOWN_');

/** What a client hears, whatever the name server. */
export function wireContract(kind: string, start: () => Promise<Subject>): void {
  describe(`${kind} answers questions`, () => {
    let subject: Subject;
    let dns: DnsPort;
    let port: number;
    before(async () => {
      subject = await start();
      ({ dns, dnsPort: port = 0 } = subject);
    });
    after(() => subject.stop());
    const serve = async (...rrsets: Parameters<typeof zoneOf>): Promise<DnsZone> => {
      const zone = zoneOf(...rrsets);
      await dns.ensureZone(zone);
      return zone;
    };

    for (const { type, name, first, second } of samples) {
      test(`${type}: set, changed, removed`, async () => {
        const zone = await serve(...(type === 'DS' ? [rrset(name, 'NS', 'ns.example.net')] : []));
        const owner = name === '@' ? zone.name : `${name}.${zone.name}`;
        for (const values of [first, second]) {
          await dns.change(zone.name, [set(rrset(name, type, ...values.map(([value]) => value)))]);
          const reply = await askBoth(port, owner, wireType(type));
          const expected = values.map(([, read]) => `${owner} 300 ${shownType(type)} ${read}`);
          assert.deepEqual(reply.answers, expected.toSorted());
          assert.ok(reply.authoritative);
          assert.equal(reply.rcode, 'NOERROR');
        }
        await dns.change(zone.name, [{ op: 'delete', name, type }]);
        const gone = await askBoth(port, owner, wireType(type));
        assert.deepEqual(gone.answers, []);
        assert.equal(gone.rcode, name === '@' || type === 'DS' ? 'NOERROR' : 'NXDOMAIN');
      });
    }

    test(`D3: ${kind}: TXT comes back byte for byte, also beyond one string and one packet`, async () => {
      const zone = await serve();
      const texts = [
        String.raw`quotes " and \ and ; ( ) $ @ and \065`,
        'é'.repeat(200),
        `k${'€𝄞 "'.repeat(400)}k`,
        'x'.repeat(255),
        'y'.repeat(256),
        'z'.repeat(5000),
      ];
      for (const text of texts) {
        await dns.change(zone.name, [set(rrset('txt', 'TXT', text))]);
        const { texts } = await ask(port, `txt.${zone.name}`, 'TXT', { tcp: true, udpSize: 1232 });
        assert.deepEqual(texts, [text]);
        await assertHolds(dns, zone.name, [rrset('txt', 'TXT', text)]);
      }
    });

    test('what is too long for UDP is truncated, and whole over TCP', async () => {
      const records = Array.from({ length: 60 }, (_, at) => `192.0.2.${at}`);
      const zone = await serve(rrset('many', 'A', ...records), rrset('long', 'TXT', 'z'.repeat(5000)));
      const name = `many.${zone.name}`;
      assert.equal((await ask(port, name, 'A')).truncated, true);
      assert.ok((await ask(port, name, 'A')).size <= 512);
      const larger = await ask(port, name, 'A', { udpSize: 1232 });
      assert.equal(larger.truncated, false);
      assert.equal(larger.answers.length, 60);
      const long = await ask(port, `long.${zone.name}`, 'TXT', { udpSize: 4096 });
      assert.deepEqual([long.truncated, long.answers.length], [true, 0]);
      assert.equal((await ask(port, `long.${zone.name}`, 'TXT', { tcp: true })).answers.length, 1);
    });

    test('NS and SOA of the apex', async () => {
      const zone = await serve();
      const { answers } = await askBoth(port, zone.name, 'NS');
      assert.deepEqual(
        answers,
        nameServers.map((host) => `${zone.name} 86400 NS ${host}`),
      );
      const soa = await askBoth(port, zone.name, 'SOA');
      const serial = await dns.serial(zone.name);
      assert.deepEqual(soa.answers, [
        `${zone.name} 3600 SOA ns1.hc.example hostmaster.${zone.name} ${serial} 10800 3600 604800 3600`,
      ]);
    });

    test('the question comes back in the letters in which it was asked', async () => {
      const zone = await serve(rrset('www', 'A', '192.0.2.1'));
      const name = `wWw.${zone.name.toUpperCase()}`;
      const reply = await askBoth(port, name, 'A');
      assert.deepEqual(reply.questions, [`${name} A`]);
      assert.deepEqual(reply.answers, [`${name} 300 A 192.0.2.1`]);
    });

    test('zones are not handed out whole', async () => {
      const zone = await serve(rrset('www', 'A', '192.0.2.1'));
      const { answers } = await ask(port, zone.name, 'AXFR', { tcp: true });
      assert.deepEqual(answers, []);
    });

    test('dig reads it', { skip: lacking('/usr/bin/dig', 'bind9-dnsutils') }, async () => {
      const zone = await serve(
        rrset('www', 'HTTPS', '1 . alpn=h2,h3 ipv4hint=192.0.2.1'),
        rrset('xn--bcher-kva', 'A', '192.0.2.1'),
      );
      const dig = async (...args: string[]) => {
        const place = ['@127.0.0.1', '-p', `${port}`, '+noall', '+answer', '+noidnout'];
        return (await promisify(execFile)('dig', [...place, ...args])).stdout;
      };
      assert.match(await dig(`www.${zone.name}`, 'TYPE65'), /\sIN\s+(?:HTTPS|TYPE65)\s/);
      assert.match(await dig('+tcp', `xn--bcher-kva.${zone.name}`, 'A'), /300\s+IN\s+A\s+192\.0\.2\.1/);
    });
  });
}
