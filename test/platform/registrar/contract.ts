import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sameDs, type Ds } from '../../../bff/domains/dnssec/ds.ts';
import { RegistrarError, type KnownDomain, type RegistrarPort } from '../../../bff/platform/registrar/port.ts';

/** A connector to a registry with a clock that the test turns. */
export interface Subject {
  readonly registrar: RegistrarPort;
  /** Sets the registry's day. */
  turn(day: string): void;
  /** Puts a registration there, where the connector itself is not for that: a real registry is not filled. */
  put?(domain: KnownDomain): void;
  stop(): Promise<void>;
}

const servers = ['ns1.hc.example', 'ns2.hc.example'];
const failsWith = (code: RegistrarError['code']) => (error: unknown) => {
  assert.ok(error instanceof RegistrarError, String(error));
  assert.equal(error.code, code, error.message);
  return true;
};

const marieke = {
  kind: 'company' as const,
  name: 'Marieke de Vries',
  organisation: 'Linden & Loaf',
  street: 'Lindenlaan 12',
  postalCode: '3512 AB',
  city: 'Utrecht',
  state: '',
  country: 'NL',
  phone: '+31302345678',
  email: 'marieke@people.example',
  extra: {},
};

let count = 0;

/** What the BFF relies on, whatever the registrar. */
export function registrarContract(kind: string, start: () => Promise<Subject>): void {
  describe(`${kind} keeps the contract of RegistrarPort`, () => {
    let subject: Subject;
    let registrar: RegistrarPort;
    before(async () => {
      subject = await start();
      ({ registrar } = subject);
    });
    after(() => subject.stop());

    /** Expires 2027-03-14; the day is long before. */
    async function registered(tld = 'com', more: Partial<KnownDomain> = {}): Promise<KnownDomain> {
      subject.turn('2026-11-25');
      const domain = {
        name: `d${(count += 1)}.${tld}`,
        registeredOn: '2020-03-14',
        expiresOn: '2027-03-14',
        nameServers: servers,
        locked: tld === 'com' ? false : null,
        privacy: tld === 'com' ? false : null,
        hosts: [],
        ...more,
      };
      if (subject.put) subject.put(domain);
      else await registrar.adopt([domain]);
      return domain;
    }

    test('what nobody registered is undefined, and cannot be changed', async () => {
      const wish = { name: 'nobody.com', nameServers: servers, locked: false, privacy: false, hosts: [] };
      assert.equal(await registrar.read('nobody.com'), undefined);
      await assert.rejects(registrar.update(wish), failsWith('missing'));
      await assert.rejects(registrar.renew('nobody.com', '2027-03-14', 1), failsWith('missing'));
      await assert.rejects(registrar.authCode('nobody.com'), failsWith('missing'));
    });

    test('name servers, lock and privacy are what was wished last, said once or twice', async () => {
      const domain = await registered();
      const privacy = !registrar.lacks?.includes('privacy');
      const wish = { ...domain, nameServers: ['ns1.other.example', 'ns2.other.example'], locked: true, privacy };
      await registrar.update(wish);
      const after = await registrar.update(wish);
      assert.deepEqual(after.nameServers.toSorted(), wish.nameServers);
      assert.ok(after.statuses.includes('clientTransferProhibited'));
      assert.equal(after.privacy, privacy);
      assert.deepEqual(await registrar.read(domain.name), after);
      // Who lacks it says so, and changes nothing.
      if (!privacy) await assert.rejects(registrar.update({ ...domain, privacy: true }), failsWith('unsupported'));
      assert.deepEqual(await registrar.read(domain.name), after);
      assert.deepEqual((await registrar.update(domain)).statuses, []);
    });

    test('D17: a lock forbids transfer and deletion, never a change: it can be taken off again', async () => {
      const domain = await registered();
      const { statuses } = await registrar.update({ ...domain, locked: true });
      assert.deepEqual(statuses.toSorted(), ['clientDeleteProhibited', 'clientTransferProhibited']);
      assert.deepEqual((await registrar.update({ ...domain, locked: false })).statuses, []);
    });

    test('D20: it is held and let go; who says nothing of that leaves it', async () => {
      const domain = await registered();
      assert.deepEqual((await registrar.update({ ...domain, hold: true })).statuses, ['clientHold']);
      const { statuses } = await registrar.update({ ...domain, locked: true });
      assert.deepEqual(statuses.toSorted(), ['clientDeleteProhibited', 'clientHold', 'clientTransferProhibited']);
      assert.deepEqual((await registrar.update({ ...domain, hold: false })).statuses, []);
    });

    test('D10: the keys of a signed zone come, change and go; who says nothing of them leaves them', async () => {
      const domain = await registered();
      const [one, other] = ['49FD46E6C4B45C55D4AC49FD46E6C4B45C55D4AC49FD46E6C4B45C55D4AC49FD', '38EC'.repeat(16)].map(
        (digest, at) => ({ keyTag: 12_345 + at, algorithm: 13, digestType: 2, digest }),
      ) as [Ds, Ds];
      assert.deepEqual((await registrar.update({ ...domain, ds: [one] })).ds, [one]);
      assert.deepEqual((await registrar.update({ ...domain, ds: [one] })).ds, [one], 'said twice');
      assert.deepEqual((await registrar.update({ ...domain, locked: true })).ds, [one]);
      assert.ok(sameDs((await registrar.update({ ...domain, ds: [other, one] })).ds, [one, other]));
      assert.deepEqual((await registrar.update({ ...domain, ds: [other] })).ds, [other]);
      const after = await registrar.update({ ...domain, ds: [] });
      assert.deepEqual(after.ds, []);
      assert.deepEqual(await registrar.read(domain.name), after);
    });

    test('what the registry itself forbids stays forbidden, and stays as it is', async () => {
      const domain = await registered('com', { statuses: ['serverUpdateProhibited'] });
      await assert.rejects(registrar.update({ ...domain, locked: true }), failsWith('refused'));
      assert.deepEqual((await registrar.read(domain.name))?.statuses, ['serverUpdateProhibited']);
    });

    test('D12: a name server below the domain needs addresses first, and keeps them while it is used', async () => {
      const domain = await registered();
      const own = [`ns1.${domain.name}`, `ns2.${domain.name}`];
      const hosts = own.map((name, at) => ({ name, addresses: [`192.0.2.${at + 1}`, `2001:db8::${at + 1}`] }));
      await assert.rejects(registrar.update({ ...domain, nameServers: own }), failsWith('refused'));
      const after = await registrar.update({ ...domain, nameServers: own, hosts });
      assert.deepEqual(
        after.hosts.map(({ name, addresses }) => ({ name, addresses: addresses.toSorted() })),
        hosts,
      );
      const user = await registered('com', { nameServers: own });
      await assert.rejects(registrar.update({ ...domain, hosts: [] }), failsWith('refused'));
      await registrar.update({ ...user, nameServers: servers });
      assert.deepEqual((await registrar.update({ ...domain, hosts: [] })).hosts, []);
    });

    test('D16: the day it expires goes along with a renewal: said twice, it is renewed once', async () => {
      const { name, expiresOn } = await registered();
      assert.equal((await registrar.renew(name, expiresOn, 2)).expiresOn, '2029-03-14');
      assert.equal((await registrar.renew(name, expiresOn, 2)).expiresOn, '2029-03-14');
      const [one, other] = await Promise.all([
        registrar.renew(name, '2029-03-14', 1),
        registrar.renew(name, '2029-03-14', 1),
      ]);
      assert.deepEqual([one.expiresOn, other.expiresOn], ['2030-03-14', '2030-03-14']);
    });

    test('no registration lasts longer than its registry allows', async () => {
      const { name, expiresOn } = await registered();
      await assert.rejects(registrar.renew(name, expiresOn, 10), failsWith('refused'));
      // Of those that last a year at most one more can be had in its last year, and then no other.
      const { name: short } = await registered('nl');
      assert.equal((await registrar.renew(short, expiresOn, 1)).expiresOn, '2028-03-14');
      await assert.rejects(registrar.renew(short, '2028-03-14', 1), failsWith('refused'));
    });

    test('D16: after its day it is in grace, then in redemption, then about to go, then gone', async () => {
      const { name, expiresOn } = await registered('uk');
      const phase = async (day: string) => {
        subject.turn(day);
        return (await registrar.read(name))?.phase;
      };
      assert.equal(await phase('2027-03-13'), 'active');
      assert.equal(await phase('2027-03-14'), 'grace');
      assert.equal(await phase('2027-04-13'), 'redemption');
      await assert.rejects(registrar.renew(name, expiresOn, 1), failsWith('refused'));
      assert.equal(await phase('2027-06-12'), 'pending_delete');
      await assert.rejects(registrar.restore(name), failsWith('refused'));
      assert.equal(await phase('2027-06-14'), undefined);
    });

    test('D16: a renewal in grace counts from the day it expired; a restored one has a year again', async () => {
      const late = await registered('uk');
      const lost = await registered('uk');
      subject.turn('2027-03-20');
      assert.deepEqual((await registrar.renew(late.name, late.expiresOn, 1)).expiresOn, '2028-03-14');
      subject.turn('2027-04-30');
      await registrar.restore(lost.name);
      const after = await registrar.restore(lost.name);
      assert.deepEqual([after.phase, after.expiresOn], ['active', '2028-03-14']);
    });

    test('D15: what is not deleted an ending renews by itself, and says for how long it takes that back', async () => {
      const { name, expiresOn } = await registered();
      const { name: dutch } = await registered('nl');
      const shown = async (day: string, one = name) => {
        subject.turn(day);
        const { phase, expiresOn: until, autoRenewed } = (await registrar.read(one))!;
        return [phase, until, autoRenewed ?? false];
      };
      assert.deepEqual(await shown('2027-03-13'), ['active', '2027-03-14', false]);
      assert.deepEqual(await shown('2027-03-14'), ['active', '2028-03-14', true]);
      assert.deepEqual(await shown('2027-03-14', dutch), ['active', '2028-03-14', false]);
      assert.equal((await registrar.renew(name, expiresOn, 1)).expiresOn, '2028-03-14', 'once is enough');
      assert.deepEqual(await shown('2027-04-28'), ['active', '2028-03-14', false]);
    });

    test('D15: what is deleted in those days is in redemption, whatever locks and child hosts it had; then it goes', async () => {
      const { name } = await registered('com', { locked: true });
      const other = await registered();
      const hosts = [{ name: `ns1.${name}`, addresses: ['192.0.2.1'] }];
      await registrar.update({ name, nameServers: [`ns1.${name}`, servers[0]!], locked: true, privacy: false, hosts });
      subject.turn('2027-03-20');
      await registrar.delete(name);
      await registrar.delete(name);
      assert.equal((await registrar.read(name))?.phase, 'redemption');
      await registrar.delete(other.name);
      await registrar.restore(other.name);
      const back = (await registrar.read(other.name))!;
      assert.deepEqual([back.phase, back.expiresOn], ['active', '2028-03-14']);
      subject.turn('2027-04-19');
      assert.equal((await registrar.read(name))?.phase, 'pending_delete');
      subject.turn('2027-04-24');
      assert.equal(await registrar.read(name), undefined);
      await assert.rejects(registrar.delete(name), failsWith('missing'));
      const locked = await registered('com', { statuses: ['serverDeleteProhibited'] });
      await assert.rejects(registrar.delete(locked.name), failsWith('refused'));
    });

    test('each auth code is new, and long enough to be guessed by nobody', async () => {
      const { name } = await registered();
      const codes = [await registrar.authCode(name), await registrar.authCode(name)];
      assert.equal(new Set(codes).size, 2);
      for (const code of codes) assert.match(code, /^[\x21-\x7e]{16,32}$/);
    });

    test('A7: the registrant is who was wished last, said once or twice, and the rest of him is changed in place', async () => {
      const { name } = await registered();
      assert.equal(await registrar.registrant(name), undefined);
      await registrar.setRegistrant(name, marieke);
      assert.equal(await registrar.setRegistrant(name, marieke), 'done');
      assert.deepEqual(await registrar.registrant(name), marieke);
      const moved = { ...marieke, street: 'Rue de l’Étuve 46', city: 'Brussel', country: 'BE', phone: '+3225112233' };
      await registrar.setRegistrant(name, moved);
      assert.deepEqual(await registrar.registrant(name), moved);
      const other = {
        ...moved,
        kind: 'person' as const,
        organisation: '',
        name: 'Jan Wouters',
        email: 'jan@people.example',
      };
      await registrar.setRegistrant(name, other);
      assert.deepEqual(await registrar.registrant(name), other);
      await registrar.setRegistrant(name, marieke);
      assert.deepEqual(await registrar.registrant(name), marieke);
    });

    test('A7: nobody becomes the registrant of what is not ours, or of what the registry has locked', async () => {
      const { name } = await registered('com', { statuses: ['serverUpdateProhibited'] });
      await assert.rejects(registrar.setRegistrant(name, marieke), failsWith('refused'));
      assert.equal(await registrar.registrant(name), undefined);
      await assert.rejects(registrar.setRegistrant('nobody.com', marieke), failsWith('missing'));
      assert.equal(await registrar.registrant('nobody.com'), undefined);
    });

    test('nothing is told any more once the asker lost his right to', async () => {
      const domain = await registered();
      const call = {
        admit() {
          throw new Error('lost');
        },
      };
      await assert.rejects(registrar.update({ ...domain, locked: true }, call), /lost/);
      await assert.rejects(registrar.renew(domain.name, domain.expiresOn, 1, call), /lost/);
      await assert.rejects(registrar.delete(domain.name, call), /lost/);
      await assert.rejects(registrar.setRegistrant(domain.name, marieke, call), /lost/);
      assert.equal(await registrar.registrant(domain.name), undefined);
      const { statuses, expiresOn } = (await registrar.read(domain.name))!;
      assert.deepEqual([statuses, expiresOn], [[], domain.expiresOn]);
    });
  });
}
