import { after, before } from 'node:test';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../chromium.ts';
import { atEnd } from '../at-end.ts';
import { person, type Product } from './product.ts';
import type { DemoSlug } from '../../bff/demo/types.ts';

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });

/** A page in a profile of its own, and all that it said to the console. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly said: string[];
}

/** The one of this process. */
let running: Promise<Browser> | undefined;

/** The same for all files of the process; another where it broke down. */
async function chromiumHere(): Promise<Browser> {
  if ((await running?.catch(() => undefined))?.isConnected()) return running!;
  const launched = launch();
  running = launched;
  atEnd(async () => (await launched).close());
  return launched;
}

/** A Chromium; each visit is a fresh profile, closed when the file ends. */
export function useBrowser(): { visit(options?: BrowserContextOptions): Promise<Visit> } {
  const contexts: BrowserContext[] = [];
  before(() => chromiumHere());
  after(() => Promise.all(contexts.map((context) => context.close())));
  return {
    async visit(options) {
      const context = await (
        await chromiumHere()
      ).newContext({
        viewport: { width: 1280, height: 900 },
        // The first language of the label that most tests are with: its own host speaks what the browser prefers.
        locale: 'nl-NL',
        ...options,
      });
      contexts.push(context);
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const said: string[] = [];
      listen(page, said);
      return { page, context, said };
    },
  };
}

/** Writes down what a page says to its console, and its uncaught errors. */
export function listen(page: Page, said: string[]): void {
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`));
}

/** A page of a reseller's own site, as one of its customers. */
export async function asVisitor(
  page: Page,
  product: Product,
  slug: DemoSlug,
  username: string,
  path: string,
): Promise<void> {
  const { email } = person(product, slug, username);
  await page.request.post(`${product.sites[slug]}/sign-in`, { form: { email, back: path } });
  await page.goto(`${product.sites[slug]}${path}`);
}

/** Fills the sign-in form that is on the page. */
export async function signIn(
  page: Page,
  { username, password }: { username: string; password: string },
): Promise<void> {
  const form = page.locator('hc-sign-in form');
  await form.locator('input[name=login]').fill(username);
  await form.locator('input[name=password]').fill(password);
  await form.locator('button[type=submit]').click();
}

/** Opens the DNS records of a domain from the list, by clicks. */
export async function openDns(page: Page, domain: string, tab = 'DNS records'): Promise<void> {
  await page.getByRole('link', { name: domain, exact: true }).click();
  await page.locator('hc-domain nav.tabs').getByRole('link', { name: tab }).click();
  await page.locator('hc-dns-editor table').waitFor();
}

/** Adds an address record to the draft, by clicks. */
export async function addAddress(page: Page, name: string, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Add record' }).click();
  const form = page.locator('hc-dns-record');
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByLabel('Address').fill(address);
  await form.getByRole('button', { name: 'Add to changes' }).click();
}
