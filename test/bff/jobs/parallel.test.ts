import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import { harness, passwords } from '../harness.ts';

test('P8: jobs that come while the name server hangs do not wait for it: a mail of the same label is sent', async (t) => {
  const served = memoryDns();
  let answer = () => {};
  const hanging = new Promise<void>((resolve) => (answer = resolve));
  let hangs = 0;
  const h = await harness({
    dns: {
      ...served,
      async change(...args) {
        hangs += 1;
        await hanging;
        await served.change(...args);
      },
    },
  });
  t.after(() => {
    answer();
    return h.close();
  });
  const label = await h.label('north');
  const customer = await h.customer(label.id, 'Loaf');
  const { email } = await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const id = await h.domain(label.id, customer, 'loaf.example');
  const post = async (path: string, body: object) => {
    const url = `http://${label.host}/v1/${path}`;
    const { status } = await h.request(url, { method: 'POST', cookie, body: JSON.stringify(body) });
    assert.ok(status < 300, `${path}: ${status}`);
  };
  const until = async (what: string, check: () => boolean) => {
    for (const end = performance.now() + 2000; !check(); await pause(5)) assert.ok(performance.now() < end, what);
  };
  const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.1'] };
  await post(`domains/${id}/dns`, { version: 1, changes: [change] });
  await until('the name server is asked', () => hangs === 1);
  // The others of the crew have looked, found nothing, and gone home.
  await pause(50);
  await post('auth/reset_request', { email });
  await until('the mail is sent', () => h.mails.length === 1);
});
