import assert from 'node:assert/strict';
import { useHarness } from '../harness/server.ts';
import { ask } from '../platform/dns/ask.ts';
import { sendLines } from '../trust/raw.ts';
import { useBrowsers } from './browsers.ts';
import { person } from './product.ts';
import type { Visit } from './visit.ts';

const harness = useHarness();
const inBrowsers = useBrowsers();
const zone = 'lindenloaf.be';

const english = { tab: 'Redirects', add: 'Add redirect', review: 'Review', save: 'Save redirect' };
const dutch = {
  tab: 'Doorverwijzingen',
  add: 'Doorverwijzing toevoegen',
  review: 'Nakijken',
  save: 'Doorverwijzing bewaren',
};

/** Adds a redirect by clicks, looks at its records, and saves it. */
async function add(visit: Visit, host: string, words: typeof english): Promise<void> {
  await visit.click('hc-domain-manager', 'a', zone);
  await visit.click('hc-domain', 'nav.tabs a', words.tab);
  await visit.click('hc-redirects', 'button', words.add);
  await visit.type('hc-redirects', '#host', host);
  await visit.type('hc-redirects', '#target', 'lindenloaf.com/feest');
  await visit.find('hc-redirects', '.way', `http://${host}.${zone}/a?b=1`);
  await visit.click('hc-redirects', 'dialog [type=submit]', words.review);
  await visit.find('hc-redirects', '.diff', '192.0.2.80');
  await visit.click('hc-redirects', 'dialog [type=submit]', words.save);
  await visit.find('hc-redirects', 'tbody tr', `${host}.${zone}`);
  await visit.gone('hc-redirects', '[role=status] .st.wait');
}

/** The name server has the records, and the redirect server leads on. */
async function leads(host: string): Promise<void> {
  const { product } = harness;
  const { answers } = await ask(product.dnsPort, `${host}.${zone}`, 'A');
  assert.deepEqual(
    answers.map((line) => line.split(' ').at(-1)),
    ['192.0.2.80'],
  );
  const lines = ['GET /taart?x HTTP/1.1', `host: ${host}.${zone}`];
  const { status, headers } = await sendLines(product.redirectPort, lines);
  assert.deepEqual([status, headers.get('location')], [301, 'https://lindenloaf.com/feest/taart?x']);
}

inBrowsers('D13 C1: from the panel on the strictest page to the visitor who is led on', async ({ name, open }) => {
  const host = `feest-${name.toLowerCase()}`;
  const visit = await open(harness.address('strict'));
  await add(visit, host, english);
  await leads(host);
  assert.deepEqual(await visit.read('violations'), []);
  assert.deepEqual(visit.said, []);
});

inBrowsers('D13: the same in the customer area, on a phone', async ({ name, open }) => {
  const { product } = harness;
  const host = `telefoon-${name.toLowerCase()}`;
  const visit = await open(`${product.own.tidewell}/ca/`);
  await visit.page.setViewport({ width: 360, height: 740 });
  const { username, password } = person(product, 'tidewell', 'marieke');
  await visit.type('hc-sign-in', 'input[name=login]', username);
  await visit.type('hc-sign-in', 'input[name=password]', password);
  await visit.click('hc-sign-in', 'button[type=submit]');
  await add(visit, host, dutch);
  await leads(host);
  const wide = await visit.read<number>('document.documentElement.scrollWidth');
  assert.ok(wide <= 360, `the page is ${wide} px wide`);
});
