import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPowerDns } from '../../bff/demo/platform/powerdns.ts';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import { powerDns } from '../../bff/platform/dns/powerdns.ts';
import { harness, passwords } from '../bff/harness.ts';
import { ask } from '../platform/dns/ask.ts';
import { lackingPowerDns } from '../platform/dns/real.ts';

const skip = lackingPowerDns();

test(
  'F4: PowerDNS is killed in the middle: changes are saved and shown as waiting, and served once it is back',
  { skip, timeout: 60_000 },
  async (t) => {
    const server = await startPowerDns();
    t.after(() => server.stop());
    const h = await harness({ dns: powerDns(server) });
    t.after(() => h.close());
    const label = await h.label('north');
    const customer = await h.customer(label.id, 'Loaf');
    await h.user(label.id, customer, 'Marieke');
    const cookie = await h.signIn(label, 'marieke', passwords.owner);
    const id = await h.domain(label.id, customer, 'loaf.example', [
      { name: '@', type: 'A', ttl: 300, records: ['192.0.2.1'] },
    ]);
    const call = async (path: string, body?: object) => {
      const answer = await h.request(`http://${label.host}/v1/domains/${id}/dns${path}`, {
        method: body ? 'POST' : 'GET',
        cookie,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      assert.equal(answer.status, 200, await answer.clone().text());
      return (await answer.json()) as ZoneAnswer;
    };
    const set = (version: number, text: string) =>
      call('', { version, changes: [{ op: 'set', name: 'word', type: 'TXT', ttl: 300, records: [text] }] });
    const until = async (state: string) => {
      const end = performance.now() + 20_000;
      for (;;) {
        const { sync, ...zone } = await call('');
        if (sync.state === state) return { sync, ...zone };
        assert.ok(performance.now() < end, `the zone stays ${sync.state}`);
        await pause(20);
      }
    };
    const served = async () => (await ask(server.dnsPort, 'word.loaf.example', 'TXT')).texts;

    await set(1, 'before');
    await until('ready');
    assert.deepEqual(await served(), ['before']);

    const sending = Promise.all([set(2, 'in the middle'), pause(2).then(() => server.kill())]);
    await sending;
    const third = await set(3, 'while it was away');
    assert.equal(third.version, 4);
    const away = await until('failed');
    assert.match(away.sync.reason ?? '', /name server does not answer/);
    assert.ok(away.sync.retryAt);
    assert.deepEqual(away.rrsets.find(({ name }) => name === 'word')?.records, ['while it was away']);
    await assert.rejects(served());

    await server.restart();
    // The next try is due at most one backoff after the server is back.
    const back = await until('ready');
    assert.equal(back.version, 4);
    assert.deepEqual(await served(), ['while it was away']);
    assert.deepEqual((await ask(server.dnsPort, 'loaf.example', 'A')).answers.length, 1);
  },
);
