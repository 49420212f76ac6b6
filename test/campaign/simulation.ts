import { ground, history } from '../trust/simulation/world.ts';
import type { Campaign } from './run.ts';

/** Histories of two job runners on one store; the number of one replays it. */
export const campaign: Campaign = async ({ n = 100_000, seed = 1 }) => {
  const store = await ground();
  const began = performance.now();
  let wrong = 0;
  for (let at = seed; at < seed + n; at += 1) {
    const found = await history(store, at);
    if (found.length) {
      wrong += 1;
      console.log(`history ${at}: ${found.join('; ')}`);
    }
    if ((at - seed + 1) % 10_000 === 0) console.log(`${at - seed + 1} histories, ${wrong} wrong`);
  }
  await store.labels.close();
  console.log(`${n} histories from ${seed}: ${wrong} wrong, ${Math.round((performance.now() - began) / 1000)} s`);
  if (wrong) process.exit(1);
};
