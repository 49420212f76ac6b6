import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { asVisitor, useBrowser } from './browser.ts';
import { useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

/** Runs axe over the page, shadow roots and all. */
async function clean(page: Page, where: string): Promise<void> {
  // Colours on their way are no colours that anyone reads.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
  assert.deepEqual(
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${where}: ${id} ${JSON.stringify(target)} ${failureSummary}`),
    ),
    [],
  );
}

const labels = [
  ['tidewell', 'marieke', '/nl/mijn', 'lindenloaf.com'],
  ['smidse', 'silke', '/konsole', 'nordwind-energie.de'],
] as const;

for (const [slug, who, path, domain] of labels)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`TH6: axe finds nothing at ${slug}, ${colorScheme}`, async () => {
      const { product } = world;
      const { page, context } = await browser.visit({ colorScheme, reducedMotion: 'reduce' });
      await asVisitor(page, product, slug, who, path);
      const link = page.getByRole('link', { name: domain, exact: true });
      await link.waitFor();
      await clean(page, 'list');
      await link.click();
      await page.locator('hc-domain .props').first().waitFor();
      await clean(page, 'overview');
      await page.locator('hc-domain nav.tabs a').nth(1).click();
      await page.locator('hc-dns-editor tbody tr').first().waitFor();
      await clean(page, 'editor');
      await page.locator('hc-dns-editor .head .btn').first().click();
      await page.locator('hc-dns-record #name').fill('axe');
      await page.locator('hc-dns-record button[type=submit]').click();
      await page.locator('hc-dns-record .err').first().waitFor();
      await clean(page, 'form with an error');
      await page.locator('hc-dns-record #address-0').fill('192.0.2.121');
      await page.locator('hc-dns-record button[type=submit]').click();
      await page.locator('hc-dns-editor .pending .primary').click();
      await page.getByRole('dialog').locator('.diff').waitFor();
      await clean(page, 'review');
      await page.goto(`${product.own[slug]}/ca/`);
      await page.locator('hc-sign-in form').waitFor();
      await clean(page, 'sign-in');
      await context.close();
    });
