import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { useHarness } from '../harness/server.ts';
import { type PageVisit, useBrowsers } from './browsers.ts';
import { apart, shotOf } from './pixels.ts';
import { endTokens, writeLabel } from './label-database.ts';
import { openRecords, typeAddress } from './visit.ts';

const harness = useHarness();
const inBrowsers = useBrowsers();

const domain = 'lindenloaf.com';

/** The list, and the records of a domain. */
async function shots(visit: PageVisit): Promise<string[]> {
  await visit.find('hc-domain-manager', 'a', domain);
  await visit.page.bringToFront();
  await pause(200);
  const list = await shotOf(visit.page);
  await openRecords(visit, domain);
  await visit.page.mouse.move(1200, 800);
  // Colours on their way are no colours that anyone reads.
  await pause(300);
  return [list, await shotOf(visit.page)];
}

inBrowsers('TH4: hostile sheets of the page change nothing that is seen of the panel', async ({ open }) => {
  const plain = await open(harness.address('undressed'));
  const expected = await shots(plain);
  for (const id of ['unset', 'old-resets']) {
    const found = await shots(await open(harness.address(id)));
    for (const [at, picture] of found.entries()) {
      const share = await apart(plain.page, expected[at]!, picture);
      assert.ok(share < 0.002, `${id}: ${(share * 100).toFixed(2)} % differ`);
    }
  }
});

/** Runs in the page: what is wider than its place, or can be scrolled sideways. */
function tooWide(): string[] {
  const found: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page: ${scrollWidth} > ${clientWidth}`);
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      const { overflowX, textOverflow } = getComputedStyle(element);
      // What is cut off is as bad as what must be scrolled; words for screen readers alone have no width.
      // A strip of tabs scrolls, and brings the current one into view.
      if (element.classList.contains('tabs')) continue;
      const bounded = overflowX !== 'visible' || element.localName.startsWith('hc-');
      const shown = element.clientWidth > 24 && textOverflow !== 'ellipsis' && element.checkVisibility();
      if (bounded && shown && element.scrollWidth > element.clientWidth + 1)
        found.push(`${element.localName}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`);
    }
  };
  walk(document);
  return found;
}

inBrowsers('TH5: from right to left, in 320 pixels and at 400 % nothing scrolls sideways', async ({ open }) => {
  const narrow = { width: 1280, height: 900 };
  // What 1280 × 1024 pixels are to a person who sees at 400 %.
  const enlarged = { width: 320, height: 256, deviceScaleFactor: 4 };
  for (const viewport of [narrow, enlarged]) {
    const visit = await open(harness.address('rtl'));
    await visit.page.setViewport(viewport);
    const fits = async (where: string) => assert.deepEqual(await visit.page.evaluate(tooWide), [], where);
    await visit.find('hc-domain-manager', 'a', domain);
    await fits('list');
    await visit.click('hc-domain-manager', 'a', domain);
    await visit.find('hc-domain', '.props');
    await fits('overview');
    await visit.click('hc-domain', 'nav.tabs a', 'DNS records');
    await visit.find('hc-dns-editor', 'tbody tr');
    await fits('records');
    await typeAddress(visit, 'a-name-that-is-rather-long', '192.0.2.120');
    await fits('form');
    await visit.click('hc-dns-record', 'button', 'Add to changes');
    await visit.click('hc-dns-editor', 'button', 'Review changes');
    await visit.find('hc-dns-editor', 'dialog', 'a-name-that-is-rather-long');
    await fits('review');
  }
});

inBrowsers(
  'TH7: a label’s new look reaches an open page with the next token, without a reload or a flash',
  async ({ open }) => {
    const { product } = harness;
    const paint = (colour: string) =>
      writeLabel(
        product,
        'tidewell',
        `update label_settings set value = json_set(value, '$.color.brand."$value"', ?) where section = 'theme'`,
        colour,
      );
    const visit = await open(harness.address('server-session'));
    await visit.find('hc-domain-manager', 'a', domain);
    await visit.read(`(() => {
    const panel = document.querySelector('hc-domain-manager');
    window.seen = [];
    const look = () => {
      const brand = getComputedStyle(panel).getPropertyValue('--hc-color-brand');
      if (brand !== seen.at(-1)) seen.push(brand);
      requestAnimationFrame(look);
    };
    look();
  })()`);
    const [before] = await visit.read<string[]>('seen');
    try {
      await paint('#b91c1c');
      // Settings are remembered for a second.
      await pause(1100);
      await endTokens(product, 'tidewell');
      await openRecords(visit, domain);
      await visit.becomes('seen.length', 2);
      assert.notEqual((await visit.read<string[]>('seen'))[1], before);
      assert.deepEqual(
        visit.said.filter((line) => !line.includes('401')),
        [],
      );
    } finally {
      await paint('#0f766e');
      await pause(1100);
    }
  },
);
