import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { randomRuns } from '../harness.ts';
import { mixes } from './sessions-model.ts';

test('S10: whatever comes in whatever order, each cookie, token and secret works as long as it is promised and not longer', async () => {
  const found = await mixes(randomRuns(15));
  assert.ok(!found.failed, `${fc.defaultReportMessage(found)}\n${String(found.errorInstance)}`);
});
