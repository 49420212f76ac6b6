import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../platform/dns/ask.ts';
import { addAddress, openDns, useBrowser } from './browser.ts';
import { coloursOf } from './colours.ts';
import { launchFirefox, openIn } from './firefox.ts';
import { hostPage } from './host-page.ts';
import { useProduct } from './product.ts';
import { primary, strictPage } from './strict-page.ts';

const world = useProduct();
const browser = useBrowser();

test('C1: under the strictest policy list, edit and publish work with right colours, in Chromium', async (t) => {
  const site = await strictPage(world.product);
  t.after(() => site.close());
  const { page, said } = await browser.visit();
  await page.goto(site.origin);
  await openDns(page, 'lindenloaf.com');
  await addAddress(page, 'strict', '192.0.2.211');
  const button = page.getByRole('button', { name: 'Review changes' });
  assert.deepEqual(await button.evaluate(coloursOf), primary);
  await button.click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Publish / })
    .click();
  await page.getByText('1 change published').waitFor();
  assert.deepEqual(await page.evaluate('window.violations'), []);
  assert.deepEqual(said, []);
  await page.locator('hc-dns-editor').getByText('Your changes are saved.').waitFor({ state: 'detached' });
  assert.equal((await ask(world.product.dnsPort, 'strict.lindenloaf.com', 'A')).answers.length, 1);
});

test('C1: under the strictest policy list, edit and publish work with right colours, in Firefox', async (t) => {
  const site = await strictPage(world.product);
  t.after(() => site.close());
  const firefox = await launchFirefox();
  t.after(() => firefox.close());
  const visit = await openIn(firefox, site.origin);
  await visit.click('hc-domain-manager', 'a', 'lindenloaf.com');
  await visit.click('hc-domain', 'nav.tabs a', 'DNS records');
  await visit.click('hc-dns-editor', 'button', 'Add record');
  await visit.type('hc-dns-record', '#name', 'vos');
  await visit.type('hc-dns-record', '#address-0', '192.0.2.212');
  await visit.click('hc-dns-record', 'button', 'Add to changes');
  const button = await visit.find('hc-dns-editor', 'button', 'Review changes');
  assert.deepEqual(await button.evaluate(coloursOf), primary);
  await button.click();
  await visit.click('hc-dns-editor', 'dialog button:not([aria-disabled])', 'Publish 1 change');
  await visit.find('hc-dns-editor', '[role=status]', '1 change published');
  assert.deepEqual(await visit.page.evaluate('window.violations'), []);
  assert.deepEqual(visit.said, []);
});

test('S12: the pages of the label’s own host stay empty in a frame', async (t) => {
  const { own } = world.product;
  const paths = ['/ca/', '/ca/step-up?action=a&object=b', '/embed/authorize?client=a&origin=b&code_challenge=c&tx=d'];
  const site = await hostPage(
    `<!doctype html>${paths.map((path) => `<iframe src="${own.tidewell}${path.replaceAll('&', '&amp;')}"></iframe>`).join('')}`,
  );
  t.after(() => site.close());
  const { page } = await browser.visit();
  await page.goto(site.origin);
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  assert.equal(frames.length, paths.length);
  for (const frame of frames) {
    await frame.waitForURL(/^chrome-error:/);
    assert.doesNotMatch(await frame.content(), /hc-/);
  }
  await page.goto(`${own.tidewell}/ca/`);
  assert.match(await page.content(), /hc-customer-area/);
});
