import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/** Looks again until it is so; in ms. */
export async function untilTrue(is: () => Promise<boolean>, what: string, patience = 10_000): Promise<void> {
  for (const end = performance.now() + patience; !(await is()); await pause(20))
    assert.ok(performance.now() < end, what);
}
