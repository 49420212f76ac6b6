import { scratch } from '../bff/store/files.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { pairs } from '../trust/enumeration.ts';
import type { Campaign } from './run.ts';

/** What two medians may differ by, in ms. */
const within = 5;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** So many pairs of each question, in turn and in changing order, on files of a disk: is there a difference that time tells? */
export const campaign: Campaign = async ({ n = 500 }) => {
  const { h, label, list } = await pairs({ databases: fileDatabases(scratch()) });
  let wrong = 0;
  for (const { name, ...ask } of list) {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let at = 0; at < n; at += 1)
      for (const who of at % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        const began = performance.now();
        await (await ask[who]()).arrayBuffer();
        times[who].push(performance.now() - began);
        await h.bff.jobs.idle(label.id);
      }
    const medians = { known: median(times.known), unknown: median(times.unknown) };
    if (Math.abs(medians.known - medians.unknown) > within) wrong += 1;
    console.log(`${name}: ${n} pairs, medians ${medians.known.toFixed(2)} and ${medians.unknown.toFixed(2)} ms`);
  }
  await h.close();
  if (wrong) process.exit(1);
};
