import { mkdirSync, writeFileSync } from 'node:fs';
import { targets, table, verdict, type Row } from './measure.ts';

/** Each bench is loaded when its turn comes: what one loads shall not weigh on another. */
const benches: Record<string, () => Promise<Row[]>> = {
  store: async () => (await import('./store.ts')).storeBench(),
  labels: async () => (await import('./labels.ts')).labelsBench(),
  http: async () => (await import('./http.ts')).httpBench(),
  verb: async () => (await import('./verb.ts')).verbBench(),
  boot: async () => (await import('./boot.ts')).bootBench(),
  grow: async () => (await import('./grow.ts')).growBench(),
  dns: async () => (await import('./dns.ts')).dnsBench(),
  redirects: async () => (await import('./redirects.ts')).redirectBench(),
  mail: async () => (await import('./mail.ts')).mailBench(),
  start: async () => (await import('./start.ts')).startBench(),
  rows: async () => (await import('./rows.ts')).rowsBench(),
  cost: async () => (await import('./cost.ts')).costBench(),
};

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const began = performance.now();
const rows: Row[] = [];
for (const name of names.length ? names : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) throw new Error(`no bench ${name}; there are ${Object.keys(benches).join(', ')}`);
  const from = performance.now();
  const found = await bench();
  rows.push(...found);
  console.log(`\n## ${name} (${Math.round((performance.now() - from) / 1000)} s)\n\n${table(found)}`);
}
mkdirSync('dist', { recursive: true });
const facts = rows.map((row) => ({ ...row, ...targets[row.id], verdict: verdict(row) }));
const took = Math.round((performance.now() - began) / 1000);
writeFileSync('dist/bench.json', `${JSON.stringify({ at: new Date().toISOString(), took, rows: facts }, null, 2)}\n`);

const of = (wanted: string) => rows.filter((row) => verdict(row) === wanted).map(({ id }) => id);
console.log(`\n${of('met').length} met in ${took} s; all figures are in dist/bench.json`);
const missed = of('missed');
if (missed.length) console.log(`missed: ${missed.join(', ')}`);
const without = of('not measured');
if (without.length) console.log(`not measured: ${without.join(', ')}`);
if (args.includes('--check') && missed.length) process.exitCode = 1;
process.exit();
