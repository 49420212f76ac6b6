import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { freePort } from '../../../../bff/demo/platform/free-port.ts';
import { Breaker, guarded } from '../../../../bff/platform/breaker.ts';
import type { RegistrarPort } from '../../../../bff/platform/registrar/port.ts';
import { framed, type Fault } from './server.ts';
import { domain, failsWith, visit } from './visit.ts';

const { server, connect, put, turn, ids } = await visit();
const { registry } = server;

const calls: Readonly<Record<string, (registrar: RegistrarPort) => Promise<unknown>>> = {
  read: (one) => one.read(put().name),
  update: (one) => one.update({ ...put(), locked: true }),
  renew: (one) => one.renew(put().name, '2027-03-14', 1),
  restore: (one) => one.restore(put().name),
  authCode: (one) => one.authCode(put().name),
  poll: (one) => one.poll(),
};
/** Codes that were sent, the last first. */
const codes = () =>
  server.frames
    .flatMap(({ from, text }) => (from === 'client' && /<domain:pw>(.*?)</.exec(text)?.[1]) || [])
    .toReversed();
const doneTo = (name: string) => registry.done.filter((what) => what.endsWith(` ${name}`));

const bomb = `<!DOCTYPE epp [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><response><result code="1000"><msg>&b;</msg></result></response></epp>`;
const foreign = `<epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><response><result code="1000"><msg>Done</msg></result><trID><clTRID>somebody-else</clTRID><svTRID>1-2</svTRID></trID></response></epp>`;
const garbage: Readonly<Record<string, string | Buffer>> = {
  'a web page': 'HTTP/1.1 400 Bad Request\r\n\r\n<html>',
  'no XML': framed('<epp'),
  'a document type with entities': framed(bomb),
  'another document': framed('<epp xmlns="urn:x"><response/></epp>'),
  'no result': framed('<epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><response/></epp>'),
  'an answer to somebody else': framed(foreign),
  'a frame without end': Buffer.from([0x7f, 0xff, 0xff, 0xff, 0x3c]),
  'a frame of nothing': Buffer.from([0, 0, 0, 4]),
  'what is not UTF-8': Buffer.from([0, 0, 0, 6, 0xc3, 0x28]),
  'more than one answer': Buffer.concat([framed(foreign), framed(foreign)]),
};

describe('the EPP connector, when things go wrong', () => {
  test('nothing listens, nobody vouches for the server, or the password is wrong: unreachable, and no secret is told', async () => {
    const port = await freePort();
    for (const [name, call] of Object.entries(calls))
      await assert.rejects(call(connect({ port })), failsWith('unreachable'), name);
    const before = server.frames.length;
    await assert.rejects(connect({ ca: undefined }).read('a.com'), failsWith('unreachable'));
    assert.equal(
      server.frames.slice(before).filter(({ from }) => from === 'client').length,
      0,
      'it was sent something',
    );
    await assert.rejects(connect({ password: 'wrong-secret' }).read('a.com'), failsWith('unreachable', 'wrong-secret'));
  });

  test('it hangs, ends the connection or stops in the middle: unreachable, and the next call is served', async () => {
    const registrar = connect({ timeoutMs: 150 });
    const steps = {
      update: '<domain:update',
      renew: '<domain:renew',
      authCode: 'domain:authInfo',
      poll: '<poll',
      read: '<domain:info',
    };
    for (const fault of ['hangs', 'closed', 'half'] satisfies Fault[])
      for (const [name, step] of Object.entries(steps)) {
        server.next(fault, step);
        const call = calls[name]!(registrar);
        // What only reads is asked once more where the registry ended the session.
        if (fault !== 'hangs' && (name === 'read' || name === 'poll')) await call;
        else await assert.rejects(call, failsWith('unreachable'), `${name}, ${fault}`);
        assert.ok(await registrar.read(put().name), `${name}, ${fault}`);
      }
  });

  for (const [what, says] of Object.entries(garbage))
    test(`it says ${what}: unreachable, and nothing that comes after is believed`, async () => {
      const registrar = connect({ sessions: 1, timeoutMs: 300 });
      const { name } = put();
      await registrar.read(name);
      server.next({ says }, 'domain:renew');
      await assert.rejects(registrar.renew(name, '2027-03-14', 1), failsWith('unreachable'));
      assert.equal((await registrar.renew(name, '2027-03-14', 1)).expiresOn, '2028-03-14');
      assert.deepEqual(doneTo(name), [`renew ${name}`]);
    });

  test('an answer that comes byte by byte is an answer', async () => {
    const { name } = put();
    server.next('drips', 'domain:info');
    assert.equal((await connect().read(name))?.expiresOn, '2027-03-14');
  });

  test('what each refusal means: gone, final, not known there, or worth another try', async () => {
    const registrar = connect();
    const meanings = {
      missing: [2201, 2303],
      wrong_code: [2202],
      refused: [2001, 2003, 2004, 2005, 2105, 2106, 2302, 2304, 2305, 2306, 2308],
      unsupported: [2101, 2102, 2103, 2307],
      unreachable: [2002, 2104, 2400, 2500, 2501, 2502],
    } as const;
    for (const [code, numbers] of Object.entries(meanings))
      for (const number of numbers) {
        const { name } = put();
        server.next({ code: number }, 'domain:renew');
        await assert.rejects(registrar.renew(name, '2027-03-14', 1), failsWith(code as 'missing'), String(number));
        assert.deepEqual(doneTo(name), []);
      }
    assert.ok(await registrar.read(put().name), 'after a session that the server ended there is another');
  });

  test('no money left keeps nobody from what costs nothing; a wrong password or a server that fails does', async () => {
    const opened = async (registrar: RegistrarPort, code?: number): Promise<boolean> => {
      const breaker = new Breaker({ now: () => performance.now(), report: () => {} });
      const port = guarded(registrar, breaker, () => performance.now());
      for (let many = 0; many < 5; many += 1) {
        const { name } = put();
        if (code !== undefined) server.next({ code }, `>${name}<`);
        await assert.rejects(port.read(name), failsWith('unreachable'), String(code));
      }
      return breaker.open;
    };
    const registrar = connect();
    for (const code of [2002, 2104, 2200]) assert.equal(await opened(registrar, code), false, String(code));
    for (const code of [2400, 2500]) assert.equal(await opened(registrar, code), true, String(code));
    assert.equal(await opened(connect({ password: 'wrong-secret' })), true);
  });

  test('what a server repeats of a password or a code is not told on', async () => {
    server.next({ code: 2200, echoes: true }, '<login>');
    await assert.rejects(connect().read('a.com'), failsWith('unreachable'));
    server.next({ code: 2005, echoes: true }, 'domain:authInfo');
    const told = await connect().authCode(put().name).catch(String);
    assert.ok(codes()[0]!.length >= 22);
    assert.match(told, /2005 Not <good>: …$/);
  });
});

describe('the EPP connector, when an answer is lost after the command was done', () => {
  test('a renewal that is said again is one renewal, and has the same id', async () => {
    const registrar = connect();
    const { name } = put();
    const call = { admit() {}, trace: '0123456789abcdef0123456789abcdef' };
    server.next('lost', 'domain:renew');
    await assert.rejects(registrar.renew(name, '2027-03-14', 2, call), failsWith('unreachable'));
    assert.equal((await registrar.renew(name, '2027-03-14', 2, call)).expiresOn, '2029-03-14');
    assert.deepEqual(doneTo(name), [`renew ${name}`]);
    const [first, second] = ids(`<domain:renew`).slice(-2);
    assert.equal(first, second);
    assert.match(first!, /^hc-0123456789abcdef0123456789abcdef-[\da-f]{16}$/);
  });

  test('a change goes on from where it was, at whichever step', async () => {
    for (const step of ['host:create', 'domain:update', 'host:update', 'host:delete']) {
      const known = domain();
      const [first, second, third] = [1, 2, 3].map((at) => `ns${at}.${known.name}`) as [string, string, string];
      registry.put({
        ...known,
        nameServers: [first, second],
        hosts: [
          { name: first, addresses: ['192.0.2.1'] },
          { name: second, addresses: ['192.0.2.2'] },
        ],
      });
      const hosts = [
        { name: second, addresses: ['192.0.2.22'] },
        { name: third, addresses: ['192.0.2.3'] },
      ];
      const wish = { ...known, nameServers: [second, third], hosts, locked: true };
      const registrar = connect();
      server.next('lost', `<${step}`);
      await assert.rejects(registrar.update(wish), failsWith('unreachable'), step);
      const after = await registrar.update(wish);
      assert.deepEqual([after.nameServers.toSorted(), after.hosts, after.statuses.length], [[second, third], hosts, 2]);
      const own = registry.done.filter((what) => what.endsWith(known.name));
      const each = [`create ${third}`, `delete ${first}`, `update ${known.name}`, `update ${second}`];
      assert.deepEqual(own.toSorted(), each, step);
    }
  });

  test('a restored domain is restored and renewed once, at whichever step', async () => {
    for (const step of ['op="request"', 'op="report"', '<domain:renew']) {
      turn('2026-11-25');
      const { name } = put({ name: `lapsed${crypto.randomUUID().slice(0, 8)}.uk`, locked: null });
      turn('2027-04-30');
      const registrar = connect();
      server.next('lost', step);
      await assert.rejects(registrar.restore(name), failsWith('unreachable'), step);
      const after = await registrar.restore(name);
      assert.deepEqual([after.phase, after.expiresOn], ['active', '2028-03-14'], step);
      assert.deepEqual(doneTo(name), [`update ${name}`, `update ${name}`, `renew ${name}`], step);
    }
    turn('2026-11-25');
  });

  test('a restore is reported with the time of the deletion, not of the restore that was asked for right before', async () => {
    turn('2026-11-25');
    const { name } = put({ name: `lapsed${crypto.randomUUID().slice(0, 8)}.uk`, locked: null });
    const deletedAt = '2027-04-20T09:30:00.0Z';
    registry.domains.get(name)!.changedAt = deletedAt;
    turn('2027-04-30');
    await connect().restore(name);
    const report = server.frames.findLast(({ text }) => text.includes('op="report"'))!.text;
    assert.equal(/<rgp:delTime>(.*?)</.exec(report)?.[1], deletedAt);
    assert.equal(/<rgp:resTime>(.*?)T/.exec(report)?.[1], '2027-04-30');
    turn('2026-11-25');
  });

  test('a code whose answer was lost is void: the next one is the one that holds', async () => {
    const registrar = connect();
    const { name } = put();
    server.next('lost', 'domain:authInfo');
    await assert.rejects(registrar.authCode(name), failsWith('unreachable'));
    const code = await registrar.authCode(name);
    assert.equal(registry.domains.get(name)!.authCode, code);
    await registrar.clearAuthCode(name);
    assert.equal(registry.domains.get(name)!.authCode, undefined);
  });
});
