import { twoProcesses } from '../trust/two-processes.ts';
import type { Campaign } from './run.ts';

/** So many jobs in two processes, one of which is stopped past its lease again and again. */
export const campaign: Campaign = async ({ n = 10_000 }) => {
  const outcome = await twoProcesses(n, Math.max(1, Math.round(n / 500)));
  console.log(JSON.stringify(outcome));
  if (outcome.wrong || outcome.stale) process.exit(1);
};
