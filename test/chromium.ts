import { existsSync } from 'node:fs';

/** Where a Chromium may be. The one without a desktop around it is the same engine, and opens a profile in half the time. */
export const chromiumPaths = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
export const chromiumPath = (): string =>
  process.env['HC_CHROMIUM'] ?? chromiumPaths.find((path) => existsSync(path)) ?? 'chromium';

/** What a browser without the internet and without a desktop needs. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];
