import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { addAddress, openDns, useBrowser } from './browser.ts';
import { coloursOf, contrast } from './colours.ts';
import { hostPage } from './host-page.ts';
import { readmeBlock, useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

const loader = () => `<script async src="${world.product.url}/embed/v1/hc.js" data-label="hc_pk_test_demo"></script>`;
const document_ = (inside: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title></head><body>${inside}</body></html>`;

async function open(t: TestContext, inside: string) {
  const site = await hostPage(document_(inside));
  t.after(() => site.close());
  const visit = await browser.visit();
  t.after(() => visit.context.close());
  return { ...visit, origin: site.origin, go: () => visit.page.goto(site.origin) };
}

const shows = (page: Page) => page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();

test('I1: the README snippet, copied into an empty HTML file, shows a working panel', async (t) => {
  const snippet = readmeBlock('html', 'hc.js');
  assert.match(snippet, /src="http:\/\/localhost:4001\/embed\/v1\/hc\.js"[^>]*data-label="hc_pk_test_demo"/);
  const site = await hostPage(snippet.replaceAll('http://localhost:4001', world.product.url));
  t.after(() => site.close());
  const { page, said } = await browser.visit();
  await page.goto(site.origin);
  await shows(page);
  // The page names no language, so it is the label's first one.
  await openDns(page, 'lindenloaf.com', 'DNS-records');
  assert.deepEqual(said, []);
});

test('TH3: a colour of the page wins over the label’s, and text on it stays readable', async (t) => {
  const { page, go } = await open(
    t,
    `${loader()}<style>hc-domain-manager{--hc-color-brand:#ffd400}</style><hc-domain-manager></hc-domain-manager>`,
  );
  await go();
  await openDns(page, 'lindenloaf.com');
  await addAddress(page, 'sunny', '192.0.2.221');
  const { ground, text } = await page.getByRole('button', { name: 'Review changes' }).evaluate(coloursOf);
  assert.deepEqual(ground, [255, 212, 0]);
  assert.ok(contrast(ground, text) >= 4.5, `contrast of ${text} on ${ground} is ${contrast(ground, text)}`);
});

test('E2: the loader may come before the element, after load, or seconds later', async (t) => {
  for (const later of [0, 2000]) {
    const { page, said, go } = await open(t, '<hc-domain-manager></hc-domain-manager>');
    await go();
    await page.waitForLoadState('load');
    await pause(later);
    await page.evaluate((src) => {
      const script = document.createElement('script');
      script.src = src;
      script.dataset['label'] = 'hc_pk_test_demo';
      document.head.append(script);
    }, `${world.product.url}/embed/v1/hc.js`);
    await shows(page);
    assert.deepEqual(said, []);
  }
});

test('E2: elements may be added later and moved; once removed they ask for nothing and leave nothing behind', async (t) => {
  const { page, said, go } = await open(t, `${loader()}<main></main><aside></aside>`);
  await page.addInitScript(countTimers);
  await go();
  await pause(300);
  const requests: string[] = [];
  let streams = 0;
  page.on('request', (request) => {
    requests.push(request.url());
    if (request.url().endsWith('/v1/events')) streams += 1;
  });
  const ended = (request: { url(): string }) => {
    if (request.url().endsWith('/v1/events')) streams -= 1;
  };
  page.on('requestfailed', ended);
  page.on('requestfinished', ended);

  await page.evaluate(() => {
    document.querySelector('main')!.innerHTML = '<hc-domain-manager></hc-domain-manager>';
  });
  await shows(page);
  await page.evaluate(() => document.querySelector('aside')!.append(document.querySelector('hc-domain-manager')!));
  await shows(page);
  await openDns(page, 'lindenloaf.com');
  await page.locator('hc-dns-editor tbody tr').first().waitFor();

  await page.evaluate(() => document.querySelector('hc-domain-manager')!.remove());
  await pause(500);
  const before = requests.length;
  await pause(1500);
  assert.deepEqual(requests.slice(before), []);
  assert.equal(streams, 0, 'the stream of news is closed');
  assert.deepEqual(await page.evaluate('window.pendingTimers()'), []);
  assert.deepEqual(said, []);
});

/** Runs in the page before all else: tells which timers have not fired. */
function countTimers(): void {
  const pending = new Map<number, string>();
  const { setTimeout: start, clearTimeout: stop, setInterval: repeat, clearInterval: end } = window;
  const stack = () => new Error('set here').stack ?? '';
  const view = window as unknown as Record<string, unknown>;
  view['setTimeout'] = (run: () => void, wait?: number, ...rest: unknown[]) => {
    const id = start(() => {
      pending.delete(id);
      run(...(rest as []));
    }, wait);
    pending.set(id, `${wait} ms ${stack()}`);
    return id;
  };
  view['clearTimeout'] = (id: number) => {
    pending.delete(id);
    stop(id);
  };
  view['setInterval'] = (run: () => void, wait?: number) => {
    const id = repeat(run, wait);
    pending.set(id, `every ${wait} ms ${stack()}`);
    return id;
  };
  view['clearInterval'] = (id: number) => {
    pending.delete(id);
    end(id);
  };
  view['pendingTimers'] = () => [...pending.values()];
}
