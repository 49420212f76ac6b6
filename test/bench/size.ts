import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildManifest } from '../../components/build/embed.ts';

const folder = process.argv[2] ?? 'dist/embed/v1';
const { core, tags } = JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8')) as BuildManifest;

/** KiB, Brotli 11. The first that fits holds; a file that none fits is a fault. */
const budgets: readonly { readonly what: string; readonly fits: RegExp; readonly limit: number }[] = [
  { what: 'loader', fits: /^(hc|loader-[\w-]{12})\.js$/, limit: 2.5 },
  { what: 'core', fits: /^core-/, limit: 14 },
  { what: 'hosted pages', fits: /^page\.css$/, limit: 1 },
  { what: 'language', fits: /\.(nl|de)-[\w-]+\.js$/, limit: 4 },
  { what: 'panel', fits: /^hc-/, limit: 10 },
  {
    what: 'by need',
    fits: /^(signed-out|popup|live|countdown|dns-|domain-|child-host-|renewal-|redirect-|contact-|auth-code-|transfer-|hosting-|mailbox-|mailboxes|mail-|forward-|timeline|proved|qr|tld-forms|rules)[\w.-]*\.js$/,
    limit: 10,
  },
];
const firstPanel = { limit: 27, requests: 3 };

/** What a browser is sent lies there; build.json only says which element needs what. */
const names = readdirSync(folder).filter((name) => name !== 'build.json' && !name.endsWith('.br'));
const sent = (name: string): number =>
  statSync(join(folder, `${name}.br`), { throwIfNoEntry: false })?.size ?? statSync(join(folder, name)).size;

const kib = (bytes: number): string => (bytes / 1024).toFixed(2);
const rows: string[] = [];
const faults: string[] = [];
let sum = 0;
for (const name of names) {
  const { size } = statSync(join(folder, name));
  const brotli = sent(name);
  const budget = budgets.find(({ fits }) => fits.test(name));
  sum += brotli;
  const over = !budget || brotli > budget.limit * 1024;
  if (!budget) faults.push(`${name} has no budget`);
  else if (over) faults.push(`${name} is over its budget: ${kib(brotli)} of ${budget.limit} KiB`);
  rows.push(
    `| ${name} | ${budget?.what ?? '?'} | ${kib(size)} | ${kib(brotli)} | ${budget?.limit ?? '–'} | ${over ? 'over' : 'ok'} |`,
  );
}

/** What a page with one element loads before it can draw; languages are not counted. */
const firsts = Object.entries(tags).map(([tag, needed]) => {
  const loaded = ['hc.js', core, ...needed];
  const bytes = loaded.reduce((all, name) => all + sent(name), 0);
  const over = bytes > firstPanel.limit * 1024 || loaded.length > firstPanel.requests;
  if (over) faults.push(`a page with <${tag}> loads ${kib(bytes)} KiB in ${loaded.length} requests`);
  return `| ${tag} | ${loaded.length} | ${kib(bytes)} | ${over ? 'over' : 'ok'} |`;
});

console.log('| File | Kind | min KiB | br KiB | budget | |\n|---|---|--:|--:|--:|---|');
console.log(rows.join('\n'));
console.log(`\nAll together: ${kib(sum)} KiB br\n`);
console.log(
  `| Page with | requests (≤ ${firstPanel.requests}) | br KiB (≤ ${firstPanel.limit}) | |\n|---|--:|--:|---|`,
);
console.log(firsts.join('\n'));
for (const fault of faults) console.error(`size: ${fault}`);
process.exitCode = faults.length ? 1 : 0;
