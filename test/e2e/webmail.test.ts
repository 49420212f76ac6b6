import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTransport } from 'nodemailer';
import { useBrowser } from './browser.ts';
import { person, useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

test('M2: from the panel’s menu into the mailbox, in a window that has no hold of the panel; the link works once', async () => {
  const port = Number(world.product.shell('echo $HC_MAIL_IN_PORT'));
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  await transport.sendMail({
    from: 'a@b.example',
    to: 'info@brotlinde.eu',
    subject: 'For Saturday',
    text: 'Two loaves',
  });
  transport.close();
  const { page, context, said } = await browser.visit();
  const { username, password } = person(world.product, 'tidewell', 'marieke');
  await page.goto(`${world.product.own.tidewell}/ca/`);
  await page.locator('hc-sign-in input[name=login]').fill(username);
  await page.locator('hc-sign-in input[name=password]').fill(password);
  await page.locator('hc-sign-in button[type=submit]').click();
  await page.locator('hc-domain-manager h2').waitFor();
  await page.goto(`${world.product.own.tidewell}/ca/#/mail/mailboxes`);
  await page.locator('hc-mailboxes tr', { hasText: 'info@brotlinde.eu' }).locator('.act button').last().click();
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/webmail'));
  const opened = context.waitForEvent('page');
  await page.locator('hc-mailboxes .menu button').first().click();
  const webmail = await opened;
  await webmail.getByText('For Saturday').waitFor();
  const { url } = (await (await answered).json()) as { url: string };
  const token = url.split('#')[1]!;
  assert.equal(webmail.url(), `${world.product.url}/demo/mailbox/open`);
  assert.equal(await webmail.evaluate('window.opener'), null);
  assert.equal(await webmail.evaluate('document.referrer'), '');
  for (const one of [page, webmail]) assert.ok(!(await one.content()).includes(token));

  const { page: other } = await browser.visit();
  await other.goto(url);
  await other.getByText('has been used, or is too old').waitFor();
  assert.ok(!world.product.log().includes(token.slice(-20)));
  assert.deepEqual(
    said.filter((line) => !line.includes('401')),
    [],
  );
});
