import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaseTime } from '../../bff/jobs/queue.ts';
import { twoProcesses } from './two-processes.ts';

test(
  'F7: two processes on one data folder, one stopped past its lease in the middle: no job is missed, the newest wish is what is served',
  { timeout: 240_000 },
  async (t) => {
    const { jobs, repeated, wrong, stale, longest } = await twoProcesses(1000, 1);
    t.diagnostic(`${jobs} jobs, ${repeated} told again with the same key, longest ${longest} ms`);
    assert.deepEqual([jobs, wrong, stale], [1000, 0, 0]);
    assert.ok(longest < 2 * leaseTime, `a job waited ${longest} ms`);
  },
);
