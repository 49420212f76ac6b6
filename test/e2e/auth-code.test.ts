import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './browser.ts';
import { person, useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

test('D18: on a page of the reseller the code is shown once it was confirmed in a window of the label’s own host', async () => {
  const { page } = await browser.visit();
  const { username, password } = person(world.product, 'tidewell', 'marieke');
  await page.goto(`${world.product.sites.tidewell}/en/my`);
  await page.locator('hc-domain-manager .rowlink', { hasText: 'lindenloaf.com' }).first().click();
  const domain = page.locator('hc-domain');
  await domain.getByText('Auth code').waitFor();
  const unlock = domain.getByRole('button', { name: 'Unlock' });
  if (await unlock.count()) await unlock.click();
  await domain.getByRole('button', { name: 'Lock', exact: true }).waitFor();
  await domain.getByRole('button', { name: 'Show code' }).click();
  const dialog = domain.locator('dialog[open]');
  await dialog.getByRole('button', { name: 'Show the code' }).click();
  const confirm = dialog.getByRole('button', { name: 'Confirm that it is you' });
  await confirm.waitFor();
  const [own] = await Promise.all([page.waitForEvent('popup'), confirm.click()]);
  await own.waitForLoadState();
  assert.equal(new URL(own.url()).origin, world.product.own.tidewell);
  await own.locator('hc-sign-in input[name=login]').fill(username);
  await own.locator('hc-sign-in input[name=password]').fill(password);
  await own.locator('hc-sign-in button[type=submit]').click();
  const step = own.locator('hc-step-up');
  const yes = step.getByRole('button', { name: 'Bevestigen' });
  await yes.waitFor();
  await step.locator('input[name=password]').fill(password);
  await yes.click();
  await step.locator('[role=status]').waitFor();
  const field = dialog.locator('#auth-code');
  await field.waitFor({ timeout: 10_000 });
  const code = await field.inputValue();
  assert.match(code, /^[\x21-\x7e]{16,32}$/);
  assert.equal(await field.getAttribute('type'), 'password');
  assert.ok(!own.url().includes(code) && !page.url().includes(code));
  assert.ok(!(await page.content()).includes(code), 'it stands in no attribute');

  const mails = async () => world.product.mails().map((mail) => mail.replaceAll(/=\r?\n/g, ''));
  for (const end = Date.now() + 8000; !(await mails()).some((mail) => mail.includes('lindenloaf.com'));)
    if (Date.now() > end) assert.fail('no mail came');
    else await new Promise((done) => setTimeout(done, 50));
  assert.ok((await mails()).every((mail) => !mail.includes(code)));
});
