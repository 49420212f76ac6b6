import assert from 'node:assert/strict';
import { useHarness } from '../harness/server.ts';
import { useBrowsers } from './browsers.ts';
import { publishStrictly } from './strict.ts';
import { openRecords } from './visit.ts';

const harness = useHarness();
const inBrowsers = useBrowsers();

const domain = 'lindenloaf.com';

inBrowsers('C1: under the strictest policy list, edit and publish work with right colours', async ({ name, open }) => {
  const visit = await open(harness.address('strict'));
  await publishStrictly(visit, harness.product.dnsPort, `strict-${name.toLowerCase()}`);
});

inBrowsers('C2: with Trusted Types nothing of ours needs a policy but hc-widgets', async ({ open }) => {
  const visit = await open(harness.address('trusted-types'));
  await openRecords(visit, domain);
  await visit.click('hc-account-menu', 'button');
  await visit.click('hc-account-menu', 'button', 'Devices and sessions');
  await visit.find('hc-account', '.st', 'This session');
  assert.deepEqual(await visit.read('violations'), []);
  assert.deepEqual(visit.said, []);
});

inBrowsers('C3: another copy of Lit on the page and ours work beside each other', async ({ open }) => {
  const visit = await open(harness.address('foreign-lit'));
  await visit.find('hc-domain-manager', 'a', domain);
  await visit.find('', '#foreign', 'Another Lit draws this.');
  assert.deepEqual(await visit.read('litHtmlVersions'), ['3.3.3']);
  assert.deepEqual(await visit.read('violations'), []);
  assert.deepEqual(visit.said, []);
});

inBrowsers('C4: a policy that lists hosts and has no nonce is enough', async ({ open }) => {
  const visit = await open(harness.address('host-list'));
  await openRecords(visit, domain);
  assert.deepEqual(await visit.read('violations'), []);
  assert.deepEqual(visit.said, []);
});

inBrowsers('C5: a page that embeds only what agrees to it gets the panel too', async ({ open }) => {
  const visit = await open(harness.address('coep'));
  assert.equal(await visit.read('crossOriginIsolated'), true);
  await openRecords(visit, domain);
  assert.deepEqual(visit.said, []);
});

inBrowsers('C7: a policy that stops our requests is named, and the place is not left blank', async ({ open }) => {
  const { bff } = harness.place;
  const visit = await open(harness.address('no-connect'));
  await visit.find('hc-domain-manager', '[role=alert]', 'No connection');
  assert.ok(
    visit.said.some((line) => line.includes(`Add ${bff} to connect-src`)),
    visit.said.join('\n'),
  );
  assert.ok((await visit.read<string[]>('heard')).includes('hc-load-error hc-domain-manager connection'));
});

inBrowsers('C7: where the policy lets nothing of ours run but the loader, the place says so', async ({ open }) => {
  const visit = await open(harness.address('no-script'));
  await visit.find('', 'hc-domain-manager [role=alert]', 'This part of the page could not be loaded.');
  assert.ok(
    visit.said.some((line) => line.includes(`Add ${harness.place.bff} to script-src`)),
    visit.said.join('\n'),
  );
  assert.ok((await visit.read<string[]>('heard')).includes('hc-load-error hc-domain-manager connection'));
});

inBrowsers('C8: a page that names one build runs it, and not one byte of another', async ({ open }) => {
  const trusting = await open(harness.address('tampered'));
  await trusting.find('hc-domain-manager', '[placeholder="search domains"]');

  const tampered = await open(harness.address('pinned-tampered'));
  await tampered.find('', 'hc-domain-manager [role=alert]', 'This part of the page could not be loaded.');
  assert.equal(await tampered.read(`customElements.get('hc-domain-manager') === undefined`), true);
  assert.ok((await tampered.read<string[]>('heard')).includes('hc-load-error hc-domain-manager connection'));

  const pinned = await open(harness.address('pinned'));
  await pinned.find('hc-domain-manager', '[placeholder="Search domains"]');
  await openRecords(pinned, domain);
  assert.deepEqual(await pinned.read('violations'), []);
  assert.deepEqual(pinned.said, []);
});
