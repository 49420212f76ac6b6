import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter } from '@web/test-runner';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { createServer } from 'vite';

const vite = await createServer({
  configFile: false,
  root: process.cwd(),
  logLevel: 'warn',
  appType: 'custom',
  plugins: [
    { name: 'wtr', enforce: 'pre', resolveId: (id) => (id.startsWith('/__web-') ? { id, external: true } : null) },
  ],
  server: { middlewareMode: true, ws: false, hmr: false },
  cacheDir: 'node_modules/.vite-wtr',
  optimizeDeps: {
    noDiscovery: true,
    include: [
      'sql.js',
      'drizzle-orm',
      'drizzle-orm/sqlite-core',
      'drizzle-orm/libsql/driver-core',
      'hono',
      'hono/client',
      'valibot',
    ],
  },
});

/** Vite compiles what the browser loads; the runner keeps its own pages. */
const compile = (context, next) =>
  context.path === '/' || context.path.startsWith('/__web-')
    ? next()
    : new Promise((resolve, reject) => {
        context.res.statusCode = 200;
        context.res.once('close', () => {
          context.respond = false;
          resolve();
        });
        vite.middlewares(context.req, context.res, (error) => (error ? reject(error) : resolve(next())));
      });

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
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  // Half faded in, nothing has its contrast.
  '--force-prefers-reduced-motion',
];
const wanted = (process.env.HC_BROWSERS ?? 'chromium,firefox').split(',');

export default {
  files: 'test/components/**/*.test.ts',
  concurrency: 1,
  testsFinishTimeout: 120_000,
  browserStartTimeout: 60_000,
  testFramework: { config: { timeout: 10_000 } },
  browsers: [
    wanted.includes('chromium') &&
      chromeLauncher({
        launchOptions: { executablePath: process.env.HC_CHROMIUM ?? '/usr/bin/chromium', args: quiet },
      }),
    wanted.includes('firefox') &&
      puppeteerLauncher({
        launchOptions: {
          browser: 'firefox',
          executablePath: process.env.HC_FIREFOX ?? '/usr/bin/firefox-esr',
          extraPrefsFirefox: { 'ui.prefersReducedMotion': 1 },
        },
      }),
  ].filter(Boolean),
  middleware: [compile],
  reporters: [defaultReporter({ reportTestProgress: false }), counts],
  plugins: [{ name: 'vite', serverStop: () => vite.close() }],
};
