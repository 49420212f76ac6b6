import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ground, history, twins } from './simulation/world.ts';

const histories = 200;

test(`P2: ${histories} simulated histories of two job runners on one store: every wish in the world, each effect once, every job ended`, async (t) => {
  const store = await ground();
  const began = performance.now();
  for (let seed = 1; seed <= histories; seed += 1)
    assert.deepEqual(
      await history(store, seed),
      [],
      `history ${seed}: npm run campaign -- simulation --seed ${seed} --n 1`,
    );
  t.diagnostic(`${Math.round(performance.now() - began)} ms`);
  await store.labels.close();
});

for (const twin of twins)
  test(`P2: a runner with this fault is found out within 1,000 histories: ${twin}`, async (t) => {
    const store = await ground();
    for (let seed = 1; seed <= 1000; seed += 1) {
      const wrongs = await history(store, seed, twin);
      if (!wrongs.length) continue;
      t.diagnostic(`history ${seed}: ${wrongs[0]}`);
      return store.labels.close();
    }
    assert.fail(`${twin} was not found out`);
  });
