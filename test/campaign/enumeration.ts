import { scratch } from '../bff/store/files.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { pairs } from '../trust/enumeration.ts';
import type { Campaign } from './run.ts';

/** What two medians may differ by, in ms. */
const within = 5;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** How likely two samples of one kind are as far apart as these, by their ranks (Mann and Whitney, as normal). */
function likely(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, one: true })), ...other.map((value) => ({ value, one: false }))];
  const ranks = all.toSorted((a, b) => a.value - b.value).reduce((sum, each, at) => sum + (each.one ? at + 1 : 0), 0);
  const [n, m] = [one.length, other.length];
  const z = (ranks - (n * (n + m + 1)) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  // The area under both tails (Abramowitz and Stegun 26.2.17).
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (2 * Math.exp((-z * z) / 2) * series) / Math.sqrt(2 * Math.PI);
}

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
    console.log(
      `${name}: ${n} pairs, medians ${medians.known.toFixed(2)} and ${medians.unknown.toFixed(2)} ms, p ${likely(times.known, times.unknown).toFixed(3)}`,
    );
  }
  await h.close();
  if (wrong) process.exit(1);
};
