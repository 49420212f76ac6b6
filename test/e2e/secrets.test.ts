import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addAddress, asVisitor, openDns, useBrowser } from './browser.ts';
import { useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

test('S2: token and secret appear in no DOM attribute, text, storage, URL, event or console output', async () => {
  const { product } = world;
  const { page, said, context } = await browser.visit();
  const secrets = new Set<string>();
  const urls: string[] = [];
  const reading: Promise<unknown>[] = [];
  page.on('request', (request) => {
    urls.push(request.url());
    const token = request.headers()['authorization']?.replace(/^Bearer /, '');
    if (token) secrets.add(token);
  });
  page.on('response', (response) => {
    if (!/\/hc\/session$|\/embed\/v1\/token$/.test(response.url())) return;
    reading.push(
      response.json().then((answer: { client_secret?: string; token?: string; refresh?: string }) => {
        for (const secret of [answer.client_secret, answer.token, answer.refresh]) if (secret) secrets.add(secret);
      }),
    );
  });
  await page.addInitScript(recordEvents);
  await asVisitor(page, product, 'tidewell', 'marieke', '/en/my');
  await openDns(page, 'lindenloaf.com');
  await addAddress(page, 'quiet', '192.0.2.231');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Publish / })
    .click();
  await page.getByText('1 change published').waitFor();
  await Promise.all(reading);
  assert.ok(secrets.size >= 2, 'a secret and a token went by');
  for (const secret of secrets) assert.ok(secret.length > 20);

  const seen = await page.evaluate(everythingSeen);
  assert.match(seen.dom, /192\.0\.2\.231/, 'the scan goes through shadow roots');
  assert.match(seen.events, /hc-dns-published/, 'the scan hears events');
  const kept = JSON.stringify(await context.storageState({ indexedDB: true }));
  for (const secret of secrets)
    for (const [place, text] of Object.entries({ ...seen, said: said.join('\n'), urls: urls.join('\n'), kept }))
      assert.ok(!text.includes(secret), `${place} holds ${secret.slice(0, 5)}…`);
});

/** Runs in the page before all else: writes down every event of ours with all that it carries. */
function recordEvents(): void {
  const heard: string[] = [];
  const send = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function dispatchEvent(event: Event): boolean {
    const facts: Record<string, unknown> = { type: event.type, detail: (event as CustomEvent).detail };
    for (const name of Object.getOwnPropertyNames(event))
      facts[name] = (event as unknown as Record<string, unknown>)[name];
    const known = new WeakSet<object>();
    heard.push(
      JSON.stringify(facts, (_, value: unknown) => {
        if (typeof value !== 'object' || value === null) return value;
        if (value instanceof Node || known.has(value)) return undefined;
        known.add(value);
        return value;
      }),
    );
    return send.call(this, event);
  };
  (window as unknown as Record<string, unknown>)['heard'] = heard;
}

/** Runs in the page: all that another script of it could read without being ours. */
function everythingSeen(): Record<'dom' | 'events' | 'storage' | 'names' | 'timing', string> {
  const parts: string[] = [];
  const walk = (root: Node): void => {
    if (root instanceof Element) {
      for (const { name, value } of root.attributes) parts.push(`${name}=${value}`);
      if ('value' in root) parts.push(String(root.value));
      for (const value of Object.values(root)) if (typeof value === 'string') parts.push(value);
      if (root.shadowRoot) walk(root.shadowRoot);
    } else if (root.nodeType === Node.TEXT_NODE || root.nodeType === Node.COMMENT_NODE)
      parts.push(root.nodeValue ?? '');
    for (const child of root.childNodes) walk(child);
  };
  walk(document);
  const names = Object.getOwnPropertyNames(window).flatMap((name) => {
    const value = (window as unknown as Record<string, unknown>)[name];
    return typeof value === 'string' ? [value] : [];
  });
  return {
    dom: parts.join('\n'),
    events: ((window as unknown as Record<string, string[]>)['heard'] ?? []).join('\n'),
    storage: JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie,
    names: [...names, location.href, JSON.stringify(history.state)].join('\n'),
    timing: JSON.stringify(performance.getEntries()),
  };
}
