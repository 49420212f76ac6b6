import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addAddress, asVisitor, openDns, signIn, useBrowser } from './browser.ts';
import { useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();
const joris = { username: 'joris', password: 'linden-loaf-demo-1' };
async function signedInTwice() {
  const [here, there] = [await browser.visit(), await browser.visit()];
  for (const { page } of [here, there]) {
    await page.goto(`${world.product.own.tidewell}/ca/`);
    await signIn(page, joris);
    await page.locator('hc-domain-manager tbody tr').first().waitFor();
  }
  return { here, there };
}

test('S4: a session that was ended elsewhere says so, keeps what was typed, and goes on after signing in', async () => {
  const { here, there } = await signedInTwice();
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

  await page.locator('[role=alert] b').getByText('U bent uitgelogd').first().waitFor();
  // Nothing opens that would stand before the way back in.
  await page.getByRole('button', { name: 'Wijzigingen nakijken' }).click();
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

test('E9: when the BFF asks to wait, the panel says how long, and then tries once by itself', async () => {
  const { page } = await browser.visit();
  await page.clock.install();
  await asVisitor(page, world.product, 'tidewell', 'marieke', '/en/my');
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();
  let asked = 0;
  await page.route(/\/v1\/domains\/dom_[^/]+$/, async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    const refused = { code: 'too_many_requests', status: 429, requestId: 'req_1', type: 'urn:hc:too_many_requests' };
    await route.fulfill({
      status: 429,
      headers: {
        'access-control-allow-origin': world.product.sites.tidewell,
        'access-control-expose-headers': 'retry-after',
        'retry-after': '24',
      },
      json: refused,
    });
  });
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).click();
  const failed = page.locator('[role=alert]');
  await failed.getByText('Too many requests').waitFor();
  await failed.getByRole('timer').getByText('Trying again in 24 seconds').waitFor();
  assert.equal(await failed.getByRole('button').count(), 0);
  await page.clock.runFor(14_000);
  await failed.getByText('Trying again in 10 seconds').waitFor();
  await page.clock.runFor(9000);
  assert.equal(asked, 1, 'not a second too early');
  await page.clock.runFor(1500);
  await page.locator('hc-domain').getByRole('heading', { name: 'lindenloaf.com' }).waitFor();
  await page.clock.runFor(60_000);
  assert.equal(asked, 2);
});

test('E9: a start that hangs is given up after 15 s, and so is a read; a fault of the BFF says so', async () => {
  const { page } = await browser.visit();
  await page.clock.install();
  const hang = () => new Promise<void>(() => {});
  await page.route('**/embed/v1/token', hang);
  const begun = page.waitForRequest('**/embed/v1/token');
  await asVisitor(page, world.product, 'tidewell', 'marieke', '/en/my');
  await begun;
  await page.waitForFunction(() => customElements.get('hc-customer-area'));
  await page.clock.runFor(14_000);
  assert.equal(await page.locator('[role=alert]').count(), 0, 'it may still come');
  await page.clock.runFor(1500);
  const failed = page.locator('hc-customer-area [role=alert]');
  await failed.getByText('No connection').waitFor();
  await page.unroute('**/embed/v1/token');
  await failed.getByRole('button', { name: 'Try again' }).click();
  const link = page.getByRole('link', { name: 'lindenloaf.com', exact: true });
  await link.waitFor();

  const detail = /\/v1\/domains\/dom_[^/]+$/;
  await page.route(detail, hang);
  await link.click();
  await page.locator('hc-domain .bones').waitFor();
  await page.clock.runFor(15_500);
  await page.locator('[role=alert]').getByText('No connection').waitFor();
  await page.unroute(detail);
  await page.route(detail, (route) =>
    route.fulfill({
      status: 500,
      headers: { 'access-control-allow-origin': world.product.sites.tidewell },
      json: { code: 'internal', status: 500, requestId: 'req_500', type: 'urn:hc:internal' },
    }),
  );
  await page.getByRole('button', { name: 'Try again' }).click();
  const fault = page.locator('[role=alert]');
  await fault.getByText('We have trouble').waitFor();
  await fault.getByText('Request req_500').waitFor();
  await page.unroute(detail);
  await fault.getByRole('button', { name: 'Try again' }).click();
  await page.locator('hc-domain').getByRole('heading', { name: 'lindenloaf.com' }).waitFor();
});

test('S15: a write whose answer got lost is sent again with the same key, and acts once', async () => {
  const { page } = await browser.visit();
  await asVisitor(page, world.product, 'tidewell', 'marieke', '/en/my');
  await openDns(page, 'lindenloaf.com');
  await addAddress(page, 'once', '192.0.2.231');
  const keys: (string | undefined)[] = [];
  await page.route('**/dns', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    // It acts, and what it says never arrives.
    if (keys.length > 1) return route.continue();
    assert.equal((await route.fetch()).status(), 200);
    await route.abort();
  });
  await page.getByRole('button', { name: 'Review changes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Publish 1 change' }).click();
  await dialog.getByText('We could not be reached.').waitFor();
  await dialog.getByRole('button', { name: 'Publish 1 change' }).click();
  await page.getByText('1 change published').waitFor();
  assert.ok(keys[0]);
  assert.deepEqual(keys, [keys[0], keys[0]]);
  await page.locator('hc-dns-editor').getByRole('button', { name: 'More for lindenloaf.com', exact: true }).click();
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page.getByRole('dialog').locator('.timeline > li').first().waitFor();
  assert.equal(await page.getByRole('dialog').locator('.timeline > li', { hasText: 'once' }).count(), 1);
});

test('S10: a page that is open says within a second that its session was ended elsewhere', async () => {
  const { here, there } = await signedInTwice();
  const ended = there.page.evaluate(() => fetch('/v1/account/sessions', { method: 'DELETE' }).then((a) => a.status));
  assert.equal(await ended, 204);
  await here.page.getByText('U bent uitgelogd').first().waitFor({ timeout: 1000 });
});

test('S10: who signs out in one tab is signed out in all: nothing of his is left to see', async () => {
  const { page, context } = await browser.visit();
  await page.goto(`${world.product.own.tidewell}/ca/`);
  await signIn(page, joris);
  await openDns(page, 'lindenloaf.com', 'DNS-records');
  const other = await context.newPage();
  await other.goto(`${world.product.own.tidewell}/ca/`);
  await other.locator('hc-account-menu .btn').first().click();
  await other.getByRole('button', { name: 'Uitloggen' }).click();
  await other.locator('hc-sign-in form').waitFor();
  await page.locator('hc-sign-in form').waitFor({ timeout: 1000 });
  assert.equal(await page.locator('hc-domain-manager, hc-account-menu .btn').count(), 0);
  await signIn(page, joris);
  await page.locator('hc-domain-manager').waitFor();
});

test('L2: what is switched off leaves an open page, and comes back, in the customer area and on a reseller’s page', async () => {
  const { product } = world;
  const [area, embedded] = [(await browser.visit()).page, (await browser.visit()).page];
  await area.goto(`${product.own.tidewell}/ca/`);
  await signIn(area, joris);
  await openDns(area, 'lindenloaf.com', 'DNS-records');
  await asVisitor(embedded, product, 'tidewell', 'marieke', '/en/my');
  await openDns(embedded, 'lindenloaf.com');
  const add = [
    area.getByRole('button', { name: 'Record toevoegen' }),
    embedded.getByRole('button', { name: 'Add record' }),
  ];
  for (const button of add) await button.waitFor();
  const { id } = product.demo.labels.tidewell;
  product.cli('action', 'off', id, 'domains.dns.edit');
  for (const button of add) await button.waitFor({ state: 'detached', timeout: 10_000 });
  product.cli('action', 'on', id, 'domains.dns.edit');
  for (const button of add) await button.waitFor({ timeout: 10_000 });
});

test('S4: that nobody is signed in is said, though the code that says it came only at a later try', async () => {
  const { page } = await browser.visit();
  const code = '**/embed/v1/signed-out-*';
  await page.route(code, (route) => route.abort());
  const lost = page.waitForEvent('requestfailed', (request) => request.url().includes('signed-out'));
  await page.goto(`${world.product.own.tidewell}/ca/`);
  await lost;
  await page.unroute(code);
  await page.locator('hc-sign-in form').waitFor();
});
