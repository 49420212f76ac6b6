import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../chromium.ts';
import { gridRows } from './grids.ts';
import { eachInTurn, figure, median, ms, quick, type Row } from './measure.ts';
import { site } from './site.ts';

const executablePath = chromiumPath();
// Else a frame lasts 16.7 ms whatever is drawn in it.
const unlimited = [...chromiumFlags, '--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** In the page: the time from a step until what it drew has been painted, in ms. */
const painting = `
  window.painted = (step) => new Promise((resolve) => {
    const began = performance.now();
    step();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - began);
      port2.postMessage(0);
    });
  });
  window.panel = () => document.querySelector('hc-domain-manager');
  window.count = (root) => [...root.querySelectorAll('*')].reduce((sum, one) => sum + 1 + (one.shadowRoot ? window.count(one.shadowRoot) : 0), 0);
  // The panel's own drawing of so many rows, without the waiting for the network before it.
  window.redraw = (step) => window.painted(() => { step(); });
  // What a page would do that knows nothing of us: the same rows as text, parsed and drawn.
  window.plainRows = (many) => {
    const row = window.rowHtml;
    return Array.from({ length: many }, (_, n) => row.replaceAll('NUMBER', String(n))).join('');
  };
  window.typed = (text) => {
    const box = window.panel().shadowRoot.querySelector('input[type=search]');
    box.value = text;
    box.dispatchEvent(new Event('input'));
  };`;

async function open(browser: Browser, url: string, before = ''): Promise<{ page: Page; devtools: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(painting + before);
  await page.goto(url);
  await page.locator('hc-domain-manager tbody tr').first().waitFor();
  return { page, devtools: await context.newCDPSession(page) };
}

const showAll = async (page: Page, many: number) => {
  await page.getByRole('button', { name: /^Show \d+ more$/ }).click();
  await page.getByText(`Showing all ${many.toLocaleString('en')} domains`).waitFor({ timeout: 60_000 });
  await page.evaluate('scrollTo(0, 0)');
};

/** Rows on the screen: the real panel in Chromium beside the same rows as bare HTML. */
export async function rowsBench(): Promise<Row[]> {
  const pages = {
    '/panel': ({ element }: { element: string }) =>
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><body>${element}<hc-domain-manager></hc-domain-manager>`,
  };
  const [hundred, middle, thousands] = [await site(100, pages), await site(1000, pages), await site(10_000, pages)];
  const browser = await chromium.launch({ executablePath, args: unlimited });
  try {
    const small = await open(browser, `${hundred.hosts.fast}/panel`);
    await showAll(small.page, 100);
    // The panel takes the window for so high that it draws a thousand rows; what is painted is one screen, as for all others.
    const thousand = await open(browser, `${middle.hosts.fast}/panel`, 'innerHeight = 100_000;');
    await showAll(thousand.page, 1000);
    await thousand.page.waitForFunction(`panel().shadowRoot.querySelectorAll('tbody tr').length === 1000`);
    const large = await open(browser, `${thousands.hosts.fast}/panel`);
    await showAll(large.page, 10_000);
    if (process.env['HC_BENCH_SHOTS']) await shots(large.page, process.env['HC_BENCH_SHOTS']);
    // The peer draws the very same rows: the markup of one of ours, without the comments that Lit leaves in it.
    for (const { page } of [small, large])
      await page.evaluate(`
        window.rowHtml = panel().shadowRoot.querySelector('tbody tr').outerHTML.replaceAll(/<!--.*?-->/g, '').replaceAll(/ id="[^"]*"/g, '').replaceAll(/d\\d{7}/g, 'dNUMBER');
        window.sheets = panel().shadowRoot.adoptedStyleSheets;
        window.bare = document.createElement('div');
        document.body.append(bare);
        bare.attachShadow({ mode: 'open' }).adoptedStyleSheets = sheets;
        window.drawBare = (many) => { bare.shadowRoot.innerHTML = '<section class="panel"><div class="list"><table class="cards"><tbody>' + plainRows(many) + '</tbody></table></div></section>'; };
        window.clearBare = () => { bare.shadowRoot.innerHTML = ''; };`);
    // Nothing matches, then everything does: all rows are drawn anew from data that is here.
    const all = (page: Page) => async () => {
      await page.evaluate(`painted(() => typed('zzzz'))`);
      return (await page.evaluate(`painted(() => typed(''))`)) as number;
    };
    const bare = (page: Page, many: number) => async () => {
      await page.evaluate(`painted(() => clearBare())`);
      const took = (await page.evaluate(`painted(() => drawBare(${many}))`)) as number;
      await page.evaluate(`painted(() => clearBare())`);
      return took;
    };
    const rounds = quick ? 9 : 25;
    const drawn = await eachInTurn(
      { ours: all(small.page), bare: bare(small.page, 100), many: all(large.page) },
      rounds,
    );
    const whole = median(await inRounds(bare(large.page, 10_000), 3));
    const elements = (await large.page.evaluate('count(panel().shadowRoot)')) as number;
    const one = await eachInTurn({ one: async () => oneRow(thousand.page), anew: all(thousand.page) }, quick ? 5 : 11);
    await thousand.page.context().close();
    const keys = async (page: Page) => {
      const took: number[] = [];
      for (const text of ['d', 'd0', 'd00', 'd000', 'd0001', 'd000', 'd00', ''])
        took.push((await page.evaluate(`painted(() => typed('${text}'))`)) as number);
      return Math.max(...took);
    };
    const worst = median(await inRounds(() => keys(large.page), quick ? 3 : 7));
    const grids = await gridRows(browser, large.page);
    await large.devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const slow = median(await inRounds(() => keys(large.page), quick ? 3 : 5));
    const row = (id: string, ours: number, beside: number): Row => ({
      id,
      ours: ms(ours),
      beside: ms(beside),
      value: ours / beside,
    });
    return [
      row('QR1', drawn.ours, drawn.bare),
      row('QR2', drawn.many, drawn.ours),
      row('QR2 whole', drawn.many, whole),
      figure('QR3', elements, '10,000 rows'),
      row('QR4', one.one, one.anew),
      row('QR5', worst, whole),
      figure('QR6', slow),
      ...grids,
    ];
  } finally {
    await browser.close();
    await hundred.close();
    await middle.close();
    await thousands.close();
  }
}

async function inRounds(figureOf: () => Promise<number>, rounds: number): Promise<number[]> {
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) found.push(await figureOf());
  return found;
}

/** The "…" of a row tells that its menu is open: one row is another one, all others are as they were. */
const oneRow = async (page: Page) => {
  const took = (await page.evaluate(
    `painted(() => panel().shadowRoot.querySelectorAll('tbody .act button')[3].click())`,
  )) as number;
  await page.evaluate(`painted(() => panel().shadowRoot.querySelector('.menu').hidePopover())`);
  return took;
};

async function shots(page: Page, folder: string): Promise<void> {
  for (const [width, height] of [
    [1280, 900],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate('scrollTo(0, 3000)');
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}/rows-${width}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate('scrollTo(0, 0)');
}
