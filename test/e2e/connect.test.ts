import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, type Reply } from '../platform/dns/ask.ts';
import { useBrowsers, type BrowserName, type PageVisit } from './browsers.ts';
import { person, useProduct } from './product.ts';
import { openRecords } from './visit.ts';

const world = useProduct();
const inBrowsers = useBrowsers();
const zones: Readonly<Record<BrowserName, string>> = { Chromium: 'lindenloaf.com', Firefox: 'lindenloaf.be' };

/** The web site of a service, and what it was told. */
const told: string[] = [];
const site = createServer(({ url }, response) => {
  if (url?.startsWith('/connected')) told.push(url);
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Acme</title><h1>Acme</h1>');
});
let home: string;

before(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  home = `http://127.0.0.1:${(site.address() as AddressInfo).port}/connected`;
});
after(() => site.close());

/** The label takes the service on. */
function onboard(): void {
  const { product } = world;
  const file = join(product.data, 'acme.example.site.json');
  const template = {
    providerId: 'acme.example',
    providerName: 'Acme',
    serviceId: 'site',
    serviceName: 'Site builder',
    version: 4,
    syncRedirectDomain: '127.0.0.1',
    records: [
      { type: 'A', host: 'acme', pointsTo: '192.0.2.%number%', ttl: 300 },
      { type: 'SPFM', host: '@', spfRules: 'include:spf.acme.example' },
    ],
  };
  writeFileSync(file, JSON.stringify(template));
  product.cli('connect', 'template', 'add', product.demo.labels.tidewell.id, file);
}

async function signIn(visit: PageVisit): Promise<void> {
  const { username, password } = person(world.product, 'tidewell', 'marieke');
  await visit.type('hc-sign-in', 'input[name=login]', username);
  await visit.type('hc-sign-in', 'input[name=password]', password);
  await visit.click('hc-sign-in', 'button[type=submit]');
}

/** The customer lets services find the domain: one click set of the templates. */
async function letFind(visit: PageVisit, zone: string): Promise<void> {
  await openRecords(visit, zone, 'DNS-records');
  await visit.click('hc-dns-editor', 'header [aria-expanded]');
  await visit.click('hc-dns-editor', '.menu button', 'Sjabloon gebruiken');
  await visit.click('hc-dns-editor', 'dialog .choice', 'Vindbaar voor diensten');
  await visit.click('hc-dns-editor', 'dialog .btn.primary');
  await visit.find('hc-dns-editor', 'dialog .diff', '_domainconnect');
  await visit.click('hc-dns-editor', 'dialog .btn.primary');
  await visit.gone('hc-dns-editor', 'dialog');
}

/** Waits until the name server answers so: a publication takes a moment. */
async function served(name: string, type: 'A' | 'TXT', fits: (reply: Reply) => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await pause(30))
    if (fits(await ask(world.product.dnsPort, name, type))) return;
  assert.fail(`${name} ${type} is not served`);
}

/** What the service's own page does: it asks DNS, then us, and only then leads anybody here. */
async function discover({ page }: PageVisit, zone: string): Promise<string> {
  const { host } = new URL(world.product.own.tidewell);
  await served(`_domainconnect.${zone}`, 'TXT', ({ texts }) => texts.includes(host));
  const read = (url: string) =>
    page.evaluate(async (from) => (await (await fetch(from)).json()) as Record<string, unknown>, url);
  const settings = await read(`http://${host}/v2/${zone}/settings`);
  assert.deepEqual([settings['providerId'], settings['providerName']], ['tidewell.example', 'Tidewell']);
  const path = 'v2/domainTemplates/providers/acme.example/services/site';
  assert.deepEqual(await read(`${String(settings['urlAPI'])}/${path}`), { version: 4 });
  return `${String(settings['urlSyncUX'])}/${path}/apply`;
}

inBrowsers('D7: a service finds the domain, asks its owner, and its records are served', async ({ name, open }) => {
  const { product } = world;
  const zone = zones[name];
  onboard();
  const owner = await open(`${product.own.tidewell}/ca/`);
  await signIn(owner);
  await letFind(owner, zone);
  const query = new URLSearchParams({ domain: zone, number: '77', redirect_uri: home, state: `${name} & more` });

  // In another browser, where nobody is signed in yet.
  const visit = await open(new URL('/', home).href);
  const address = `${await discover(visit, zone)}?${query}`;
  await visit.page.goto(address);
  await visit.page.setViewport({ width: 360, height: 740 });
  await signIn(visit);
  await visit.find('hc-domain-connect', 'h1', `${zone} instellen voor Site builder?`);
  await visit.find('hc-domain-connect', '.diff', '192.0.2.77');
  const wide = await visit.read<number>('document.documentElement.scrollWidth');
  assert.ok(wide <= 360, `the page is ${wide} px wide`);
  const before = (await ask(product.dnsPort, `acme.${zone}`, 'A')).answers;
  assert.ok(!before.some((line) => line.endsWith('.77')), 'nothing before the click');
  await visit.click('hc-domain-connect', '.btn.primary', 'Toepassen');
  await visit.find('', 'h1', 'Acme');
  assert.equal(told.at(-1), `/connected?${new URLSearchParams({ state: `${name} & more` })}`);
  await served(`acme.${zone}`, 'A', ({ answers }) => answers.some((line) => line.endsWith(' 192.0.2.77')));

  // The next time he says no.
  query.set('number', '78');
  await visit.page.goto(`${address.split('?')[0]}?${query}`);
  await visit.find('hc-domain-connect', '.diff', '192.0.2.78');
  await visit.click('hc-domain-connect', '.btn', 'Annuleren');
  await visit.find('', 'h1', 'Acme');
  assert.match(told.at(-1)!, /&error=access_denied&error_description=user_cancel$/);
});
