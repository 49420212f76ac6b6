import { parseArgs } from 'node:util';
import { build } from 'vite';
import { provideTools } from '../tools.ts';

/** A long proof: so many repetitions from a seed. Prints its figures; rejects when something was wrong. */
export type Campaign = (options: {
  readonly n: number | undefined;
  readonly seed: number | undefined;
}) => Promise<void>;

const campaigns: Readonly<Record<string, () => Promise<{ campaign: Campaign }>>> = {
  container: () => import('./container.ts'),
  enumeration: () => import('./enumeration.ts'),
  kills: () => import('./kills.ts'),
  looks: async () => ({ campaign: (await import('./suite.ts')).looks }),
  neighbours: () => import('./neighbours.ts'),
  simulation: () => import('./simulation.ts'),
  sqld: async () => ({ campaign: (await import('./suite.ts')).sqld }),
  'two-processes': () => import('./two-processes.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { n: { type: 'string' }, seed: { type: 'string' } },
});
const [name = ''] = positionals;
const load = campaigns[name];
if (!load)
  throw new Error(`npm run campaign -- <name> [--n N] [--seed S]; there are ${Object.keys(campaigns).join(', ')}`);
for (const line of provideTools()) console.log(line);
for (const mode of ['production', 'bff']) await build({ mode, logLevel: 'warn' });
process.env.TEST_BUILT = '1';
const { campaign } = await load();
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
await campaign({ n: number(values.n), seed: number(values.seed) });
process.exit(0);
