import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressFields, foreignUrls } from '../trust/foreign-urls.ts';
import { signIn, useBrowser } from './browser.ts';
import { person, useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

test('TR12: in Chromium nobody ends on a foreign page, or asks it anything: by query, fragment, path or signing in', async () => {
  const { product } = world;
  const own = product.own.tidewell;
  const { page, context } = await browser.visit();
  const foreign: string[] = [];
  let now = '';
  const look = (address: string) => {
    if (!address.startsWith(`${own}/`)) foreign.push(`${now} leads to ${address}`);
  };
  context.on('request', (request) => look(request.url()));
  page.on('framenavigated', (frame) => look(frame.url()));
  context.on('page', (popUp) => foreign.push(`${now} opens ${popUp.url()}`));
  const go = async (path: string) => {
    now = path;
    await page.goto(own + path);
  };

  const urls = foreignUrls(new URL(own).host);
  // All of them, in every field: trust/redirects, without a browser.
  const plain = urls.filter((_, at) => at % 4 === 0);
  const asked = (url: string) => `?${addressFields.map((field) => `${field}=${encodeURIComponent(url)}`).join('&')}`;
  const area = () => page.locator('hc-customer-area nav').first().waitFor();
  // Signing in is when most programs lead on.
  await go(`/ca${asked(urls[0]!)}#${urls[0]}`);
  await signIn(page, person(product, 'tidewell', 'marieke'));
  await area();
  for (const url of plain) {
    // The browser takes the fragment along to where the redirect leads.
    await go(`/ca${asked(url)}#/${url}`);
    assert.equal(new URL(page.url()).pathname, '/ca/', url);
    await area();
  }
  for (const url of urls) await go(`/${url}`);
  for (const path of ['/ca/reset', '/ca/step-up', '/embed/authorize'])
    for (const url of plain.slice(0, 6)) {
      await go(`${path}${asked(url)}#${url}`);
      await page.locator('main :defined').first().waitFor();
    }
  assert.deepEqual(foreign, []);
});
