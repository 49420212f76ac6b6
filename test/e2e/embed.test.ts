import assert from 'node:assert/strict';
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
  await openDns(page, 'lindenloaf.com');
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
