import assert from 'node:assert/strict';
import { useHarness } from '../harness/server.ts';
import { useBrowsers } from './browsers.ts';

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
