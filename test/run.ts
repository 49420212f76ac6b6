import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { provideTools } from './tools.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Suites of the Node runner, each file in a process of its own. */
async function nodeSuite(pattern: string, concurrency: number): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const stream = run({ files: globSync(pattern), concurrency, isolation: 'process' });
  stream.on('test:pass', ({ skip, details }) => {
    if (details.type === 'suite') return;
    if (skip) counts.skipped += 1;
    else counts.passed += 1;
  });
  stream.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') counts.failed += 1;
  });
  const shown = stream.compose(new spec());
  shown.pipe(process.stdout, { end: false });
  await new Promise((resolve) => shown.on('end', resolve));
  return counts;
}

function program(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Suites of the browser runner; it says at its end how many passed in each browser. */
async function browserSuite(): Promise<Counts> {
  const { code, output } = await program([
    'node_modules/@web/test-runner/dist/bin.js',
    '--config',
    'test/wtr.config.mjs',
  ]);
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, browser = '', passed = '0', failed = '0'] of output.matchAll(
    /^hc-count (\S+) (\d+) passed (\d+) failed$/gm,
  )) {
    if (!browser) continue;
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

async function command(...args: string[]): Promise<Counts> {
  const { code } = await program(args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** The scripts, and the server as it is deployed: the tests that follow start that one. */
async function buildAll(): Promise<Counts> {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
  const scripts = await command(...vite);
  const server = await command(...vite, '--mode', 'bff');
  process.env.TEST_SERVER = 'dist/bff/serve.js';
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

const suites: Record<string, () => Promise<Counts>> = {
  types: () => command('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'),
  lint: () => command('node_modules/oxlint/bin/oxlint', '--quiet', 'components', 'bff', 'test', 'stories'),
  build: buildAll,
  unit: () => nodeSuite('test/unit/**/*.test.ts', 2),
  bff: () => nodeSuite('test/bff/**/*.test.ts', 2),
  sqld: () => onServer(() => nodeSuite('test/bff/{auth,domains,http,jobs,policy}/**/*.test.ts', 2)),
  size: () => command('test/bench/size.ts'),
  components: browserSuite,
  platform: () => nodeSuite('test/platform/**/*.test.ts', 1),
  trust: () => nodeSuite('test/trust/**/*.test.ts', 2),
  stories: () => nodeSuite('test/stories/**/*.test.ts', 1),
  e2e: () => nodeSuite('test/e2e/**/*.test.ts', 1),
  frameworks: () => nodeSuite('test/frameworks/*.test.ts', 1),
};

const wanted = process.argv.slice(2);
const names = wanted.length ? wanted : Object.keys(suites);
for (const name of names)
  if (!suites[name]) throw new Error(`no suite ${name}; there are ${Object.keys(suites).join(', ')}`);

const missing = provideTools();
for (const line of missing) console.log(line);
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const name of names) {
  const began = performance.now();
  console.log(`\n== ${name}`);
  const counts = await suites[name]!();
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  console.log(
    `== ${name}: ${counts.passed} passed, ${counts.failed} failed in ${Math.round((performance.now() - began) / 1000)} s`,
  );
}
const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
if (total.skipped && process.env.HC_REQUIRE_REAL) total.failed += total.skipped;
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
