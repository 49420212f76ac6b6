import type { Browser } from 'playwright-core';
import { eachInTurn, ms, notMeasured, quick, type Row } from './measure.ts';
import { openPeers } from './peers.ts';
import { slowProfile } from './site.ts';
import { slowLine } from './slow.ts';

/** A page on which nobody is signed in yet. */
export const outside = ({ element }: { element: string }): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>${element.replace(/ data-session="[^"]*"/, '')}<hc-domain-manager></hc-domain-manager>`;

const watcher = (tag: string, what: string) => `
  const look = () => {
    const one = document.querySelector('${tag}')?.shadowRoot?.querySelector('${what}');
    if (!one?.getClientRects().length) return requestAnimationFrame(look);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { window.seenAt = performance.now(); };
    port2.postMessage(0);
  };
  look();`;

/**
 * The first that is seen by somebody who is not signed in. Hanko has no server here, so what it shows is that this fails,
 * after its first question; with one it would not be sooner.
 */
export async function besideHanko(browser: Browser, url: string): Promise<Row[]> {
  const peers = await openPeers();
  if (typeof peers === 'string') return notMeasured(peers, 'QL Hanko', 'QL Hanko bytes');
  const line = await slowLine(peers.port, slowProfile);
  const loaded: Record<string, number> = {};
  const visit = (name: string, to: string, watch: string) => async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    try {
      const page = await context.newPage();
      await page.addInitScript(watch);
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await devtools.send('Network.enable');
      const scripts = new Set<string>();
      let bytes = 0;
      devtools.on('Network.responseReceived', ({ requestId, type }) => {
        if (type === 'Script') scripts.add(requestId);
      });
      devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        if (scripts.has(requestId)) bytes += encodedDataLength;
      });
      await page.goto(to, { waitUntil: 'commit' });
      await page.waitForFunction('window.seenAt !== undefined', undefined, { timeout: 30_000 });
      loaded[name] = bytes;
      return (await page.evaluate('window.seenAt')) as number;
    } finally {
      await context.close();
    }
  };
  try {
    const seen = await eachInTurn(
      {
        ours: visit('ours', url, watcher('hc-domain-manager', 'button')),
        hanko: visit(
          'hanko',
          `http://localhost:${line.port}/hanko`,
          watcher('hanko-auth', '.hanko_headline, .hanko_errorBox:not([hidden])'),
        ),
      },
      quick ? 3 : 7,
    );
    const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
    return [
      { id: 'QL Hanko', ours: ms(seen.ours), beside: ms(seen.hanko), value: seen.ours / seen.hanko },
      {
        id: 'QL Hanko bytes',
        ours: kib(loaded['ours']!),
        beside: kib(loaded['hanko']!),
        value: loaded['ours']! / loaded['hanko']!,
      },
    ];
  } finally {
    line.close();
    peers.close();
  }
}
