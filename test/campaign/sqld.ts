import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Campaign } from './run.ts';

/** All tests of the API on a real libSQL server with two BFFs before it; `npm test` runs a part of them there. */
export const campaign: Campaign = async () => {
  const [code] = (await once(spawn(process.execPath, ['test/run.ts', 'sqld-whole'], { stdio: 'inherit' }), 'exit')) as [
    number,
  ];
  if (code !== 0) throw new Error('some of them failed');
};
