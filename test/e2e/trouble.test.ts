import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asVisitor, openDns, signIn, useBrowser } from './browser.ts';
import { useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();
const joris = { username: 'joris', password: 'linden-loaf-demo-1' };

test('S4: a session that was ended elsewhere says so, keeps what was typed, and goes on after signing in', async () => {
  const { own } = world.product;
  const [here, there] = [await browser.visit(), await browser.visit()];
  for (const { page } of [here, there]) {
    await page.goto(`${own.tidewell}/ca/`);
    await signIn(page, joris);
    await page.locator('hc-domain-manager tbody tr').first().waitFor();
  }
  const { page } = here;
  await openDns(page, 'lindenloaf.com', 'DNS-records');
  await page.getByRole('button', { name: 'Record toevoegen' }).click();
  await page.locator('hc-dns-record #name').fill('bewaard');
  await page.locator('hc-dns-record #address-0').fill('192.0.2.251');
  await page.locator('hc-dns-record button[type=submit]').click();
  await page.getByRole('button', { name: 'Record toevoegen' }).click();
  await page.locator('hc-dns-record #name').fill('half-getypt');

  await there.page.locator('hc-account-menu .btn').first().click();
  await there.page.getByRole('button', { name: 'Apparaten en sessies' }).click();
  const dialog = there.page.locator('hc-account');
  await dialog.getByRole('button', { name: 'Alle andere uitloggen' }).first().click();
  await dialog.getByRole('dialog').locator('.btn').filter({ hasText: 'uitloggen' }).click();
  await there.page.getByText('Alle andere sessies zijn uitgelogd').waitFor();

  await page.getByRole('button', { name: 'Wijzigingen nakijken' }).click();
  await page.locator('hc-dns-editor dialog footer .btn').first().click();
  await page.locator('[role=alert] b').getByText('U bent uitgelogd').first().waitFor();
  assert.equal(await page.locator('hc-dns-record #name').inputValue(), 'half-getypt');
  await signIn(page, joris);
  await page.locator('hc-sign-in form').waitFor({ state: 'detached' });
  assert.equal(await page.locator('hc-dns-record #name').inputValue(), 'half-getypt');
  await page.locator('hc-dns-editor tr[data-key="bewaard A"]').waitFor();
  await page.getByRole('button', { name: 'Wijzigingen nakijken' }).click();
  await page.locator('hc-dns-editor dialog .btn.primary:not([aria-disabled])').click();
  await page.locator('hc-dns-editor .status').waitFor();
});

test('E9: without a network the panel says so, and Try again works', async () => {
  const { page, context } = await browser.visit();
  await asVisitor(page, world.product, 'tidewell', 'marieke', '/en/my');
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();
  await context.setOffline(true);
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).click();
  const failed = page.locator('[role=alert]');
  await failed.getByText('No connection').waitFor();
  await context.setOffline(false);
  await failed.getByRole('button', { name: 'Try again' }).click();
  await page.locator('hc-domain').getByRole('heading', { name: 'lindenloaf.com' }).waitFor();

  await page.locator('hc-domain nav.tabs').getByRole('link', { name: 'DNS records' }).click();
  await page.locator('hc-dns-editor table').waitFor();
  // Also what is needed for the first time: the rules of records, the dialogs.
  const status = page.locator('hc-dns-editor .status').getByText('We could not be reached.');
  await page.getByRole('button', { name: 'Add record' }).click();
  const form = page.locator('hc-dns-record');
  await form.getByLabel('Name', { exact: true }).fill('offline');
  await form.getByLabel('Address').fill('192.0.2.252');
  await context.setOffline(true);
  await form.getByRole('button', { name: 'Add to changes' }).click();
  await status.waitFor();
  await context.setOffline(false);
  await form.getByRole('button', { name: 'Add to changes' }).click();
  await status.waitFor({ state: 'detached' });
  const review = page.getByRole('button', { name: 'Review changes' });
  await review.waitFor();
  await context.setOffline(true);
  await review.click();
  await status.waitFor();
  await context.setOffline(false);
  await review.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep editing' }).click();
  await context.setOffline(true);
  await review.click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('.banner.bad').getByText('We could not be reached.').waitFor();
  await context.setOffline(false);
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await page.getByRole('button', { name: 'Review changes' }).click();
  await dialog.getByRole('button', { name: /^Publish / }).click();
  await page.getByText('1 change published').waitFor();
});

test('E9: when nothing answers at the start the panel says so, and Try again works', async () => {
  const { page } = await browser.visit();
  await page.route('**/v1/start*', (route) => route.abort());
  await page.route('**/embed/v1/config*', (route) => route.abort());
  await page.goto(`${world.product.own.smidse}/ca/`);
  await page.getByText('Keine Verbindung').first().waitFor();
  await page.unroute('**/v1/start*');
  await page.unroute('**/embed/v1/config*');
  await page.locator('[role=alert]').getByRole('button').first().click();
  await page.locator('hc-sign-in form').waitFor();
});
