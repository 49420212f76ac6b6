import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { asVisitor, useBrowser } from './browser.ts';
import { hostPage } from './host-page.ts';
import { useProduct } from './product.ts';

/** What the shifts of a page may add up to. */
const limit = 0.01;
const world = useProduct();
const browser = useBrowser();

test('E4: a page with one panel has drawn it after three scripts, and no more than 27 KiB of them', async (t) => {
  const site = await hostPage(
    `<!doctype html><html lang="en"><meta charset="utf-8">
<script>addEventListener('hc-ready', () => (window.readyAt ??= performance.now()))</script>
<script async src="${world.product.url}/embed/v1/hc.js" data-label="hc_pk_test_demo"></script>
<hc-domain-manager></hc-domain-manager>`,
  );
  t.after(() => site.close());
  const { page, context } = await browser.visit();
  t.after(() => context.close());
  await page.goto(site.origin);
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();
  const scripts = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(
        ({ name, startTime }) => name.endsWith('.js') && startTime < (window as unknown as { readyAt: number }).readyAt,
      )
      .map(({ name, encodedBodySize }) => ({ name: name.split('/').at(-1)!, bytes: encodedBodySize })),
  );
  assert.equal(scripts.length, 3, JSON.stringify(scripts));
  const bytes = scripts.reduce((sum, one) => sum + one.bytes, 0);
  assert.ok(bytes > 10_000 && bytes <= 27 * 1024, JSON.stringify(scripts));
});

/** Runs in the page before all else: notes each shift, and what moved. */
function noteShifts(): void {
  const page = window as unknown as { shifts: { value: number; moved: string }[] };
  page.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    })[])
      page.shifts.push({
        value: entry.value,
        moved: entry.sources
          .map(({ node, previousRect, currentRect }) => {
            const { localName = 'text', className = '' } = (node ?? {}) as Partial<Element>;
            return `${localName}.${className} ${previousRect.top}+${previousRect.height} → ${currentRect.top}+${currentRect.height}`;
          })
          .join(', '),
      });
  }).observe({ type: 'layout-shift', buffered: true });
}

/** A visit by slow 4G, where each answer of the API takes two seconds. */
async function slowVisit(t: TestContext): Promise<Page> {
  const { page, context } = await browser.visit();
  t.after(() => context.close());
  await page.addInitScript(noteShifts);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  });
  await page.route(/\/v1\/(token|start|config|domains|account|me)/, async (route) => {
    await pause(2000);
    await route.continue();
  });
  return page;
}

async function still(page: Page): Promise<void> {
  await pause(300);
  const shifts = await page.evaluate<{ value: number; moved: string }[]>('window.shifts');
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  assert.ok(sum <= limit, `shifted by ${sum}:\n${shifts.map(({ value, moved }) => `${value}: ${moved}`).join('\n')}`);
}

/** The lines that the documentation gives to pages. */
const documented = (): string => {
  const text = readFileSync('stories/docs/Embed.mdx', 'utf8');
  return /## So that nothing moves[^]*?```css\n([^]*?)```/.exec(text)![1]!;
};

test('E3: with the documented lines nothing moves when the panels come, nor what stands below them', async (t) => {
  const site = await hostPage(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body{margin:0;font:16px/1.5 sans-serif} ${documented()}</style>
<script async src="${world.product.url}/embed/v1/hc.js" data-label="hc_pk_test_demo"></script>
<hc-account-menu></hc-account-menu><p>Between them.</p><hc-domain-manager></hc-domain-manager>
<p>${'What stands below. '.repeat(60)}</p>`,
  );
  t.after(() => site.close());
  const page = await slowVisit(t);
  await page.goto(site.origin);
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();
  await page.locator('hc-account-menu button').waitFor();
  await still(page);
});

test('E3: nor when nobody is signed in, or the panel cannot start', async (t) => {
  const { id, publishableKey } = world.product.demo.labels.tidewell;
  const site = await hostPage(
    (path) => `<!doctype html><html lang="en"><meta charset="utf-8"><style>${documented()}</style>
<script async src="${world.product.url}/embed/v1/hc.js" data-label="${path.slice(1)}"></script>
<hc-domain-manager></hc-domain-manager><p>${'What stands below. '.repeat(60)}</p>`,
  );
  t.after(() => site.close());
  world.product.cli('origin', 'add', id, site.origin);
  for (const [key, button] of [
    [publishableKey, 'Sign in'],
    ['hc_pk_test_nothing', 'Try again'],
  ] as const) {
    const page = await slowVisit(t);
    await page.goto(`${site.origin}/${key}`);
    await page.locator('hc-domain-manager').getByRole('button', { name: button }).waitFor();
    await still(page);
  }
});

test('E3: nor on a reseller’s page with the whole customer area', async (t) => {
  const page = await slowVisit(t);
  await asVisitor(page, world.product, 'tidewell', 'marieke', '/en/my');
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();
  await still(page);
});
