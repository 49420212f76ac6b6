import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { useHarness } from '../harness/server.ts';
import { useBrowsers } from './browsers.ts';
import { coloursOf } from './colours.ts';
import { person } from './product.ts';
import { authorize, openRecords } from './visit.ts';

const harness = useHarness();
const inBrowsers = useBrowsers();

const domain = 'lindenloaf.com';

inBrowsers('E1: with the loader twice on a page there is one warning, no error, and it works', async ({ open }) => {
  const visit = await open(harness.address('loader-twice'));
  await visit.find('hc-domain-manager', 'a', domain);
  assert.equal(visit.said.length, 1, visit.said.join('\n'));
  assert.match(visit.said[0]!, /^warn: hc: this page has hc/);
});

inBrowsers('E10: one symbol is all that the page’s global object gains', async ({ open }) => {
  const visit = await open(harness.address('plain'));
  await visit.find('hc-domain-manager', 'a', domain);
  const gained = await visit.read(`({
    names: Object.getOwnPropertyNames(window).filter((name) => !before.includes(name) && !['before', 'violations', 'heard'].includes(name)),
    symbols: Object.getOwnPropertySymbols(window).map(String).filter((name) => name.includes('hc')),
  })`);
  assert.deepEqual(gained, { names: [], symbols: ['Symbol(hc.embed)'] });
  assert.deepEqual(visit.said, []);
});

inBrowsers('E2: the loader may come late, elements come, move and go, and leave nothing running', async ({ open }) => {
  const late = await open(`${harness.address('loader-late')}?wait=10000`);
  const soon = await open(`${harness.address('loader-late')}?wait=0`);
  await soon.find('hc-domain-manager', 'a', domain);

  const visit = await open(harness.address('come-and-go'));
  const go = async () => {
    await visit.click('', '#add');
    await visit.find('hc-domain-manager', 'a', domain);
    await visit.click('', '#move');
    await openRecords(visit, domain);
    await visit.click('', '#remove');
    await visit.gone('', 'hc-domain-manager');
    // What was asked last may still be on its way; nobody asks again.
    await visit.becomes('kept().requests', []);
    await pause(300);
    return visit.read<{ timers: string[]; requests: string[]; listeners: number }>('kept()');
  };
  const once = await go();
  assert.deepEqual([once.timers, once.requests], [[], []]);
  assert.ok(
    (await visit.read<string[]>('asked')).some((url) => url.endsWith('/v1/events')),
    'the stream was open',
  );
  const asked = await visit.read('asked.length');
  await pause(1000);
  assert.equal(await visit.read('asked.length'), asked);
  assert.deepEqual(await go(), once, 'the second time no more is left than the first time');

  await late.page.bringToFront();
  await late.find('hc-domain-manager', 'a', domain);
  const loaded = await late.read<number>(
    `performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/hc.js')).startTime`,
  );
  assert.ok(loaded > 10_000);
  for (const { said } of [soon, visit, late]) assert.deepEqual(said, []);
});

inBrowsers('E7: two labels on one page have each their own people, looks and language', async ({ open, window }) => {
  const visit = await open(harness.address('two-labels'));
  await visit.find('hc-domain-manager', 'a', domain);
  const button = await visit.find('hc-domain-manager', 'button.primary', 'Anmelden');
  assert.deepEqual((await button.evaluate(coloursOf)).ground, [255, 122, 26]);
  const popUp = await window(() => button.click());
  await authorize(popUp, person(harness.product, 'smidse', 'silke'), harness.place.site);
  await visit.find('hc-domain-manager', 'a', 'nordwind-energie.de');
  const shown = await visit.read<
    { brand: string; names: string[] }[]
  >(`[...document.querySelectorAll('hc-domain-manager')].map((element) => ({
    brand: getComputedStyle(element).getPropertyValue('--hc-color-brand'),
    names: [...element.shadowRoot.querySelectorAll('td.key a')].map(({ textContent }) => textContent.trim()),
  }))`);
  const [tidewell, smidse] = shown as [(typeof shown)[0], (typeof shown)[0]];
  assert.notEqual(tidewell.brand, smidse.brand);
  assert.ok(tidewell.names.includes(domain) && smidse.names.includes('nordwind-energie.de'));
  assert.deepEqual(
    tidewell.names.filter((name) => smidse.names.includes(name)),
    [],
  );
});

inBrowsers(
  'I2: on a page that the label does not list the panel names its origin, and where to add it',
  async ({ open }) => {
    const { stranger, demo } = harness.place;
    const visit = await open(harness.address('wrong-origin'));
    await visit.find(
      'hc-domain-manager',
      '[role=alert]',
      `npm run hc -- origin add ${demo.labels.tidewell.id} ${stranger}`,
    );
    assert.ok((await visit.read<string[]>('heard')).includes('hc-load-error hc-domain-manager origin'));
  },
);

inBrowsers('I5: each panel speaks the language of its place, if the label offers it', async ({ open }) => {
  const visit = await open(harness.address('languages'));
  const titles = `[...document.querySelectorAll('hc-domain-manager')].map(({ shadowRoot }) => shadowRoot?.querySelector('h2')?.textContent.replace(/[\\d\\s]/g, ''))`;
  await visit.becomes(titles, ['Domeinen', 'Domains', 'Domeinen']);
  await visit.read(`for (const element of document.querySelectorAll('[lang]')) element.lang = 'en'`);
  await visit.becomes(titles, ['Domains', 'Domains', 'Domains']);
});
