import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Campaign } from './run.ts';

/** A suite of test/run.ts that is longer than what `npm test` runs of the same. */
const whole =
  (suite: string, settings: Readonly<Record<string, string>> = {}): Campaign =>
  async () => {
    const child = spawn(process.execPath, ['test/run.ts', suite], {
      stdio: 'inherit',
      env: { ...process.env, ...settings },
    });
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error('some of them failed');
  };

/** All tests of the API on a real libSQL server with two BFFs before it. */
export const sqld = whole('sqld-whole');

/** Every story in every look, and every page of the Storybook. */
export const looks = whole('stories', { TEST_LOOKS: 'all' });
