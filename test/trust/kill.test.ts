import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killAgainAndAgain } from './kills.ts';

const kills = 8;

test(
  `F1: kill -9 at ${kills} random points during changes: nothing acknowledged is lost, nothing half done, every job ends`,
  { timeout: 300_000 },
  async (t) => {
    const { sent, acknowledged, diedAtSync, slowest } = await killAgainAndAgain({ kills, atSyncEvery: 4 });
    t.diagnostic(
      `${kills} kills, ${diedAtSync} of them at a sync, ${sent} sent, ${acknowledged} acknowledged, 0 lost, slowest start ${Math.round(slowest)} ms`,
    );
    assert.ok(acknowledged > kills, `${acknowledged} acknowledged`);
    assert.ok(diedAtSync > 0, `${diedAtSync} died at a sync`);
    assert.ok(slowest < 20_000, `a start took ${slowest} ms`);
  },
);
