import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Breaker, guarded } from '../../../bff/platform/breaker.ts';
import { Unreachable } from '../../../bff/platform/call.ts';
import { DnsError } from '../../../bff/platform/dns/port.ts';
import { RegistrarError } from '../../../bff/platform/registrar/port.ts';
import { LeaseLost } from '../../../bff/jobs/lease.ts';

/** A system that fails as it is told, and the breaker before it, with a clock of their own. */
function world() {
  const clock = { now: 1000 };
  const events: string[] = [];
  const now = () => clock.now;
  const breaker = new Breaker({ now, report: (name) => void events.push(name) });
  let fails: Error | undefined = new Unreachable();
  const calls: (object | undefined)[] = [];
  const system = {
    kind: 'system',
    async write(call?: object) {
      calls.push(call);
      clock.now += 10;
      if (fails) throw fails;
      return 'written';
    },
    async close() {},
  };
  const port = guarded(system, breaker, now);
  const tried = (call?: object) => port.write(call).catch((error: unknown) => (error as { code: string }).code);
  const times = async (many: number) => {
    for (let at = 0; at < many; at += 1) await tried();
  };
  return {
    clock,
    events,
    breaker,
    port,
    tried,
    times,
    asked: () => calls.length,
    failing: (error: Error | undefined) => (fails = error),
  };
}

test('F4: a breaker opens after five failures in a row, and then asks nothing', async () => {
  const w = world();
  await w.times(4);
  w.failing(undefined);
  assert.equal(await w.tried(), 'written', 'a success in between begins anew');
  w.failing(new Unreachable());
  await w.times(4);
  assert.deepEqual([w.breaker.open, w.events], [false, []]);
  await w.times(1);
  assert.deepEqual([w.breaker.open, w.events, w.asked()], [true, ['breaker_opened'], 10]);
  assert.equal(await w.tried(), 'unreachable');
  assert.equal(w.asked(), 10);
  await w.port.close();
  assert.equal(w.port.kind, 'system');
});

test('F4: open, it lets one call through each 30 s, and the first success closes it', async () => {
  const w = world();
  await w.times(5);
  w.clock.now += 29_000;
  assert.equal(w.breaker.due, false);
  await w.times(3);
  assert.equal(w.asked(), 5);
  w.clock.now += 1000;
  assert.equal(w.breaker.due, true);
  await w.times(3);
  assert.equal(w.asked(), 6, 'one probe, which failed');
  w.clock.now += 30_000;
  w.failing(undefined);
  assert.equal(await w.tried(), 'written');
  assert.deepEqual([w.breaker.open, w.events], [false, ['breaker_opened', 'breaker_closed']]);
  await w.times(3);
  assert.equal(w.asked(), 10);
});

test('F4: who insists is a probe before its time, and not more often than once a second', async () => {
  const w = world();
  await w.times(5);
  w.clock.now += 1000;
  assert.equal(await w.tried({ insists: false }), 'unreachable');
  assert.equal(w.asked(), 5);
  await Promise.all([w.tried({ insists: true }), w.tried({ insists: true })]);
  assert.equal(w.asked(), 6);
  w.clock.now += 1000;
  w.failing(undefined);
  assert.equal(await w.tried({ insists: true }), 'written');
  assert.equal(w.breaker.open, false);
});

test('F4: a system that says no is there; a call that was not sent says nothing', async () => {
  const notNow = new RegistrarError('unreachable', 'no money left', { answered: true });
  for (const error of [
    new DnsError('refused', 'no'),
    new DnsError('zone_missing', 'no'),
    notNow,
    new LeaseLost('late'),
  ]) {
    const w = world();
    w.failing(error);
    await w.times(20);
    assert.equal(w.breaker.open, false);
  }
  const w = world();
  await w.times(5);
  w.clock.now += 30_000;
  w.failing(new LeaseLost('late'));
  await w.times(1);
  assert.equal(w.breaker.open, true);
  w.clock.now += 30_000;
  w.failing(new DnsError('refused', 'no'));
  await w.times(1);
  assert.equal(w.breaker.open, false);
});

test('F4: many calls that fail together are one failure: a restart of the system opens nothing', async () => {
  const w = world();
  await Promise.all(Array.from({ length: 50 }, () => w.tried()));
  assert.equal(w.breaker.open, false);
  await w.times(4);
  assert.equal(w.breaker.open, true);
});
