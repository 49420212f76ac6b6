import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DnsPort, DnsZone } from '../../../bff/platform/dns/port.ts';
import { ask, askBoth } from './ask.ts';
import { drop, rrset, set, type Subject, zoneOf } from './contract.ts';

/** What names mean to a client (RFC 1034, 2308, 4592), whatever the name server. */
export function namesContract(kind: string, start: () => Promise<Subject>): void {
  describe(`${kind} knows what names mean`, () => {
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

    test('no such name, no such type, no such zone', async () => {
      const zone = await serve(rrset('www', 'A', '192.0.2.1'), rrset('a.deep', 'A', '192.0.2.2'));
      const answer = async (name: string) => {
        const { rcode, authorities, answers, authoritative } = await askBoth(port, name, 'MX');
        assert.deepEqual(answers, []);
        return { rcode, authoritative, soa: authorities.map((text) => text.split(' ').slice(0, 3).join(' ')) };
      };
      const soa = [`${zone.name} 3600 SOA`];
      assert.deepEqual(await answer(`nothing.${zone.name}`), { rcode: 'NXDOMAIN', authoritative: true, soa });
      assert.deepEqual(await answer(`www.${zone.name}`), { rcode: 'NOERROR', authoritative: true, soa });
      assert.deepEqual(await answer(`deep.${zone.name}`), { rcode: 'NOERROR', authoritative: true, soa });
      assert.deepEqual(await answer('elsewhere.test'), { rcode: 'REFUSED', authoritative: false, soa: [] });
      await dns.removeZone(zone.name);
      assert.equal((await answer(`www.${zone.name}`)).rcode, 'REFUSED');
    });

    test('CNAME is followed as far as the server knows', async () => {
      const other = await serve(rrset('@', 'A', '192.0.2.9'));
      const zone = await serve(
        rrset('www', 'A', '192.0.2.1'),
        rrset('one', 'CNAME', 'www.z.invalid'),
        rrset('across', 'CNAME', other.name),
        rrset('away', 'CNAME', 'www.example.net'),
      );
      await dns.change(zone.name, [
        set(rrset('one', 'CNAME', `two.${zone.name}`)),
        set(rrset('two', 'CNAME', `www.${zone.name}`)),
        set(rrset('lost', 'CNAME', `nothing.${zone.name}`)),
        set(rrset('ring', 'CNAME', `ring2.${zone.name}`)),
        set(rrset('ring2', 'CNAME', `ring.${zone.name}`)),
      ]);
      const at = (name: string) => `${name}.${zone.name}`;
      const answers = async (name: string, type = 'A') => (await ask(port, at(name), type, { udpSize: 1232 })).answers;
      assert.deepEqual(await answers('one'), [
        `${at('one')} 300 CNAME ${at('two')}`,
        `${at('two')} 300 CNAME ${at('www')}`,
        `${at('www')} 300 A 192.0.2.1`,
      ]);
      assert.deepEqual(await answers('one', 'CNAME'), [`${at('one')} 300 CNAME ${at('two')}`]);
      assert.deepEqual(await answers('across'), [
        `${at('across')} 300 CNAME ${other.name}`,
        `${other.name} 300 A 192.0.2.9`,
      ]);
      assert.deepEqual(await answers('away'), [`${at('away')} 300 CNAME www.example.net`]);
      const lost = await askBoth(port, at('lost'), 'A');
      assert.deepEqual([lost.rcode, lost.answers.length, lost.authorities.length], ['NXDOMAIN', 1, 1]);
      assert.equal((await askBoth(port, at('ring'), 'A')).rcode, 'SERVFAIL');
    });

    test('ALIAS answers with the addresses of its target', async () => {
      const target = await serve(rrset('web', 'A', '192.0.2.4', '192.0.2.5'), rrset('cdn', 'CNAME', 'x.example.net'));
      const zone = await serve(
        rrset('@', 'ALIAS', `web.${target.name}`),
        rrset('@', 'MX', '10 mail.example.net'),
        rrset('away', 'ALIAS', 'www.example.net'),
      );
      const { answers } = await askBoth(port, zone.name, 'A');
      assert.deepEqual(answers, [`${zone.name} 300 A 192.0.2.4`, `${zone.name} 300 A 192.0.2.5`]);
      const none = await ask(port, zone.name, 'AAAA');
      assert.deepEqual([none.rcode, none.answers], ['NOERROR', []]);
      assert.equal((await askBoth(port, zone.name, 'MX')).answers.length, 1);
      assert.equal((await ask(port, `away.${zone.name}`, 'A')).rcode, 'SERVFAIL');
      await dns.change(zone.name, [drop(rrset('@', 'ALIAS'))]);
      assert.deepEqual((await askBoth(port, zone.name, 'A')).answers, []);
    });

    test('a wildcard stands for what is not there, and for nothing that is (RFC 4592)', async () => {
      const zone = await serve(
        rrset('*.shop', 'A', '192.0.2.1'),
        rrset('*.shop', 'TXT', 'any'),
        rrset('real.shop', 'TXT', 'real'),
        rrset('x.empty.shop', 'A', '192.0.2.2'),
        rrset('*', 'CNAME', 'all.example.net'),
      );
      const answer = async (name: string, type = 'A') => {
        const { rcode, answers } = await askBoth(port, `${name}.${zone.name}`, type);
        return [rcode, ...answers.map((text) => text.split(' ').slice(2).join(' '))];
      };
      assert.deepEqual(await answer('any.shop'), ['NOERROR', 'A 192.0.2.1']);
      assert.deepEqual(await answer('a.b.shop', 'TXT'), ['NOERROR', 'TXT "any"']);
      assert.deepEqual(await answer('any.shop', 'MX'), ['NOERROR']);
      assert.deepEqual(await answer('real.shop'), ['NOERROR']);
      assert.deepEqual(await answer('below.real.shop'), ['NXDOMAIN']);
      assert.deepEqual(await answer('empty.shop'), ['NOERROR']);
      assert.deepEqual(await answer('y.empty.shop'), ['NXDOMAIN']);
      assert.deepEqual(await answer('shop'), ['NOERROR']);
      assert.deepEqual(await answer('*.shop'), ['NOERROR', 'A 192.0.2.1']);
      assert.deepEqual(await answer('anything'), ['NOERROR', 'CNAME all.example.net']);
    });

    test('below a delegation the way is shown, with glue', async () => {
      const zone = await serve(
        rrset('sub', 'NS', 'ns.example.net'),
        rrset('sub', 'DS', `4711 13 2 ${'ab'.repeat(32)}`),
        rrset('deep.sub', 'TXT', 'hidden'),
        rrset('to', 'CNAME', 'x.example.net'),
      );
      const at = (name: string) => `${name}.${zone.name}`;
      await dns.change(zone.name, [
        set(rrset('sub', 'NS', 'ns.example.net', at('ns.sub'))),
        set(rrset('ns.sub', 'A', '192.0.2.53')),
        set(rrset('ns.sub', 'AAAA', '2001:db8::53')),
        set(rrset('to', 'CNAME', at('x.sub'))),
      ]);
      for (const [name, type] of [
        ['sub', 'A'],
        ['sub', 'NS'],
        ['any.sub', 'MX'],
        ['deep.sub', 'TXT'],
        ['ns.sub', 'A'],
      ] as const) {
        const reply = await ask(port, at(name), type, { udpSize: 1232 });
        assert.deepEqual(
          { ...reply, authorities: reply.authorities.toSorted(), additionals: reply.additionals.toSorted() },
          {
            ...reply,
            rcode: 'NOERROR',
            authoritative: false,
            answers: [],
            authorities: [`${at('sub')} 300 NS ns.example.net`, `${at('sub')} 300 NS ${at('ns.sub')}`],
            additionals: [`${at('ns.sub')} 300 A 192.0.2.53`, `${at('ns.sub')} 300 AAAA 2001:db8::53`],
          },
        );
      }
      const ds = await askBoth(port, at('sub'), 'DS');
      assert.deepEqual([ds.authoritative, ds.answers], [true, [`${at('sub')} 300 DS 4711 13 2 ${'ab'.repeat(32)}`]]);
      const through = await askBoth(port, at('to'), 'A');
      assert.deepEqual([through.authoritative, through.authorities.length], [true, 2]);
    });
  });
}
