import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTransport } from 'nodemailer';
import type { Page } from 'playwright-core';
import { useBrowser } from './browser.ts';
import { person, useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

async function signIn(page: Page): Promise<void> {
  const { username, password } = person(world.product, 'tidewell', 'marieke');
  await page.goto(`${world.product.own.tidewell}/ca/`);
  await page.locator('hc-sign-in input[name=login]').fill(username);
  await page.locator('hc-sign-in input[name=password]').fill(password);
  await page.locator('hc-sign-in button[type=submit]').click();
  await page.locator('hc-domain-manager h2').waitFor();
}

/** The last of the mails so far in which something stands; waited for. */
async function mailWith(pattern: RegExp): Promise<string> {
  for (const end = Date.now() + 8000; ;) {
    const mails = world.product.mails().map((mail) => mail.replaceAll(/=\r?\n/g, ''));
    const found = mails.findLast((mail) => pattern.test(mail));
    if (found) return pattern.exec(found)![0];
    if (Date.now() > end) assert.fail(`no mail has ${pattern}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function send(to: string, subject: string): Promise<void> {
  const port = Number(world.product.shell('echo $HC_MAIL_IN_PORT'));
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  await transport.sendMail({ from: 'a@b.example', to, subject, text: 'Hi' });
  transport.close();
}

test('M4: from the form to the letter elsewhere: it leaves only once its owner has clicked, on a phone too', async () => {
  const { page, said } = await browser.visit({ viewport: { width: 360, height: 740 } });
  await signIn(page);
  await page.goto(`${world.product.own.tidewell}/ca/#/mail/forwards`);
  await page.locator('hc-forwards').getByText('kontakt@brotlinde.eu').waitFor();
  await page.locator('hc-forwards header .btn').click();
  await page.locator('hc-forwards input[name=local]').fill('nieuws');
  await page.locator('hc-forwards input[name="targets.0"]').fill('jan@far.example');
  await page.locator('hc-forwards .warned').waitFor();
  await page.locator('hc-forwards dialog [type=submit]').click();
  await page.locator('hc-forwards .st.due').waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `the page is ${wide} px wide`);
  await assert.rejects(send('nieuws@brotlinde.eu', 'Too early'), /550/, 'nobody takes it yet');

  // Whoever reads the mail needs no account.
  const link = await mailWith(/https?:\/\/[^\s]+\/ca\/confirm-forward#[\w-]+/);
  const { page: stranger, said: strange } = await browser.visit();
  await stranger.goto(link);
  await stranger.locator('hc-confirm-forward .btn.primary').click();
  await stranger.locator('hc-confirm-forward [role=status]').getByText('nieuws@brotlinde.eu').waitFor();
  assert.doesNotMatch(stranger.url(), /#/, 'the link stays in no history');

  // The panel that is open hears of it, and then that the server has followed.
  await page.locator('hc-forwards .st.due').waitFor({ state: 'detached' });
  await page.locator('hc-forwards .st.wait').waitFor({ state: 'detached' });
  await send('nieuws@brotlinde.eu', 'Now it may');
  await mailWith(/Delivered-To: jan@far\.example[^]*Subject: Now it may/);
  const quiet = (line: string) => !line.includes('401');
  assert.deepEqual([said.filter(quiet), strange.filter(quiet)], [[], []]);
});
