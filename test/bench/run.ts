import { dnsBench } from './dns.ts';
import { httpBench } from './http.ts';
import { report, type Row } from './measure.ts';
import { storeBench } from './store.ts';

const benches: Record<string, () => Promise<Row[]>> = { store: storeBench, dns: dnsBench, http: httpBench };

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const rows: Row[] = [];
for (const name of names.length ? names : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) throw new Error(`no bench ${name}; there are ${Object.keys(benches).join(', ')}`);
  rows.push(...(await bench()));
}
const missed = report(rows);
if (missed.length) console.log(`\nmissed: ${missed.join(', ')}`);
if (args.includes('--check') && missed.length) process.exitCode = 1;
process.exit();
