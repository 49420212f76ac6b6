import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { isPowerDnsInstalled, type PowerDnsServer, startPowerDns } from '../../bff/demo/platform/powerdns.ts';
import { ask } from '../platform/dns/ask.ts';
import { addAddress, asVisitor, openDns, useBrowser } from './browser.ts';
import { startProduct, temporary, useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

async function review(page: Page): Promise<void> {
  // A tab in the background draws once a second.
  await page.bringToFront();
  await page.getByRole('button', { name: 'Review changes' }).click();
}
const publish = (page: Page) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: /^Publish / })
    .click();
const row = (page: Page, key: string) => page.locator(`hc-dns-editor tr[data-key="${key}"]`);

/** The name server has what the panel says is published. */
async function served(page: Page, dnsPort: number, name: string, address: string): Promise<void> {
  await page.getByText('1 change published').waitFor();
  await page.locator('hc-dns-editor').getByText('Your changes are saved.').waitFor({ state: 'detached' });
  const { answers } = await ask(dnsPort, name, 'A');
  assert.deepEqual(
    answers.map((line) => line.split(' ').at(-1)),
    [address],
  );
}

async function edit(page: Page, key: string, address: string): Promise<void> {
  await page.bringToFront();
  await row(page, key).getByRole('button').click();
  await page.locator('hc-dns-editor .menu').getByRole('button', { name: 'Edit' }).click();
  const form = page.locator('hc-dns-record');
  await form.getByLabel('Address').fill(address);
  await form.getByRole('button', { name: 'Add to changes' }).click();
}

test('D2: a change made in the panel is answered over UDP', async () => {
  const { product } = world;
  const { page } = await browser.visit();
  await asVisitor(page, product, 'tidewell', 'marieke', '/en/my');
  await openDns(page, 'lindenloaf.com');
  await addAddress(page, 'bakery', '192.0.2.201');
  await page.getByText('not published yet').waitFor();
  assert.equal((await ask(product.dnsPort, 'bakery.lindenloaf.com', 'A')).rcode, 'NXDOMAIN');
  await review(page);
  const diff = page.getByRole('dialog').locator('.diff');
  assert.match(await diff.innerText(), /Add[^]*bakery[^]*A[^]*192\.0\.2\.201/);
  await publish(page);
  await served(page, product.dnsPort, 'bakery.lindenloaf.com', '192.0.2.201');
});

test('D5: the history shows what was changed, and one click undoes it', async () => {
  const { product } = world;
  const { page } = await browser.visit();
  await asVisitor(page, product, 'tidewell', 'pim', '/en/my');
  await openDns(page, 'dekkerfietst.nl');
  await addAddress(page, 'werkplaats', '192.0.2.202');
  await review(page);
  await publish(page);
  await served(page, product.dnsPort, 'werkplaats.dekkerfietst.nl', '192.0.2.202');
  await page.getByRole('button', { name: 'More for dekkerfietst.nl', exact: true }).click();
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const newest = page.getByRole('dialog').locator('.timeline > li').first();
  await newest.locator('summary').click();
  assert.match(await newest.innerText(), /1 added[^]*Pim Dekker[^]*werkplaats[^]*192\.0\.2\.202/);
  await newest.getByRole('button', { name: 'Undo these changes' }).click();
  await page.getByText('The changes are undone').waitFor();
  await row(page, 'werkplaats A').waitFor({ state: 'detached' });
  await page.locator('hc-dns-editor').getByText('Your changes are saved.').waitFor({ state: 'detached' });
  assert.equal((await ask(product.dnsPort, 'werkplaats.dekkerfietst.nl', 'A')).rcode, 'NXDOMAIN');
});

test('D6: two tabs edit the same record: the second sees both versions, and may put his on top', async () => {
  const { product } = world;
  const { page, context } = await browser.visit();
  await asVisitor(page, product, 'tidewell', 'marieke', '/en/my');
  await openDns(page, 'lindenloaf.com');
  const second = await context.newPage();
  await second.goto(page.url());
  await second.locator('hc-dns-editor table').waitFor();
  await edit(page, 'workshops A', '192.0.2.203');
  await edit(second, 'workshops A', '192.0.2.204');
  await review(page);
  await publish(page);
  await page.getByText('1 change published').waitFor();
  await review(second);
  const dialog = second.getByRole('dialog');
  await dialog.getByText('Someone else changed these records').waitFor();
  const [theirs, mine] = await dialog.locator('.diff').allInnerTexts();
  assert.match(theirs ?? '', /192\.0\.2\.203/);
  assert.match(mine ?? '', /192\.0\.2\.204/);
  await dialog.getByRole('button', { name: 'Keep my changes on top' }).click();
  await publish(second);
  await served(second, product.dnsPort, 'workshops.lindenloaf.com', '192.0.2.204');
});

test('D8: a domain with name servers elsewhere is shown, named, and cannot be changed', async () => {
  const { product } = world;
  const { page } = await browser.visit();
  await asVisitor(page, product, 'tidewell', 'marieke', '/en/my');
  await openDns(page, 'linden-loaf.nl');
  const editor = page.locator('hc-dns-editor');
  const banner = editor.locator('.banner');
  await banner.getByText('Your DNS is elsewhere.').waitFor();
  assert.match(await banner.innerText(), /ns1\.tidewell\.example/);
  assert.ok((await editor.locator('tbody tr').count()) > 3);
  assert.equal(await editor.getByRole('button', { name: 'Add record' }).count(), 0);
  await editor.locator('tbody tr button').first().click();
  const change = editor.locator('.menu').getByRole('button', { name: 'Edit' });
  if (await change.count()) assert.equal(await change.getAttribute('aria-disabled'), 'true');
});

const lacking = isPowerDnsInstalled() ? false : 'SKIPPED: pdns-server with pdns-backend-sqlite3 is not installed';

test('D2: a change made in the panel is answered over UDP by a real PowerDNS', { skip: lacking }, async (t) => {
  const server: PowerDnsServer = await startPowerDns({ dir: temporary() });
  t.after(() => server.stop());
  const product = await startProduct({
    HC_POWERDNS_URL: server.url,
    HC_POWERDNS_KEY: server.key,
  });
  t.after(() => product.stop());
  const { page } = await browser.visit();
  await asVisitor(page, product, 'tidewell', 'marieke', '/en/my');
  await openDns(page, 'lindenloaf.com');
  await addAddress(page, 'bakery', '192.0.2.205');
  await review(page);
  await publish(page);
  await served(page, server.dnsPort, 'bakery.lindenloaf.com', '192.0.2.205');

  await t.test('D2: while the name server is down the panel says so, and publishes when it is back', async () => {
    await server.kill();
    await addAddress(page, 'oven', '192.0.2.206');
    await review(page);
    await publish(page);
    const banner = page.locator('hc-dns-editor .banner.warn');
    await banner.getByText('Saved, not published yet.').waitFor();
    await server.restart();
    await banner.getByRole('button', { name: 'Try again now' }).click();
    await banner.waitFor({ state: 'detached' });
    await served(page, server.dnsPort, 'oven.lindenloaf.com', '192.0.2.206');
  });
});
