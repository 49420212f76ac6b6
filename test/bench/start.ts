import { chromium, type Browser } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../chromium.ts';
import { eachInTurn, figure, ms, notMeasured, quick, type Row } from './measure.ts';
import { openPostfixadmin, type Postfixadmin } from './postfixadmin.ts';
import { besideHanko, outside } from './signed-out.ts';
import { site, slowProfile } from './site.ts';
import { slowLine } from './slow.ts';
import { nameOf } from './world.ts';

const executablePath = chromiumPath();
const rowsHtml = Array.from(
  { length: 50 },
  (_, n) => `<tr><td><a href="#${n}">${nameOf(n)}</a></td><td>Active</td><td>14 Mar 2027</td><td>…</td></tr>`,
).join('');

/** In the page: when a row is on the screen, one frame and one message later. */
const watcher = `
  window.shift = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shift += one.value; }).observe({ type: 'layout-shift', buffered: true });
  const seen = () => {
    const root = document.querySelector('hc-domain-manager')?.shadowRoot ?? document;
    return root.querySelectorAll('tbody tr').length >= 50 && root.querySelector('tbody a').getClientRects().length > 0;
  };
  const look = () => seen()
    ? requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => { window.seenAt = performance.now(); }; port2.postMessage(0); })
    : requestAnimationFrame(look);
  look();`;

interface Visit {
  readonly seen: number;
  readonly shift: number;
  /** Of the list. */
  readonly height: number;
}

async function visit(browser: Browser, url: string, cookie?: Postfixadmin['cookie']): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    if (cookie) await context.addCookies([{ ...cookie, url }]);
    const page = await context.newPage();
    await page.addInitScript(watcher);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction('window.seenAt !== undefined', undefined, { timeout: 30_000 });
    return (await page.evaluate(
      '({ seen: window.seenAt, shift: window.shift, height: document.querySelector("hc-domain-manager")?.offsetHeight ?? 0 })',
    )) as Visit;
  } finally {
    await context.close();
  }
}

/** From an empty cache to the first fifty rows, on a slow line and a slow processor. */
export async function startBench(): Promise<Row[]> {
  // The page keeps the height that the list has free, as it is told to: before a script runs no one else can.
  let reserve = 320;
  const frame = (body: string) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><style>.sized { display: block; min-block-size: ${reserve}px }</style><body>${body}`;
  const pages = {
    '/plain': () => frame(`<h1>Domains</h1><table><tbody>${rowsHtml}</tbody></table><p>Below</p>`),
    '/panel': ({ element }: { element: string }) =>
      frame(`${element}<h1>Shop</h1><hc-domain-manager class="sized"></hc-domain-manager><p>Below</p>`),
  };
  const shop = await site(50, { ...pages, '/out': outside });
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const shifts: number[] = [];
    await visit(browser, `${shop.hosts.slow}/plain`);
    reserve = (await visit(browser, `${shop.hosts.slow}/panel`)).height;
    shop.asked.length = 0;
    await visit(browser, `${shop.hosts.slow}/panel`);
    const api = shop.asked.filter(({ path }) => !/\.(js|css)$/.test(path) && path !== '/v1/events');
    const trips = api.filter(({ method }) => method !== 'OPTIONS').length + 1;
    const seen = await eachInTurn(
      {
        panel: async () => {
          const one = await visit(browser, `${shop.hosts.slow}/panel`);
          shifts.push(one.shift);
          return one.seen;
        },
        plain: async () => (await visit(browser, `${shop.hosts.slow}/plain`)).seen,
      },
      quick ? 3 : 7,
    );
    const beside = async (): Promise<Row[]> => {
      const mail = await openPostfixadmin(50);
      if (typeof mail === 'string') return notMeasured(mail, 'QL2');
      const line = await slowLine(mail.port, slowProfile);
      const list = `http://mail.localhost:${line.port}/list-virtual.php?domain=example.test`;
      try {
        const turn = await eachInTurn(
          {
            panel: async () => (await visit(browser, `${shop.hosts.slow}/panel`)).seen,
            mail: async () => (await visit(browser, list, mail.cookie)).seen,
          },
          quick ? 3 : 7,
        );
        return [{ id: 'QL2', ours: ms(turn.panel), beside: ms(turn.mail), value: turn.panel / turn.mail }];
      } finally {
        line.close();
        mail.close();
      }
    };
    return [
      { id: 'QL1', ours: ms(seen.panel), beside: ms(seen.plain), value: seen.panel / seen.plain },
      ...(await beside()),
      figure('QL3', trips, 'secret, then session with rows'),
      figure('QL3 preflights', api.length - trips + 1),
      figure('QL4', Math.max(...shifts)),
      ...(await besideHanko(browser, `${shop.hosts.slow}/out`)),
    ];
  } finally {
    await browser.close();
    await shop.close();
  }
}
