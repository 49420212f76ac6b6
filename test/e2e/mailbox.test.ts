import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTransport } from 'nodemailer';
import type { Page } from 'playwright-core';
import { demoMailPassword } from '../../bff/demo/mail.ts';
import { useBrowser } from './browser.ts';
import { hostPage } from './host-page.ts';
import { useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();
const address = 'info@brotlinde.eu';

/** What a browser says of a session that there is none of yet. */
const quiet = (line: string) => !line.includes('401');

async function signIn(page: Page, element: string): Promise<void> {
  await page.locator(`${element} input[name=address]`).fill(address);
  await page.locator(`${element} input[name=password]`).fill(demoMailPassword);
  await page.locator(`${element} button[type=submit]`).click();
}

async function send(subject: string): Promise<void> {
  const port = Number(world.product.shell('echo $HC_MAIL_IN_PORT'));
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  await transport.sendMail({ from: 'guest@people.example', to: address, subject, text: 'Hi' });
  transport.close();
}

test('M3: at the label’s own host, on a phone, somebody signs in to his mailbox alone and is away; who writes hears of it once', async () => {
  const { page, said } = await browser.visit({ viewport: { width: 320, height: 700 } });
  await page.goto(`${world.product.own.tidewell}/mail/`);
  await signIn(page, 'hc-mailbox-self');
  const panel = page.locator('hc-mailbox-self');
  await panel.locator('dl.props').waitFor();
  await panel.locator('[aria-label^="Wijzigen: Afwezigheid"], [aria-label="Change: Out of office"]').click();
  await panel.locator('[name=subject]').fill('Away until Monday');
  await panel.locator('textarea').fill('I bake again on Monday.');
  await panel.locator('dialog [type=submit]').click();
  await panel.locator('.status').waitFor();
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  const replies = () => world.product.mails().filter((mail) => mail.includes('Subject: Away until Monday'));
  for (const end = Date.now() + 8000; !replies().length && Date.now() < end;) await send('Two loaves');
  await send('And a bun');
  assert.equal(replies().length, 1);
  assert.match(replies()[0]!, /Delivered-To: guest@people\.example/);
  // It is no session of a customer, whatever page it stands on.
  assert.equal(await page.evaluate(async () => (await fetch('/v1/me')).status), 401);
  await page.reload();
  await panel.locator('dl.props').waitFor();
  assert.deepEqual(said.filter(quiet), []);
});

test('M3: on a reseller’s page nobody types the password: a window of the label’s host asks, and the page has the mailbox', async () => {
  const { page, said } = await browser.visit();
  // Nobody of the page's customers is signed in.
  await page.goto(`${world.product.sites.tidewell}/en/my`);
  await page.evaluate(() => document.body.append(document.createElement('hc-mailbox-self')));
  const panel = page.locator('hc-mailbox-self');
  const button = panel.locator('.btn.primary');
  await button.waitFor();
  assert.equal(await panel.locator('input').count(), 0);
  const [window] = await Promise.all([page.waitForEvent('popup'), button.click()]);
  assert.equal(new URL(window.url()).origin, world.product.own.tidewell);
  await signIn(window, 'hc-mailbox-authorize');
  await window.locator('hc-mailbox-authorize button[type=button].primary').click();
  await panel.locator('dl.props').waitFor();
  await panel.getByText(address).first().waitFor();
  // The token is in no place that a script of the page finds.
  const found = await page.evaluate(
    () =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]) +
      document.documentElement.outerHTML,
  );
  assert.doesNotMatch(found, /hcmt_/);
  // Whoever comes next at this browser need not take the mailbox of the one before.
  await panel.getByRole('button', { name: /^(?:Sign out|Afmelden|Uitloggen)$/ }).click();
  await button.waitFor();
  const [next] = await Promise.all([page.waitForEvent('popup'), button.click()]);
  await next.getByRole('button', { name: /^(?:Another mailbox|Een andere mailbox)$/ }).click();
  await next.locator('hc-mailbox-authorize input[name=address]').waitFor();
  await next.reload();
  await next.locator('hc-mailbox-authorize input[name=address]').waitFor();
  assert.deepEqual(said.filter(quiet), []);
});

test('M3: on a page that the label does not list, the demo key offers no window in which a password would be typed for nothing', async (t) => {
  const site = await hostPage(
    `<!doctype html><html lang="en"><script async src="${world.product.url}/embed/v1/hc.js" data-label="hc_pk_test_demo"></script><hc-mailbox-self></hc-mailbox-self>`,
  );
  t.after(() => site.close());
  const { page } = await browser.visit();
  await page.goto(site.origin);
  const panel = page.locator('hc-mailbox-self');
  await panel.getByText(`${site.origin} is not among the origins of Tidewell.`).waitFor();
  assert.deepEqual(await panel.locator('button').allInnerTexts(), ['Try again']);
});
