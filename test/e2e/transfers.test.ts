import { test } from 'node:test';
import { elsewhere } from '../../bff/demo/moves.ts';
import { useBrowser } from './browser.ts';
import { person, useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

test('D18: a domain comes to a page of the reseller, and another provider asks for one of there', async () => {
  const { page } = await browser.visit();
  await page.goto(`${world.product.sites.tidewell}/en/my`);
  const list = page.locator('hc-domain-manager');
  await list.getByRole('link', { name: 'Move a domain here' }).click();
  const wizard = page.locator('hc-transfer-in');
  const [{ name, code }] = elsewhere;
  await wizard.getByLabel('Domain', { exact: true }).fill(name);
  await page.keyboard.press('Enter');
  await wizard.getByLabel('Code of the present provider').fill(code);
  await page.keyboard.press('Enter');
  const move = page.locator('hc-transfer');
  await move.getByText('Waiting for the other provider').waitFor();
  // The registry tells of it, and the open page hears.
  world.product.cli('registrar', 'answer', name, 'approve');
  await move.getByText('You manage it here now.').waitFor({ timeout: 20_000 });
  await wizard.getByRole('button', { name: 'See the domain' }).click();
  const domain = page.locator('hc-domain');
  await domain.getByText('ns1.elsewhere.example').first().waitFor();
});

test('D18: whoever is asked for a domain keeps it, on the label’s own host', async () => {
  const { page } = await browser.visit();
  const { username, password } = person(world.product, 'tidewell', 'marieke');
  await page.goto(`${world.product.own.tidewell}/ca/`);
  await page.locator('hc-sign-in input[name=login]').fill(username);
  await page.locator('hc-sign-in input[name=password]').fill(password);
  await page.locator('hc-sign-in button[type=submit]').click();
  await page.locator('hc-domain-manager .rowlink', { hasText: 'lindenloaf.com' }).first().click();
  const domain = page.locator('hc-domain');
  await domain.getByText('Verhuisslot').first().waitFor();
  const unlock = domain.getByRole('button', { name: 'Slot eraf' });
  if (await unlock.count()) await unlock.click();
  await domain.getByText('Niet op slot').waitFor();
  for (const end = Date.now() + 10_000; ;)
    try {
      world.product.cli('registrar', 'ask', 'lindenloaf.com');
      break;
    } catch (error) {
      // The registry has to hear of the lock first.
      if (Date.now() > end) throw error;
    }
  const move = page.locator('hc-transfer');
  await move.getByText('Wacht op uw antwoord').waitFor({ timeout: 20_000 });
  await move.getByRole('button', { name: 'Hier houden' }).click();
  await move.locator('dialog[open] .primary').click();
  await move.waitFor({ state: 'detached', timeout: 20_000 });
});
