import { chromiumFlags, chromiumPath } from './chromium.ts';
import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter } from '@web/test-runner';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';

const folder = 'node_modules/.wtr';
const files = globSync('test/components/**/*.test.ts').toSorted();
const types = { '.js': 'text/javascript', '.map': 'application/json', '.wasm': 'application/wasm' };

// Built once for both browsers: as they lie, each test would ask for 500 modules.
await build({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  base: '/built/',
  build: {
    outDir: folder,
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    target: 'esnext',
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      input: Object.fromEntries(files.map((file) => [file.replace(/\.ts$/, ''), file])),
      external: /^\/__web-/,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].[hash].js' },
    },
  },
});

const builtTest = /^\/(test\/components\/.+\.test)\.ts$/;

/** What was built, and for a test's own address the built test; the runner keeps its own pages. */
const serveBuilt = (context, next) => {
  const [, test] = builtTest.exec(context.path) ?? [];
  if (!test && !context.path.startsWith('/built/')) return next();
  const file = join(folder, normalize(test ? `${test}.js` : context.path.slice('/built/'.length)));
  context.type = types[extname(file)] ?? 'application/octet-stream';
  if (test) context.body = `import '/built/${test}.js';`;
  else if (existsSync(file)) {
    context.set('cache-control', 'max-age=3600, immutable');
    context.body = readFileSync(file);
  } else context.status = 404;
};

/** One line for each browser, which test/run.ts adds up. */
const counts = {
  onTestRunFinished({ sessions }) {
    const browsers = new Map();
    const count = (suite, sum) => {
      for (const { passed, skipped } of suite.tests) if (!skipped) sum[passed ? 'passed' : 'failed'] += 1;
      for (const inner of suite.suites) count(inner, sum);
    };
    for (const { browser, testResults, passed } of sessions) {
      const sum = browsers.get(browser.name) ?? { passed: 0, failed: 0 };
      const before = sum.failed;
      if (testResults) count(testResults, sum);
      // A file that did not even run is a failure of its own.
      if (!passed && sum.failed === before) sum.failed += 1;
      browsers.set(browser.name, sum);
    }
    for (const [name, { passed, failed }] of browsers)
      console.log(`hc-count ${name} ${passed} passed ${failed} failed`);
  },
};

const quiet = [
  ...chromiumFlags,
  // Half faded in, nothing has its contrast.
  '--force-prefers-reduced-motion',
];
const wanted = (process.env.HC_BROWSERS ?? 'chromium,firefox').split(',');

const launchers = {
  chromium: () =>
    chromeLauncher({
      launchOptions: { executablePath: chromiumPath(), args: quiet },
    }),
  firefox: () =>
    puppeteerLauncher({
      launchOptions: {
        browser: 'firefox',
        executablePath: process.env.HC_FIREFOX ?? '/usr/bin/firefox-esr',
        extraPrefsFirefox: {
          'ui.prefersReducedMotion': 1,
          // SQLite would be optimised anew for each file, which takes longer than its tests.
          'javascript.options.wasm_optimizingjit': false,
        },
      },
    }),
};

// Loading all that a panel and its BFF are made of takes longer than the tests of most files: some share a page.
const pages = 'node_modules/.wtr-pages';
const filesOfPage = 4;
const some = process.argv.includes('--files');
// Who runs some files leaves those of a suite that runs beside it.
if (!some) {
  rmSync(pages, { recursive: true, force: true });
  mkdirSync(pages);
}
const shared = Array.from({ length: Math.ceil(files.length / filesOfPage) }, (_, at) => {
  const page = `${pages}/${at}.js`;
  const own = files.slice(at * filesOfPage, (at + 1) * filesOfPage);
  if (!some) writeFileSync(page, own.map((file) => `import '/built/${file.replace(/\.ts$/, '.js')}';\n`).join(''));
  return page;
});

/** Two of each browser share the pages: a second page in the same one would take the focus away. */
const groups = wanted.flatMap((name) =>
  [0, 1].map((share) => ({
    name: `${name} ${share}`,
    files: shared.filter((_, at) => at % 2 === share),
    browsers: [launchers[name]()],
  })),
);

export default {
  ...(some ? { browsers: wanted.map((name) => launchers[name]()) } : { groups }),
  concurrency: 1,
  concurrentBrowsers: groups.length,
  testsFinishTimeout: 300_000,
  browserStartTimeout: 60_000,
  testFramework: { config: { timeout: 40_000 } },
  middleware: [serveBuilt],
  reporters: [defaultReporter({ reportTestProgress: false }), counts],
};
