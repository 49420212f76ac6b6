import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { filledData } from './e2e/product.ts';
import { bundleLibraries } from './libraries.ts';
import { provideTools } from './tools.ts';
import type { Turns } from './turn.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a test and a hook may take at most, in ms; the longest on record is a tenth of it. */
const patience = 300_000;

type Out = (text: string) => void;

/** Files that take long begin first: at the end no process is alone with one of them. */
const long = ['platform/mail/postfix-dovecot', 'trust/kill', 'e2e/looks', 'e2e/sessions', 'e2e/trouble', 'e2e/webkit'];
const isLong = (file: string): boolean => long.some((name) => file.endsWith(`${name}.test.ts`));

/** Suites of the Node runner: that many processes, each of which takes one file after another. */
async function nodeSuite(
  out: Out,
  pattern: string | string[],
  processes: number,
  exclude: string[] = [],
): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const over = new Set<string>();
  const turns: Turns = {
    files: globSync(pattern, { exclude }).toSorted((one, other) => Number(isLong(other)) - Number(isLong(one))),
    marks: mkdtempSync(join(tmpdir(), 'hc-turns-')),
  };
  const stream = run({
    files: Array.from({ length: processes }, () => fileURLToPath(new URL('turn.ts', import.meta.url))),
    concurrency: processes,
    isolation: 'process',
    env: { ...process.env, TEST_TURNS: JSON.stringify(turns) },
    execArgv: ['--import', new URL('libraries.ts', import.meta.url).href],
    timeout: patience,
  });
  // A file stands as a test around those that it holds; it fails by itself only where it cannot be loaded.
  stream.on('test:pass', ({ name, skip, nesting, details }) => {
    if (nesting === 0) over.add(name);
    else if (details.type === 'suite') return;
    else if (skip) counts.skipped += 1;
    else counts.passed += 1;
  });
  stream.on('test:fail', ({ name, nesting, details }) => {
    if (nesting === 0) over.add(name);
    const { failureType } = details.error as Error & { failureType?: string };
    if (details.type !== 'suite' && failureType !== 'subtestsFailed') counts.failed += 1;
  });
  try {
    for await (const text of stream.compose(new spec())) out(String(text));
    const left = turns.files.filter((file) => !over.has(file));
    for (const file of left) out(`${file} did not come to its end: its process did before\n`);
    counts.failed += left.length;
  } finally {
    rmSync(turns.marks, { recursive: true, force: true });
  }
  return counts;
}

function program(out: Out, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      out(chunk.toString());
    });
    child.stderr.on('data', (chunk: Buffer) => out(chunk.toString()));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Suites of the browser runner; it says at its end how many passed in each browser. */
async function browserSuite(out: Out): Promise<Counts> {
  const { code, output } = await program(out, [
    'node_modules/@web/test-runner/dist/bin.js',
    '--config',
    'test/wtr.config.mjs',
  ]);
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, browser = '', passed = '0', failed = '0'] of output.matchAll(
    /hc-count (\S+) (\d+) passed (\d+) failed$/gm,
  )) {
    if (!browser) continue;
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

async function command(out: Out, ...args: string[]): Promise<Counts> {
  const { code } = await program(out, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** The scripts, and the programs as they are deployed: the tests that follow start those. */
async function buildAll(out: Out): Promise<Counts> {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
  const scripts = await command(out, ...vite);
  const server = await command(out, ...vite, '--mode', 'bff');
  process.env.TEST_BUILT = '1';
  return { passed: scripts.passed + server.passed, failed: scripts.failed + server.failed, skipped: 0 };
}

/** The same tests of the API again, on a real libSQL server with two BFFs before it. */
async function onServer(suite: () => Promise<Counts>): Promise<Counts> {
  process.env.TEST_DATABASE = 'sqld';
  try {
    return await suite();
  } finally {
    delete process.env.TEST_DATABASE;
  }
}

/** Where each test starts a product of its own: none of them fills its data folder anew. */
async function onFilledData(suite: () => Promise<Counts>): Promise<Counts> {
  process.env.TEST_DATA ??= await filledData();
  return suite();
}

/** Files that have no database, or one of their own kind: once is enough. */
const noDatabase = ['http/scripts', 'http/shared-limits', 'jobs/claim', 'jobs/runner', 'domains/bulk/judged'].map(
  (name) => `test/bff/${name}.test.ts`,
);

/** Tests of the API that always run on a libSQL server too: what is about the store itself, and an area of each kind. */
const onEachServer = [
  'test/bff/{auth/{embed,sessions-model},http/*,jobs/{name-server,parallel}}.test.ts',
  'test/bff/policy/{denied,gate-mailbox,idempotency,idempotency-model,model,publishable}.test.ts',
  'test/bff/domains/{dns,list,registry}.test.ts',
  'test/bff/domains/bulk/bulk.test.ts',
  'test/bff/mail/{mailboxes,forwards}.test.ts',
];

const suites: Record<string, (out: Out) => Promise<Counts>> = {
  types: (out) => command(out, 'node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'),
  lint: (out) => command(out, 'node_modules/oxlint/bin/oxlint', '--quiet', 'components', 'bff', 'test', 'stories'),
  build: buildAll,
  unit: (out) => nodeSuite(out, 'test/unit/**/*.test.ts', 2),
  bff: (out) => nodeSuite(out, 'test/bff/**/*.test.ts', 3),
  // All of them: `npm run campaign -- sqld`.
  sqld: (out) => onServer(() => nodeSuite(out, onEachServer, 4, noDatabase)),
  'sqld-whole': (out) =>
    onServer(() => nodeSuite(out, 'test/bff/{auth,domains,http,jobs,mail,policy}/**/*.test.ts', 4, noDatabase)),
  stories: (out) => nodeSuite(out, 'test/stories/**/*.test.ts', 1),
  size: (out) => command(out, 'test/bench/size.ts'),
  components: browserSuite,
  platform: (out) => nodeSuite(out, 'test/platform/**/*.test.ts', 4),
  trust: (out) => nodeSuite(out, 'test/trust/**/*.test.ts', 4),
  e2e: (out) => onFilledData(() => nodeSuite(out, 'test/e2e/**/*.test.ts', 4)),
  frameworks: (out) => onFilledData(() => nodeSuite(out, 'test/frameworks/*.test.ts', 1)),
};
const wanted = process.argv.slice(2);
const names = wanted.length ? wanted : Object.keys(suites).filter((name) => name !== 'sqld-whole');
for (const name of names)
  if (!suites[name]) throw new Error(`no suite ${name}; there are ${Object.keys(suites).join(', ')}`);

// Two hundred processes load the same modules: compiled once, each starts a quarter sooner.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules/.compiled');

process.env.TEST_LIBRARIES = await bundleLibraries();

/** Suites that need none of the programs: those are installed meanwhile, where some are missing. */
const withoutTools = ['types', 'lint', 'build', 'unit', 'size'];
const say: Out = (text) => void process.stdout.write(text);
const installing = names.every((name) => withoutTools.includes(name)) ? undefined : program(say, ['test/provide.ts']);
let provided = false;

/** Waits until the programs are there; says once which are not. */
async function tools(): Promise<void> {
  if (provided) return;
  provided = true;
  await installing;
  for (const line of provideTools()) console.log(line);
}

const total: Counts = { passed: 0, failed: 0, skipped: 0 };

async function suite(name: string, out: Out): Promise<void> {
  const began = performance.now();
  out(`\n== ${name}\n`);
  const counts = await suites[name]!(out);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = Math.round((performance.now() - began) / 1000);
  out(`== ${name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s\n`);
}

for (const name of names) {
  if (!withoutTools.includes(name)) await tools();
  await suite(name, say);
}
const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
if (total.skipped && process.env.HC_REQUIRE_REAL) total.failed += total.skipped;
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
