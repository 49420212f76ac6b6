import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { asVisitor, openDns, useBrowser } from './browser.ts';
import { enter, tabTo } from './keyboard.ts';
import { useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

test('TH6: on a reseller’s page the whole path goes by keyboard', async () => {
  const { page } = await browser.visit();
  await asVisitor(page, world.product, 'tidewell', 'marieke', '/en/my');
  await tabTo(page, page.locator('hc-domain-manager input[type=search]'));
  await page.keyboard.type('lindenloaf.c');
  await page.getByRole('link', { name: 'brotlinde.eu' }).waitFor({ state: 'detached' });
  await enter(page, page.getByRole('link', { name: 'lindenloaf.com', exact: true }));
  await enter(page, page.locator('hc-domain nav.tabs').getByRole('link', { name: 'DNS records' }));
  // The menu of a row: opened, walked through by arrows, closed, opened again.
  const more = page.locator('hc-dns-editor tr[data-key="workshops A"] button');
  await enter(page, more);
  const menu = page.locator('hc-dns-editor .menu');
  await menu.getByRole('button', { name: 'Edit' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await tabTo(page, more);
  await page.keyboard.press('Enter');
  await menu.getByRole('button', { name: 'Edit' }).waitFor();
  await page.keyboard.press('Enter');
  const value = page.locator('hc-dns-record #address-0');
  await tabTo(page, value);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('192.0.2.');
  await page.keyboard.press('Enter');
  await page.locator('hc-dns-record .err').waitFor();
  await tabTo(page, value);
  await page.keyboard.type('99');
  await page.keyboard.press('Enter');
  await enter(page, page.getByRole('button', { name: 'Review changes' }));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Publish 1 change' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  const again = page.getByRole('button', { name: 'Review changes' });
  assert.ok(
    await again.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button),
    'the focus is back',
  );
  await page.keyboard.press('Enter');
  await enter(page, dialog.locator('.btn.primary:not([aria-disabled])'));
  await page.getByText('1 change published').waitFor();
  await enter(page, page.locator('hc-dns-editor .status').getByRole('button', { name: 'Undo' }));
  await page.getByText('The changes are undone').waitFor();
});

async function fits(page: Page, where: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`page: ${scrollWidth} > ${clientWidth}`);
    return found;
  });
  assert.deepEqual(wide, [], where);
}

test('TH5: at 320 pixels nothing scrolls sideways', async () => {
  const visits = [
    ['tidewell', 'marieke', '/en/my', 'lindenloaf.com', 'DNS records', 'Add record', 'Review changes'],
    ['smidse', 'silke', '/konsole', 'nordwind-energie.de', 'DNS-Einträge', 'Eintrag hinzufügen', 'Änderungen prüfen'],
  ] as const;
  for (const [slug, who, path, domain, tab, add, review] of visits) {
    const { page, context } = await browser.visit({ viewport: { width: 320, height: 640 } });
    await asVisitor(page, world.product, slug, who, path);
    const link = page.getByRole('link', { name: domain, exact: true });
    await link.waitFor();
    await fits(page, `${slug} list`);
    await link.click();
    await page.locator('hc-domain .props').first().waitFor();
    await fits(page, `${slug} overview`);
    await page.locator('hc-domain nav.tabs').getByRole('link', { name: tab }).click();
    await page.locator('hc-dns-editor table').waitFor();
    await fits(page, `${slug} editor`);
    await page.getByRole('button', { name: add }).click();
    await page.locator('hc-dns-record #name').fill('schmal');
    await page.locator('hc-dns-record #address-0').fill('192.0.2.120');
    await fits(page, `${slug} form`);
    await page.locator('hc-dns-record button[type=submit]').click();
    await page.getByRole('button', { name: review }).click();
    await page.getByRole('dialog').locator('.diff').waitFor();
    await fits(page, `${slug} review`);
    await context.close();
  }
});

test('I5: Smidse’s page speaks German, Tidewell’s Dutch and English, whatever the browser prefers', async () => {
  const { page } = await browser.visit({ locale: 'fr-FR' });
  await asVisitor(page, world.product, 'smidse', 'silke', '/konsole');
  await openDns(page, 'nordwind-energie.de', 'DNS-Einträge');
  await page.getByRole('button', { name: 'Eintrag hinzufügen' }).waitFor();
  await asVisitor(page, world.product, 'tidewell', 'joris', '/nl/mijn');
  await openDns(page, 'lindenloaf.com', 'DNS-records');
  await page.getByText('Wijzigingen bereiken bezoekers').waitFor();
  await page.goto(`${world.product.sites.tidewell}/en/my`);
  await openDns(page, 'lindenloaf.com', 'DNS records');
  await page.getByText('Changes reach visitors').waitFor();
});
