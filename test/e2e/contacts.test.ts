import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { useBrowser } from './browser.ts';
import { person, useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

/** What everybody sees of the holder of a domain. */
async function holder(name: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${world.product.opsPort}/rdap/domain/${name}`);
  assert.equal(answer.status, 200);
  return JSON.stringify(((await answer.json()) as { entities: unknown }).entities);
}
async function becomes(name: string, words: string): Promise<void> {
  for (const end = Date.now() + 8000; !(await holder(name)).includes(words);)
    if (Date.now() > end) assert.fail(`RDAP of ${name} has no ${words}: ${await holder(name)}`);
    else await new Promise((done) => setTimeout(done, 50));
}

async function signIn(page: Page): Promise<void> {
  const { username, password } = person(world.product, 'tidewell', 'marieke');
  await page.goto(`${world.product.own.tidewell}/ca/#/account/details`);
  await page.locator('hc-sign-in input[name=login]').fill(username);
  await page.locator('hc-sign-in input[name=password]').fill(password);
  await page.locator('hc-sign-in button[type=submit]').click();
  await page.locator('hc-profile form').waitFor();
}

test('A7: from the profile to the public record: at once below a country, and below .com once the mailed link says yes', async () => {
  const { page, said } = await browser.visit({ viewport: { width: 360, height: 740 } });
  await signIn(page);
  assert.match(await holder('lindenloaf.com'), /"Linden & Loaf"/);
  await page.locator('hc-profile input[name="contact.organisation"]').fill('Linden & Loaf B.V.');
  await page.locator('hc-profile form button[type=submit]').click();
  const dialog = page.locator('hc-profile dialog[open]');
  await dialog.getByText('lindenloaf.com').waitFor();
  assert.doesNotMatch(await holder('lindenloaf.be'), /B\.V\./);
  await dialog.locator('footer .primary').click();
  await dialog.waitFor({ state: 'detached' });
  await becomes('lindenloaf.be', 'Linden & Loaf B.V.');
  assert.doesNotMatch(await holder('lindenloaf.com'), /B\.V\./);
  await page.locator('hc-profile .results .st.due').first().waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `the page is ${wide} px wide`);

  // Whoever reads the mail needs no account.
  const link = await mailed();
  const { page: stranger } = await browser.visit();
  await stranger.goto(link);
  await stranger.locator('hc-registrant').getByText('lindenloaf.com').waitFor();
  assert.doesNotMatch(stranger.url(), /#/, 'the link stays in no history');
  await stranger.locator('hc-registrant .btn.primary').click();
  await stranger.locator('hc-registrant [role=status]').waitFor();
  await becomes('lindenloaf.com', 'Linden & Loaf B.V.');
  // The panel that is open hears of it.
  await page.locator('hc-profile .results .st.due').first().waitFor({ state: 'detached' });
  // Who is not signed in yet is told so, once.
  assert.deepEqual(
    said.filter((line) => !line.includes('401')),
    [],
  );
});

async function mailed(): Promise<string> {
  for (const end = Date.now() + 8000; ;) {
    const mail =
      world.product
        .mails()
        .at(-1)
        ?.replaceAll(/=\r?\n/g, '') ?? '';
    const link = /https?:\/\/[^\s]+\/ca\/registrant#[\w-]+/.exec(mail)?.[0];
    if (link) return link;
    if (Date.now() > end) assert.fail('no mail came');
    await new Promise((done) => setTimeout(done, 50));
  }
}
