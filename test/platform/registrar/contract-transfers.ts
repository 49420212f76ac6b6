import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { RegistrarError, type KnownDomain, type RegistrarPort } from '../../../bff/platform/registrar/port.ts';
import type { Others } from '../../../bff/platform/registrar/simulated-transfers.ts';
import type { Subject } from './contract.ts';

/** A connector to a registry where others act, too. */
export interface MovingSubject extends Subject {
  readonly others: Others;
}

const code = 'Kx7!mnopQRst2345';
const failsWith = (expected: RegistrarError['code']) => (error: unknown) => {
  assert.ok(error instanceof RegistrarError, String(error));
  assert.equal(error.code, expected, error.message);
  assert.ok(!`${String(error)} ${String(error.cause)}`.includes(code), 'the code is not told');
  return true;
};
let count = 0;

/** What the BFF relies on when a domain moves, whatever the registrar. */
export function transferContract(kind: string, start: () => Promise<MovingSubject>): void {
  describe(`${kind} keeps the contract of RegistrarPort for domains that move`, () => {
    let subject: MovingSubject;
    let registrar: RegistrarPort;
    before(async () => {
      subject = await start();
      ({ registrar } = subject);
    });
    after(() => subject.stop());

    const known = (tld: string, more: Partial<KnownDomain> = {}): KnownDomain => {
      subject.turn('2026-11-25');
      return {
        name: `m${(count += 1)}.${tld}`,
        registeredOn: '2020-03-14',
        expiresOn: '2027-03-14',
        nameServers: ['ns1.hc.example', 'ns2.hc.example'],
        locked: tld === 'com' ? false : null,
        privacy: tld === 'com' ? false : null,
        hosts: [],
        ...more,
      };
    };
    async function elsewhere(tld = 'com', more: Partial<KnownDomain> = {}): Promise<string> {
      const domain = known(tld, more);
      await subject.others.register(domain, code);
      return domain.name;
    }
    async function here(tld = 'com', more: Partial<KnownDomain> = {}): Promise<KnownDomain> {
      const domain = known(tld, more);
      if (subject.put) subject.put(domain);
      else await registrar.adopt([domain]);
      return domain;
    }
    /** All that waits; read until there is nothing more. */
    async function told(): Promise<(string | undefined)[]> {
      const names = [];
      for (let notice = await registrar.poll(); notice; notice = await registrar.poll()) {
        names.push(notice.name);
        await registrar.acknowledge(notice.id);
      }
      return names;
    }

    test('D18: what others have can be looked at, and is not ours to read or to change', async () => {
      const name = await elsewhere('com', { locked: true });
      const { ours, statuses, registeredOn } = (await registrar.look(name))!;
      assert.deepEqual([ours, registeredOn], [false, '2020-03-14']);
      assert.ok(statuses.includes('clientTransferProhibited'));
      assert.equal(await registrar.read(name), undefined);
      await assert.rejects(registrar.renew(name, '2027-03-14', 1), failsWith('missing'));
      assert.equal(await registrar.look('nobody-has.com'), undefined);
      assert.equal((await registrar.look((await here()).name))?.ours, true);
    });

    test('D18: it comes by its code, after the days that the other registrar has, and a year longer', async () => {
      const name = await elsewhere();
      await assert.rejects(registrar.askFor(name, 'another-code-1234'), failsWith('wrong_code'));
      assert.equal(await registrar.transfer(name), undefined);
      const asked = await registrar.askFor(name, code);
      assert.deepEqual([asked.state, asked.incoming], ['pending', true]);
      assert.equal(asked.actsAt.slice(0, 10), '2026-11-30');
      // An answer that was lost: asked again it is the same one.
      assert.deepEqual(await registrar.askFor(name, code), asked);
      assert.equal(await registrar.read(name), undefined);
      await told();
      subject.turn('2026-12-01');
      assert.deepEqual(await told(), [name]);
      const moved = (await registrar.read(name))!;
      assert.deepEqual([moved.expiresOn, moved.phase], ['2028-03-14', 'active']);
      assert.equal((await registrar.transfer(name))?.state, 'serverApproved');
      assert.equal((await registrar.askFor(name, code)).state, 'serverApproved', 'a late try finds it done');
    });

    test('D18: endings that ask nobody hand it over at once, and add no year', async () => {
      const name = await elsewhere('nl');
      const { state, incoming } = await registrar.askFor(name, code);
      assert.deepEqual([state, incoming], ['serverApproved', true]);
      assert.equal((await registrar.read(name))?.expiresOn, '2027-03-14');
    });

    test('D18: a locked one, a young one and one that nobody has are not asked for', async () => {
      const locked = await elsewhere('com', { locked: true });
      await assert.rejects(registrar.askFor(locked, code), failsWith('refused'));
      const young = await elsewhere('com', { registeredOn: '2026-10-01' });
      await assert.rejects(registrar.askFor(young, code), failsWith('refused'));
      await assert.rejects(registrar.askFor('nobody-has.com', code), failsWith('missing'));
      await assert.rejects(registrar.askFor((await here()).name, code), (error) => error instanceof RegistrarError);
    });

    test('D18: what was asked for can be withdrawn, or refused by the other one, and asked for again', async () => {
      const name = await elsewhere();
      await registrar.askFor(name, code);
      assert.equal((await registrar.endTransfer(name, 'cancel')).state, 'clientCancelled');
      assert.equal((await registrar.endTransfer(name, 'cancel')).state, 'clientCancelled', 'said twice');
      await registrar.askFor(name, code);
      await subject.others.answer(name, 'reject');
      assert.equal((await registrar.transfer(name))?.state, 'clientRejected');
      assert.equal((await registrar.endTransfer(name, 'cancel')).state, 'clientRejected', 'too late');
      assert.equal((await registrar.askFor(name, code)).state, 'pending');
      await subject.others.answer(name, 'approve');
      assert.equal((await registrar.read(name))?.name, name);
    });

    test('D18: what others ask for is told, seen, and kept or let go', async () => {
      await told();
      const domain = await here();
      const asks = async () => subject.others.askFor(domain.name, await registrar.authCode(domain.name));
      await asks();
      assert.deepEqual(await told(), [domain.name]);
      const { state, incoming } = (await registrar.transfer(domain.name))!;
      assert.deepEqual([state, incoming], ['pending', false]);
      assert.ok((await registrar.read(domain.name))!.statuses.includes('pendingTransfer'));
      await assert.rejects(registrar.update({ ...domain, locked: true }), failsWith('refused'));
      assert.equal((await registrar.endTransfer(domain.name, 'reject')).state, 'clientRejected');
      assert.deepEqual((await registrar.read(domain.name))!.statuses, []);
      await asks();
      assert.equal((await registrar.endTransfer(domain.name, 'approve')).state, 'clientApproved');
      assert.equal(await registrar.read(domain.name), undefined);
      assert.equal((await registrar.transfer(domain.name))?.state, 'clientApproved');
      assert.equal((await registrar.look(domain.name))?.ours, false);
    });

    test('D18: who says nothing for five days has let it go', async () => {
      const domain = await here();
      await subject.others.askFor(domain.name, await registrar.authCode(domain.name));
      await told();
      subject.turn('2026-12-01');
      assert.deepEqual(await told(), [domain.name]);
      assert.equal(await registrar.read(domain.name), undefined);
    });

    test('nothing is asked for or ended once the asker lost his right to', async () => {
      const name = await elsewhere();
      const call = {
        admit() {
          throw new Error('lost');
        },
      };
      await assert.rejects(registrar.askFor(name, code, call), /lost/);
      assert.equal(await registrar.transfer(name), undefined);
    });
  });
}
