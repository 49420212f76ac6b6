import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { asVisitor, launch, signIn } from './browser.ts';
import { startProduct } from './product.ts';

// Pictures of what people see, to look at: node test/e2e/shots.ts <folder>
const folder = process.argv[2];
if (!folder) throw new Error('which folder? node test/e2e/shots.ts <folder>');
mkdirSync(folder, { recursive: true });

const product = await startProduct({ HC_DEMO_SMALL: '0' });
const browser = await launch();

const pages = [
  { slug: 'tidewell', who: 'marieke', path: '/nl/mijn', domain: 'lindenloaf.com' },
  { slug: 'smidse', who: 'silke', path: '/konsole', domain: 'nordwind-energie.de' },
] as const;

async function still(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
}

async function journey(page: Page, domain: string, shoot: (name: string) => Promise<void>): Promise<void> {
  const link = page.getByRole('link', { name: domain, exact: true });
  await link.waitFor();
  await shoot('list');
  await link.click();
  await page.locator('hc-domain .props').first().waitFor();
  await shoot('overview');
  await page.locator('hc-domain nav.tabs a').nth(1).click();
  await page.locator('hc-dns-editor tbody tr').first().waitFor();
  await shoot('dns');
  await page.locator('hc-dns-editor .head .btn').first().click();
  await page.locator('hc-dns-record #name').fill('winkel');
  await page.locator('hc-dns-record button[type=submit]').click();
  await page.locator('hc-dns-record .err').first().waitFor();
  await shoot('dns-form');
  await page.locator('hc-dns-record #address-0').fill('192.0.2.77');
  await page.locator('hc-dns-record button[type=submit]').click();
  const row = page.locator('hc-dns-editor tr[data-key="@ MX"]');
  await row.getByRole('button').click();
  await shoot('dns-menu');
  await page.locator('hc-dns-editor .menu .danger').click();
  await shoot('dns-changed');
  await page.locator('hc-dns-editor .pending .primary').click();
  await page.getByRole('dialog').locator('.diff').waitFor();
  await shoot('dns-review');
}

try {
  for (const [width, height] of [
    [1280, 900],
    [360, 740],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const)
      for (const { slug, who, path, domain } of pages) {
        const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'nl-NL' });
        context.setDefaultTimeout(10_000);
        const page = await context.newPage();
        const shoot = (place: string) => async (name: string) => {
          await still(page);
          await page.screenshot({ path: join(folder, `${slug}-${place}${name}-${width}-${colorScheme}.png`) });
        };
        await asVisitor(page, product, slug, who, path);
        await journey(page, domain, shoot('site-'));
        await page.goto(`${product.own[slug]}/ca/`);
        await page.locator('hc-sign-in form').waitFor();
        await shoot('')('sign-in');
        const { password } = product.demo.labels[slug].customers
          .flatMap(({ users }) => users)
          .find((user) => user.username === who)!;
        await signIn(page, { username: who, password });
        await page.getByRole('link', { name: domain, exact: true }).waitFor();
        await shoot('')('area');
        const tab = (host: string, end: string) => page.locator(`${host} .tabs a[href$="${end}"]`).first().click();
        await tab('hc-customer-area', 'mail');
        await page.locator('hc-mailboxes tbody tr').first().waitFor();
        await shoot('')('mailboxes');
        await tab('hc-mail', 'forwards');
        await page.locator('hc-forwards table, hc-forwards .empty').first().waitFor();
        await shoot('')('forwards');
        await tab('hc-customer-area', 'account');
        await page.locator('hc-account').waitFor();
        await shoot('')('account');
        await context.close();
      }
} finally {
  await browser.close();
  await product.stop();
}
