import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { useHarness } from '../harness/server.ts';
import { useBrowsers, type BrowserWorld, type PageVisit } from './browsers.ts';
import { endTokens } from './label-database.ts';
import { person } from './product.ts';
import { authorize, openRecords, typeAddress } from './visit.ts';

const harness = useHarness();
const inBrowsers = useBrowsers({ noThirdPartyCookies: true });

const domain = 'lindenloaf.com';

const count = (paths: readonly string[], path: string): number => paths.filter((one) => one === path).length;

/** What the page asks of the BFF, with the answers' status. */
function traffic({ page }: PageVisit): string[] {
  const lines: string[] = [];
  page.on('response', (answer) => {
    const { origin, pathname } = new URL(answer.url());
    if (origin === harness.place.bff && answer.request().method() !== 'OPTIONS')
      lines.push(`${pathname} ${answer.status()}`);
  });
  return lines;
}

inBrowsers(
  'S3: a token that ends while a form is open is renewed once for all, and nothing typed is lost',
  async ({ open }) => {
    const visit = await open(harness.address('server-session-slow'));
    await openRecords(visit, domain);
    // What these need is fetched beforehand: a slow network must not let one of them ask only after the renewal.
    await visit.read(`document.body.append(document.createElement('hc-account'))`);
    await visit.find('hc-account', '.st', 'This session');
    await visit.read(`document.querySelector('hc-account').remove()`);
    await typeAddress(visit, 'before', '192.0.2.230');
    await visit.click('hc-dns-record', 'button', 'Add to changes');
    await visit.click('hc-dns-editor', 'button', 'Review changes');
    await visit.find('hc-dns-editor', 'dialog', 'before');
    await visit.page.keyboard.press('Escape');
    await visit.gone('hc-dns-editor', 'dialog');
    await typeAddress(visit, 'renewed', '192.0.2.231');
    const asked = harness.asked();
    await endTokens(harness.product, 'tidewell');
    const lines = traffic(visit);
    await visit.click('hc-dns-record', 'button', 'Add to changes');
    await visit.find('hc-dns-editor', 'tbody tr', 'renewed');
    const review = await visit.find('hc-dns-editor', 'button', 'Review changes');
    // Two more elements that want something at the same time.
    await review.evaluate((button) => {
      document.body.append(...['hc-account', 'hc-domain-manager'].map((name) => document.createElement(name)));
      button.click();
    });
    await visit.find('hc-dns-editor', 'dialog', 'renewed');
    await visit.find('hc-account', '.st', 'This session');
    await visit.find('hc-domain-manager', 'a', domain);
    assert.equal(harness.asked() - asked, 1);
    const of = (status: number) =>
      lines.filter((line) => line.endsWith(` ${status}`)).map((line) => line.split(' ')[0]!);
    assert.deepEqual(
      of(200).filter((path) => path === '/embed/v1/token'),
      ['/embed/v1/token'],
    );
    const refused = of(401);
    assert.ok(refused.length >= 3, lines.join('\n'));
    for (const path of refused) assert.equal(count(of(200), path), count(refused, path), `${path} is asked once more`);
  },
);

inBrowsers(
  'S4: a session that cannot be renewed says so once, asks once, and keeps what was typed',
  async ({ open }) => {
    const visit = await open(harness.address('server-session-once'));
    await openRecords(visit, domain);
    await typeAddress(visit, 'kept', '192.0.2.232');
    await visit.click('hc-dns-record', 'button', 'Add to changes');
    const asked = harness.asked();
    await endTokens(harness.product, 'tidewell');
    await visit.click('hc-dns-editor', 'button', 'Add record');
    await visit.type('hc-dns-record', '#name', 'half-typed');
    // Another element wants something.
    await visit.read(`document.body.append(document.createElement('hc-account'))`);
    await visit.find('hc-domain-manager', '[role=alert]', 'You were signed out.');
    // Whatever else is tried, the page's server is left alone for half a minute.
    for (let tries = 0; tries < 2; tries += 1) {
      await visit.click('hc-dns-editor', 'button', 'Review changes');
      await pause(300);
      await visit.page.keyboard.press('Escape');
    }
    assert.equal(harness.asked() - asked, 1);
    const events = await visit.read<string[]>('heard');
    assert.ok(events.includes('hc-session-expired hc-domain-manager'));
    assert.deepEqual(events.toSorted(), [...new Set(events)].toSorted(), 'each element says it once');
    const name = await visit.find('hc-dns-record', '#name');
    assert.equal(await name.evaluate((field) => (field as HTMLInputElement).value), 'half-typed');
  },
);

async function popUp({ open, window }: BrowserWorld, id: string): Promise<PageVisit> {
  const visit = await open(harness.address(id));
  const button = await visit.find('hc-domain-manager', 'button.primary', 'Sign in');
  const opened = await window(() => button.click());
  await authorize(opened, person(harness.product, 'tidewell', 'pim'), harness.place.site);
  await visit.find('hc-domain-manager', 'a', 'dekkerfietst.nl');
  return visit;
}

inBrowsers('S5: with all third-party cookies blocked a server’s sessions work, and the pop-up does', async (world) => {
  const visit = await world.open(harness.address('server-session'));
  const here = harness.place.site.replace('127.0.0.1', 'localhost');
  const cookie = `fetch('${here}/cookie', { credentials: 'include' }).then((answer) => answer.text())`;
  await visit.read(cookie);
  assert.equal(await visit.read(cookie), '', 'the browser keeps no cookie of another site');
  const first = await world.open(`${here}/plain`);
  await first.read(cookie);
  assert.equal(await first.read(cookie), 'visitor=1', 'but one of the page’s own');
  await openRecords(visit, domain);
  await popUp(world, 'coop-none');
});

for (const id of ['coop-none', 'coop-allow-popups', 'coop-same-origin'])
  inBrowsers(`S11: on a page without a server a pop-up signs in (${id})`, async (world) => {
    const visit = await popUp(world, id);
    assert.deepEqual(visit.said, []);
  });
