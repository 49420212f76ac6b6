import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../platform/dns/ask.ts';
import { signIn, useBrowser } from './browser.ts';
import { hostPage } from './host-page.ts';
import { enter, tabTo } from './keyboard.ts';
import { person, useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

test('A1: on the label’s own host a person signs in, edits and signs out by keyboard alone', async () => {
  const { product } = world;
  const { page, said } = await browser.visit();
  await page.goto(`${product.own.tidewell}/ca/`);
  const form = page.locator('hc-sign-in form');
  await tabTo(page, form.locator('input[name=login]'));
  await page.keyboard.type('marieke');
  await tabTo(page, form.locator('input[name=password]'));
  await page.keyboard.type('linden-loaf-demo-1');
  await page.keyboard.press('Enter');
  await enter(page, page.getByRole('link', { name: 'lindenloaf.com', exact: true }));
  await enter(page, page.locator('hc-domain nav.tabs').getByRole('link', { name: 'DNS-records' }));
  await enter(page, page.getByRole('button', { name: 'Record toevoegen' }));
  await tabTo(page, page.locator('hc-dns-record #name'));
  await page.keyboard.type('toetsen');
  await tabTo(page, page.locator('hc-dns-record #address-0'));
  await page.keyboard.type('192.0.2.241');
  await page.keyboard.press('Enter');
  await enter(page, page.getByRole('button', { name: 'Wijzigingen nakijken' }));
  const dialog = page.getByRole('dialog');
  await dialog.locator('.diff').waitFor();
  await enter(page, dialog.locator('.btn.primary:not([aria-disabled])'));
  await page.locator('hc-dns-editor .status').getByText('gepubliceerd').waitFor();
  await page.locator('hc-dns-editor').getByText('Publiceren', { exact: true }).waitFor({ state: 'detached' });
  assert.equal((await ask(product.dnsPort, 'toetsen.lindenloaf.com', 'A')).answers.length, 1);
  await enter(page, page.locator('hc-account-menu > button, hc-account-menu .btn').first());
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.locator('hc-sign-in form').waitFor();
  assert.equal(await page.locator('hc-dns-editor').count(), 0);
  assert.deepEqual(
    said.filter((line) => !line.includes('401')),
    [],
  );
});

test('A2: a wrong password is said at the field, in words that do not tell which of the two was wrong', async () => {
  const { page } = await browser.visit();
  await page.goto(`${world.product.own.tidewell}/ca/`);
  const said: string[] = [];
  for (const username of ['marieke', 'nobody-of-this-name']) {
    await signIn(page, { username, password: 'not-the-password' });
    const field = page.locator('hc-sign-in input[name=password][aria-invalid=true]');
    await field.waitFor();
    said.push(await page.locator('hc-sign-in .err').innerText());
    await page.reload();
  }
  assert.equal(said[0], said[1]);
  assert.match(said[0]!, /passen niet bij elkaar/);
});

test('A6: a forgotten password is set anew through the mail, once', async () => {
  const { product } = world;
  const { email, username, password } = person(product, 'tidewell', 'lotte');
  const { page } = await browser.visit();
  await page.goto(`${product.own.tidewell}/ca/`);
  await page.getByRole('button', { name: 'Wachtwoord vergeten?' }).click();
  await page.locator('hc-sign-in input[name=email]').fill(email);
  await page.getByRole('button', { name: 'Link mailen' }).click();
  await page.getByText('Kijk in uw mail').waitFor();
  const link = await until(() => {
    const mail = product.mails().find((text) => text.includes(email)) ?? '';
    return /http:\/\/\S+\/ca\/reset#[\w-]+/.exec(mail.replaceAll(/=\r?\n/g, ''))?.[0];
  });
  await page.goto(link);
  await page.locator('hc-sign-in input[name=password]').fill('varens-in-de-tuin-9');
  await page.getByRole('button', { name: 'Wachtwoord instellen' }).click();
  await page.getByRole('link', { name: 'Inloggen' }).click();
  await signIn(page, { username, password });
  await page.locator('hc-sign-in .err').waitFor();
  await signIn(page, { username, password: 'varens-in-de-tuin-9' });
  await page.locator('hc-customer-area').locator('#title').waitFor();

  await page.goto(link);
  await page.locator('hc-sign-in input[name=password]').fill('varens-in-de-tuin-10');
  await page.getByRole('button', { name: 'Wachtwoord instellen' }).click();
  await page.getByText('Deze link is al gebruikt of te oud.').waitFor();
});

test('the label’s own host speaks what the browser prefers, where the label offers it', async () => {
  const heading = async (locale: string) => {
    const { page } = await browser.visit({ locale });
    await page.goto(`${world.product.own.tidewell}/ca/`);
    return page.locator('hc-sign-in').getByRole('heading').innerText();
  };
  assert.deepEqual(
    [await heading('en-GB'), await heading('nl-BE'), await heading('fr-FR')],
    ['Sign in', 'Inloggen', 'Inloggen'],
  );
});

test('A1: after a change of view the keyboard is at the title of what came', async () => {
  const { page } = await browser.visit();
  await page.goto(`${world.product.own.tidewell}/ca/`);
  await signIn(page, person(world.product, 'tidewell', 'marieke'));
  const focused = (text: string) =>
    page.waitForFunction((wanted) => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.textContent?.trim().startsWith(wanted) && /^H[1-4]$/.test(at.tagName);
    }, text);
  await focused('Domeinen');
  await enter(page, page.getByRole('link', { name: 'lindenloaf.com', exact: true }));
  await focused('lindenloaf.com');
  await enter(page, page.locator('hc-domain .crumbs a'));
  await focused('Domeinen');
  await page.getByRole('link', { name: 'lindenloaf.be', exact: true }).click();
  await focused('lindenloaf.be');
  // Who comes to a domain by its address is not led anywhere.
  await page.reload();
  await page.locator('hc-domain .props').first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
});

test('on the label’s own host the title of the page says which view is open', async () => {
  const { page } = await browser.visit();
  const titled = (title: string) => page.waitForFunction((wanted) => document.title === wanted, title);
  await page.goto(`${world.product.own.tidewell}/ca/`);
  await signIn(page, person(world.product, 'tidewell', 'marieke'));
  await titled('Domeinen – Tidewell');
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).click();
  await titled('Overzicht · lindenloaf.com – Tidewell');
  await page.locator('hc-domain nav.tabs').getByRole('link', { name: 'DNS-records' }).click();
  await titled('DNS-records · lindenloaf.com – Tidewell');
  await page.goBack();
  await titled('Overzicht · lindenloaf.com – Tidewell');
  await page.locator('hc-customer-area nav.tabs').first().getByRole('link', { name: 'Mail' }).click();
  await titled('Mailboxen · E-mail – Tidewell');
  await page.goBack();
  await titled('Overzicht · lindenloaf.com – Tidewell');
  // What was left names the page no longer, however it was left.
  await page.locator('hc-domain').getByRole('link', { name: 'Domeinen' }).click();
  await titled('Domeinen – Tidewell');
  await page.goBack();
  await titled('Overzicht · lindenloaf.com – Tidewell');
  await page.locator('hc-customer-area nav.tabs').first().getByRole('link', { name: 'Account' }).click();
  await titled('Toegang · Account – Tidewell');
  await page.locator('hc-account nav.tabs').getByRole('link').nth(1).click();
  await titled('Uw gegevens · Account – Tidewell');
  await page.goBack();
  await page.goBack();
  await titled('Overzicht · lindenloaf.com – Tidewell');
  await page.locator('hc-account-menu > button, hc-account-menu .btn').first().click();
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await titled('Tidewell');
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

async function until<Value>(look: () => Value | undefined): Promise<Value> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come within 5 s');
}
