import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { useBrowser } from './browser.ts';
import { hostPage } from './host-page.ts';
import { useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();
const nonce = 'R4nd0m';

interface Site {
  readonly headers?: Record<string, string>;
  /** Further directives of the policy. */
  readonly policy?: string;
  readonly connect?: string;
  readonly before?: string;
}

async function open(t: TestContext, { headers = {}, policy = '', connect, before = '' }: Site) {
  const { url } = world.product;
  const site = await hostPage(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title>
<script nonce="${nonce}">
  window.before = Object.getOwnPropertyNames(window);
  window.violations = [];
  window.failures = [];
  document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.effectiveDirective + ' ' + event.blockedURI));
  document.addEventListener('hc-load-error', (event) => window.failures.push(event.kind));
</script>${before}
<script nonce="${nonce}" async src="${url}/embed/v1/hc.js" data-label="hc_pk_test_demo"></script>
<hc-domain-manager></hc-domain-manager><hc-account-menu></hc-account-menu>`,
    {
      'content-security-policy': `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'none'; ${connect ?? `connect-src ${url}`}; ${policy}`,
      ...headers,
    },
  );
  t.after(() => site.close());
  const visit = await browser.visit();
  await visit.page.goto(site.origin);
  return visit;
}
const trusted = "require-trusted-types-for 'script'; trusted-types";

test('C2: nothing of ours needs a policy but hc-widgets', async (t) => {
  const { page, said } = await open(t, { policy: `${trusted} hc-widgets` });
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('button', { name: 'Devices and sessions' }).click();
  await page.getByRole('dialog').getByText('This session').waitFor();
  assert.deepEqual(await page.evaluate('window.violations'), []);
  assert.deepEqual(said, []);
});

test('C3: another copy of Lit on the page and ours work beside each other', async (t) => {
  const source = readFileSync('node_modules/lit-html/lit-html.js');
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }).end(source),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const lit = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lit-html.js`;
  const { page, said } = await open(t, {
    policy: `${trusted} lit-html hc-widgets`,
    before: `<script nonce="${nonce}" type="module" src="${lit}"></script>`,
  });
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();
  assert.deepEqual(await page.evaluate('window.litHtmlVersions'), ['3.3.3']);
  assert.deepEqual(await page.evaluate('window.violations'), []);
  assert.deepEqual(said, []);
});

test('C5: a page that embeds only what agrees to it gets the panel too', async (t) => {
  const { page, said } = await open(t, { headers: { 'cross-origin-embedder-policy': 'require-corp' } });
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();
  assert.deepEqual(said, []);
});

test('C7: a policy that stops our requests is named, and the place is not left blank', async (t) => {
  const { page, said } = await open(t, { connect: "connect-src 'self'" });
  await page.getByText('No connection').waitFor();
  const { url } = world.product;
  assert.ok(
    said.some((line) => line.includes(`Add ${url} to connect-src`)),
    said.join('\n'),
  );
  assert.ok(((await page.evaluate('window.failures')) as string[]).includes('connection'));
});

test('E10: one symbol is all that the page’s global object gains', async (t) => {
  const { page, said } = await open(t, {});
  await page.getByRole('link', { name: 'lindenloaf.com', exact: true }).waitFor();
  const gained = await page.evaluate(() => {
    const { before } = globalThis as unknown as { before: string[] };
    const ours = ['before', 'violations', 'failures'];
    return {
      names: Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name) && !ours.includes(name)),
      symbols: Object.getOwnPropertySymbols(globalThis)
        .map(String)
        .filter((name) => name.includes('hc')),
    };
  });
  assert.deepEqual(gained, { names: [], symbols: ['Symbol(hc.embed)'] });
  assert.deepEqual(said, []);
});
