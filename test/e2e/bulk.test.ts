import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { signIn, useBrowser } from './browser.ts';
import { person, useProduct } from './product.ts';

// Hundreds at once.
const world = useProduct(async () => ({ HC_DEMO_SMALL: '0' }));
const browser = useBrowser();

/** The customer with thousands of domains, in his customer area. */
async function enter(): Promise<Page> {
  const { page } = await browser.visit();
  const { username, password } = person(world.product, 'tidewell', 'ruud');
  await page.goto(`${world.product.own.tidewell}/ca/`);
  await page.locator('hc-sign-in form').waitFor();
  await signIn(page, { username, password });
  await page.locator('td.pick input').first().waitFor();
  return page;
}

test('D19: hundreds are changed at once; who reloads on the way sees how far it is, and then the domains as they are', async () => {
  const page = await enter();
  const list = page.locator('hc-domain-manager');
  const found = (many: number | string) =>
    list.locator('[role=status]', { hasText: new RegExp(`^${many} (domein|domeinen)$`) });
  /** Narrows the list; answers how many it finds. */
  const narrowed = async (view: 'Alle' | 'Niet verlengd') => {
    await list.locator('.seg label', { hasText: view }).click();
    await list.locator('.list[aria-busy=false]').waitFor();
    await found('\\d+').waitFor({ state: 'attached' });
    return Number.parseInt((await found('\\d+').textContent())!, 10);
  };
  await list.locator('input[type=search]').fill('bakker');
  await found('\\d+').waitFor({ state: 'attached' });
  const stopped = await narrowed('Niet verlengd');
  const many = await narrowed('Alle');
  assert.ok(many > stopped + 20, `${stopped} of ${many}`);
  await list.locator('td.pick input').first().click();
  await list.getByRole('button', { name: /^Alle \d+ selecteren$/ }).click();
  await list.getByText(`${many} domeinen geselecteerd`).waitFor();
  await list.getByRole('button', { name: 'Wijzigen…' }).click();
  await list.getByRole('button', { name: 'Verlenging stoppen' }).click();
  const go = list.locator('dialog[open] .primary');
  await go.filter({ hasText: /^\s*\d+ domeinen wijzigen\s*$/ }).waitFor();
  await list.locator('dialog[open] .outcomes').waitFor();
  const changes = Number.parseInt((await go.textContent())!.trim(), 10);
  await go.click();
  await list.locator('.banner', { hasText: 'Verlenging stoppen' }).waitFor();
  // Over already or not: the page that comes anew hears of each part, and shows the domains as they are then.
  await page.reload();
  await list.locator('td.pick input').first().waitFor();
  await list.locator('input[type=search]').fill('bakker');
  await list.locator('.seg label', { hasText: 'Niet verlengd' }).click();
  await found(stopped + changes).waitFor({ state: 'attached', timeout: 30_000 });
});
