import { chromium, type Browser, type Page } from 'playwright-core';
import { hostingLinks } from '../../bff/domains/hosting-link/schema.ts';
import { subscriptions } from '../../bff/hosting/schema.ts';
import { gibibyte } from '../../bff/mail/rules.ts';
import { mailboxes, mailDomains } from '../../bff/mail/schema.ts';
import { chromiumFlags, chromiumPath } from '../chromium.ts';
import { eachInTurn, figure, ms, notMeasured, quick, type Row } from './measure.ts';
import { mailPages } from './mail-pages.ts';
import { openPostfixadmin, type Postfixadmin } from './postfixadmin.ts';
import { site, slowProfile, type World } from './site.ts';
import { slowLine } from './slow.ts';

const executablePath = chromiumPath();
const many = 50;

/** A customer with a plan, a domain that leads its mail there, and as many mailboxes as Postfixadmin has. */
async function fillMail({ h, label, customer }: World): Promise<void> {
  const domainId = await h.domain(label.id, customer, 'example.test');
  const since = new Date();
  await h.store.labels.use(label.id, async ({ db }) => {
    await db.insert(subscriptions).values({
      ...{ id: 'sub_mail', customerId: customer, name: 'Web M', server: 'web7.example', addresses: ['192.0.2.10'] },
      ...{ mailHost: 'mail.example', spf: 'include:spf.example', maxDomains: 5, maxForwards: 20, createdAt: since },
      ...{ maxMailboxes: 2 * many, mailPool: 2 * many * gibibyte },
    });
    await db.insert(hostingLinks).values({
      ...{ domainId, subscriptionId: 'sub_mail', role: 'primary', host: '@', mail: true, before: [], after: [] },
      ...{ state: 'ready', by: 'Marieke', linkedAt: since },
    } as typeof hostingLinks.$inferInsert);
    await db.insert(mailDomains).values({ domainId, servedVersion: 1 });
    await db.insert(mailboxes).values(
      Array.from({ length: many }, (_, n) => ({
        ...{ id: `mbx_${n}`, customerId: customer, subscriptionId: 'sub_mail', domainId, hash: 'x', servedVersion: 1 },
        ...{ address: `box${n}@example.test`, name: 'Someone', quota: gibibyte, used: 0, messages: 0 },
        ...{ usedAt: since, createdAt: since },
      })),
    );
  });
}

/** In the page: when its rows are on the screen, one frame and one message later. */
const watcher = `
  const look = () => {
    const root = document.querySelector('hc-mailboxes')?.shadowRoot ?? document;
    const rows = root.querySelectorAll('tbody tr');
    if (rows.length < ${many} || !rows[0].getClientRects().length) return requestAnimationFrame(look);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { window.seenAt = performance.now(); };
      port2.postMessage(0);
    });
  };
  look();`;

interface Visit {
  readonly seen: number;
  readonly bytes: number;
  readonly requests: number;
}

async function onPage<Result>(
  browser: Browser,
  url: string,
  cookie: Postfixadmin['cookie'] | undefined,
  body: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    if (cookie) await context.addCookies([{ ...cookie, url }]);
    return await body(await context.newPage());
  } finally {
    await context.close();
  }
}

const visit = (browser: Browser, url: string, cookie?: Postfixadmin['cookie']): Promise<Visit> =>
  onPage(browser, url, cookie, async (page) => {
    await page.addInitScript(watcher);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await devtools.send('Network.enable');
    let [bytes, requests] = [0, 0];
    devtools.on('Network.requestWillBeSent', () => (requests += 1));
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction('window.seenAt !== undefined', undefined, { timeout: 30_000 });
    return { seen: (await page.evaluate('window.seenAt')) as number, bytes, requests };
  });

const secret = 'two loaves of rye 77';

/** Makes a mailbox as a person does, from the list; how many clicks and fields that took, and how many pages. */
async function steps(page: Page, make: (did: (action: Promise<void>) => Promise<void>) => Promise<void>) {
  let [taken, pages] = [0, 0];
  page.on('framenavigated', () => (pages += 1));
  await make(async (action) => {
    await action;
    taken += 1;
  });
  return { taken, pages };
}

const oursSteps = (browser: Browser, url: string) =>
  onPage(browser, url, undefined, async (page) => {
    await page.goto(url);
    await page
      .locator('tbody tr')
      .nth(many - 1)
      .waitFor();
    return steps(page, async (did) => {
      await did(page.getByRole('button', { name: 'Create mailbox' }).first().click());
      await did(page.locator('dialog [name=local]').fill('anna'));
      await did(page.locator('dialog [name=password]').fill(secret));
      await did(page.locator('dialog [type=submit]').click());
      await page.locator('tbody').getByText('anna@example.test').first().waitFor();
    });
  });

const theirSteps = (browser: Browser, url: string, cookie: Postfixadmin['cookie']) =>
  onPage(browser, url, cookie, async (page) => {
    await page.goto(url);
    return steps(page, async (did) => {
      await did(page.locator('a.btn', { hasText: 'Add Mailbox' }).first().click());
      await did(page.locator('[name="value[local_part]"]').fill('anna'));
      await did(page.locator('[name="value[password]"]').fill(secret));
      await did(page.locator('[name="value[password2]"]').fill(secret));
      await did(page.locator('form[name=edit_mailbox] [type=submit]').first().click());
      await page.getByText('anna@example.test').first().waitFor();
    });
  });

/** The list of mailboxes, and making one, beside Postfixadmin. */
export async function mailBench(): Promise<Row[]> {
  const pages = await mailPages();
  const ids = ['QM1', 'QM1 bytes', 'QM1 requests', 'QM2', 'QM2 pages'];
  const peer = await openPostfixadmin(many);
  if (typeof peer === 'string') return [...notMeasured(peer, ...ids), ...pages];
  const panel = ({ element }: { element: string }) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>${element}<hc-mailboxes></hc-mailboxes>`;
  const shop = await site(1, { '/mailboxes': panel }, fillMail);
  const line = await slowLine(peer.port, slowProfile);
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  const theirs = (port: number) => `http://mail.localhost:${port}/list-virtual.php?domain=example.test`;
  try {
    const last: { ours?: Visit; beside?: Visit } = {};
    const sides = {
      ours: async () => (last.ours = await visit(browser, `${shop.hosts.slow}/mailboxes`)).seen,
      beside: async () => (last.beside = await visit(browser, theirs(line.port), peer.cookie)).seen,
    };
    const seen = await eachInTurn(sides, quick ? 3 : 7);
    const [ours, beside] = [last.ours!, last.beside!];
    const made = await oursSteps(browser, `${shop.hosts.fast}/mailboxes`);
    const madeBeside = await theirSteps(browser, theirs(peer.port), peer.cookie);
    const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
    const ratio = (id: string, a: number, b: number, shown: (value: number) => string = String): Row => ({
      ...{ id, ours: shown(a), beside: shown(b), value: a / b },
    });
    return [
      ratio('QM1', seen.ours, seen.beside, ms),
      ratio('QM1 bytes', ours.bytes, beside.bytes, kib),
      ratio('QM1 requests', ours.requests, beside.requests),
      ratio('QM2', made.taken, madeBeside.taken),
      figure('QM2 pages', made.pages, `${madeBeside.pages} pages`),
      ...pages,
    ];
  } finally {
    await browser.close();
    line.close();
    await shop.close();
    peer.close();
  }
}
