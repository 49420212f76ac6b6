import type { Browser, Page } from 'playwright-core';
import { eachInTurn, ms, notMeasured, quick, type Row } from './measure.ts';
import { openPeers } from './peers.ts';
import { nameOf } from './world.ts';

const many = 10_000;
const keys = ['d', 'd0', 'd00', 'd000', 'd0001', 'd000', 'd00', ''];

/** In the page: ours and the peers, each by what shows and filters rows and by the text that is seen. */
const common = `
  window.seen = (step, words) => new Promise((resolve, reject) => {
    const began = performance.now();
    step();
    const look = () => {
      if (performance.now() - began > 20000) return reject(new Error(words + ' is not seen'));
      if (!text().includes(words)) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - began);
      port2.postMessage(0);
    };
    requestAnimationFrame(look);
  });`;
const ours = `${common}
  window.text = () => panel().shadowRoot.querySelector('tbody')?.textContent ?? '';
  window.filter = typed;
  window.again = async () => { await painted(() => typed('zzzz')); return seen(() => typed(''), '${nameOf(0)}'); };`;
const theirs = `${common}
  window.items = Array.from({ length: ${many} }, (_, n) => ({ name: 'd' + String(n).padStart(7, '0') + '.example', status: 'Active', renews: '14 Mar 2027' }));
  window.again = async () => {
    show([]);
    while (text().includes('.example')) await new Promise(requestAnimationFrame);
    return seen(() => show(items), '${nameOf(0)}');
  };
  window.again();`;

const worstKey = async (page: Page) => {
  const took: number[] = [];
  for (const words of keys)
    took.push(
      (await page.evaluate(`seen(() => filter('${words}'), '${nameOf(words === 'd0001' ? 1000 : 0)}')`)) as number,
    );
  return Math.max(...took);
};
const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;

/** Ours beside the grids that people use, which draw plain text in three columns; a row of ours has more in it. */
export async function gridRows(browser: Browser, page: Page): Promise<Row[]> {
  const peers = await openPeers();
  if (typeof peers === 'string')
    return notMeasured(peers, 'QR2 grid', 'QR5 grid', 'QR5 ag-grid', 'QR6 grid', 'QR6 ag-grid', 'QS5', 'QS5 ag-grid');
  try {
    await page.evaluate(ours);
    const open = async (name: string) => {
      const peer = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
      await peer.goto(`http://localhost:${peers.port}/${name}`);
      await peer.waitForFunction('window.show');
      await peer.evaluate(theirs);
      return peer;
    };
    const sides = { ours: page, vaadin: await open('vaadin'), ag: await open('ag-grid') };
    const each = (measure: (side: Page) => Promise<number>, rounds: number) =>
      eachInTurn(
        { ours: () => measure(sides.ours), vaadin: () => measure(sides.vaadin), ag: () => measure(sides.ag) },
        rounds,
      );
    const drawn = await each(async (side) => (await side.evaluate('again()')) as number, quick ? 5 : 15);
    const typed = await each(worstKey, quick ? 3 : 7);
    for (const side of Object.values(sides))
      await (await side.context().newCDPSession(side)).send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const slow = await each(worstKey, quick ? 3 : 5);
    const row = (id: string, of: { ours: number }, beside: number): Row => ({
      id,
      ours: ms(of.ours),
      beside: ms(beside),
      value: of.ours / beside,
    });
    const bytes = (id: string, beside: number): Row => ({
      id,
      ours: kib(peers.bytes.table),
      beside: kib(beside),
      value: peers.bytes.table / beside,
    });
    return [
      row('QR2 grid', drawn, drawn.vaadin),
      row('QR5 grid', typed, typed.vaadin),
      row('QR5 ag-grid', typed, typed.ag),
      row('QR6 grid', slow, slow.vaadin),
      row('QR6 ag-grid', slow, slow.ag),
      bytes('QS5', peers.bytes.vaadin),
      bytes('QS5 ag-grid', peers.bytes['ag-grid']),
    ];
  } finally {
    peers.close();
  }
}
