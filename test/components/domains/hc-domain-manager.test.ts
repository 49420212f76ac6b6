import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { like } from 'drizzle-orm';
import { domains } from '../../../bff/domains/schema.ts';
import '../../../components/domains/hc-domain-manager.ts';
import type { HcDomainManager } from '../../../components/domains/hc-domain-manager.ts';
import type { HcNavigateEvent } from '../../../components/shared/events.ts';
import { addMany } from './many.ts';
import { button, find, focused, mount, press, shows, text, type MemoryPanel } from './mount.ts';

const open = (options = {}, lang = 'en', set = {}) => mount<HcDomainManager>('hc-domain-manager', set, options, lang);
const rows = (element: HcDomainManager) => [...element.shadowRoot!.querySelectorAll('tbody tr')];

describe('<hc-domain-manager>', () => {
  it('lists the domains of the customer, with status, renewal and price', async () => {
    const { element } = await open();
    await shows(element, 'lindenloaf.com');
    expect(rows(element)).to.have.length(9);
    expect(text(element)).to.contain('lindenbäckerei.de');
    expect(text(element)).to.match(/Expires in \d days/);
    await expect(element).to.be.accessible();
  });

  it('D18: leads to where a domain is brought here, and back; not where the label has that switched off', async () => {
    const { element } = await open();
    await press(element, 'Move a domain here');
    await waitUntil(() => element.path === 'transfer' && find(element, '#name'), 'the form');
    await press(element, 'Domains');
    await shows(element, 'lindenloaf.com');
    const policy = { hiddenTabs: [], disabledActions: { 'domains.transfer.start': {} } };
    const { element: off } = await open({ settings: { policy } });
    await shows(off, 'lindenloaf.com');
    expect(text(off)).not.to.contain('Move a domain here');
  });

  it('searches as one types, says how many, and offers the way back', async () => {
    const { element } = await open();
    await shows(element, 'lindenloaf.com');
    find<HTMLInputElement>(element, 'input[type=search]')!.focus();
    await sendKeys({ type: 'bäck' });
    await waitUntil(() => rows(element).length === 1);
    expect(text(element)).to.contain('1 domain');
    await sendKeys({ type: 'zzz' });
    await shows(element, 'No domain matches “bäckzzz”');
    await expect(element).to.be.accessible();
    button(element, 'Show all domains')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => rows(element).length === 9);
    expect(element.shadowRoot!.activeElement?.getAttribute('type')).to.equal('search');
  });

  it('shows all of its views at 320 px, in each language', async () => {
    await setViewport({ width: 320, height: 700 });
    try {
      for (const [lang, label] of [
        ['en', 'tidewell'],
        ['nl', 'tidewell'],
        ['de', 'smidse'],
      ] as const) {
        const { element } = await open({ label }, lang);
        const views = () => find(element, '.seg');
        await waitUntil(() => views()?.querySelector('.n'), 'the views', { timeout: 10_000 });
        expect(views()!.scrollWidth, lang).to.be.at.most(views()!.clientWidth);
        const { right } = views()!.getBoundingClientRect();
        for (const view of views()!.querySelectorAll('label'))
          expect(view.getBoundingClientRect().right, lang).to.be.at.most(right);
        await expect(element).to.be.accessible();
      }
    } finally {
      await setViewport({ width: 1280, height: 800 });
    }
  });

  it('keeps the focus where nothing more comes, and where a filter is taken off', async () => {
    const { element, panel } = await open({ prepare: (made: MemoryPanel) => addMany(made, 60) });
    await shows(element, '50 of 69');
    find(element, '[type=search]')!.focus();
    await sendKeys({ type: 'many-' });
    await waitUntil(() => button(element, 'Show 10 more'), 'a page', { timeout: 10_000 });
    await panel.deps.labels.use(panel.me!.label.id, ({ db }) => db.delete(domains).where(like(domains.name, 'many-%')));
    button(element, 'Show 10 more')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !button(element, /^Show \d+ more$/), 'there is no more', { timeout: 10_000 });
    await waitUntil(() => focused()?.closest('tr') === rows(element).at(-1), 'the last row');
    find(element, '[type=search]')!.focus();
    await press(element, 'Filter');
    await waitUntil(() => find(element, '#state'), 'the choices', { timeout: 10_000 });
    const state = find<HTMLSelectElement>(element, '#state')!;
    state.value = 'active';
    state.dispatchEvent(new Event('change'));
    await waitUntil(() => find(element, '.filters .tag'), 'the tag');
    find(element, '.filters .tag')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !find(element, '.filters .tag'), 'taken off');
    expect(focused()?.closest('.filters')).to.exist;
  });

  it('says that a search failed instead of that nothing matches', async () => {
    let down = false;
    const { element } = await open({
      intercept: () => (down ? Promise.reject(new TypeError('network')) : undefined),
    });
    await shows(element, 'lindenloaf.com');
    const box = find<HTMLInputElement>(element, 'input[type=search]')!;
    box.focus();
    await sendKeys({ type: 'zzz' });
    await shows(element, 'No domain matches “zzz”');
    down = true;
    await sendKeys({ type: 'z' });
    await shows(element, 'Try again');
    expect(text(element)).not.to.contain('No domain matches');
    expect(box.maxLength).to.equal(253);
  });

  it('filters by view, state, ending and expiry, and sorts', async () => {
    const { element } = await open();
    await shows(element, 'lindenloaf.com');
    await press(element, /^Not renewing/);
    await waitUntil(() => rows(element).length === 2);
    await press(element, /^All /);
    await waitUntil(() => rows(element).length === 9);
    await press(element, 'Filter');
    await waitUntil(() => find(element, '#tld'));
    const tld = find<HTMLSelectElement>(element, '#tld')!;
    tld.value = 'nl';
    tld.dispatchEvent(new Event('change'));
    await waitUntil(() => rows(element).every((row) => row.textContent?.includes('.nl')));
    await press(element, 'Remove the filter .nl');
    await waitUntil(() => rows(element).length === 9);
    const first = rows(element)[0]!.textContent;
    await press(element, 'Sort by Domain');
    await waitUntil(() => rows(element)[0]!.textContent !== first);
  });

  it('shows more of a long list and keeps the place', async () => {
    const { element } = await open({ customer: 'T-1003' });
    await waitUntil(() => rows(element).length >= 40, 'rows', { timeout: 10_000 });
    await press(element, /^Show \d+ more$/);
    const place = () => element.shadowRoot!.activeElement?.closest('tr')?.getAttribute('aria-rowindex');
    // Below the head and the fifty that were there.
    await waitUntil(() => place() === '52');
  });

  it('opens a domain by keyboard alone, tells the page, and leads back', async () => {
    const { element } = await open();
    await shows(element, 'lindenloaf.com');
    const link = rows(element)
      .find((row) => row.textContent?.includes('lindenloaf.com'))!
      .querySelector('a')!;
    link.focus();
    const navigated = oneEvent(element, 'hc-navigate') as unknown as Promise<HcNavigateEvent>;
    await sendKeys({ press: 'Enter' });
    expect((await navigated).path).to.match(/^domains\/dom_/);
    await shows(element, 'Registration');
    await expect(element).to.be.accessible();
    await press(element, 'Domains');
    await waitUntil(() => rows(element).length === 9);
  });

  it('leaves the way to whoever cancels', async () => {
    const { element } = await open();
    await shows(element, 'lindenloaf.com');
    element.addEventListener('hc-navigate', (event) => event.preventDefault());
    rows(element)[0]!.querySelector('a')!.click();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(element.path).to.equal('');
  });

  it('speaks the language of the page', async () => {
    const { element } = await open({}, 'nl');
    await shows(element, 'Domeinen');
    await shows(element, 'Verloopt over');
  });

  it('draws a row again when its language or its menu changes, and no other', async () => {
    const { element } = await open();
    await shows(element, 'Expires in');
    const buttons = () => rows(element).map((row) => row.querySelector('.act button')!.getAttribute('aria-expanded'));
    rows(element)[1]!.querySelector<HTMLElement>('.act button')!.click();
    await waitUntil(() => buttons().includes('true'));
    expect(
      buttons()
        .map((open, at) => [open, at])
        .filter(([open]) => open === 'true'),
    ).to.deep.equal([['true', 1]]);
    element.shadowRoot!.querySelector<HTMLElement>('.menu')!.hidePopover();
    await waitUntil(() => !buttons().includes('true'));
    element.lang = 'nl';
    await shows(element, 'Verloopt over');
    expect(text(element)).not.to.contain('Expires in');
  });

  it('says that there is nothing yet, and what a domain is', async () => {
    const { element } = await open({ customer: 'T-1131' });
    await shows(element, 'No domains yet');
    await expect(element).to.be.accessible();
  });

  it('L1: draws nothing of a hidden tab', async () => {
    const { element } = await open({ settings: { policy: { hiddenTabs: ['domains'], disabledActions: {} } } });
    await waitUntil(() => text(element).includes('Not available'), 'refused', { timeout: 10_000 });
    expect(rows(element)).to.have.length(0);
  });

  it('shows a failure with the request id and tries again', async () => {
    let broken = true;
    const { element } = await open({
      intercept: (request: Request) =>
        broken && request.url.includes('/v1/domains')
          ? new Response(
              JSON.stringify({ type: 'urn:hc:internal', status: 500, code: 'internal', requestId: 'req-1' }),
              { status: 500 },
            )
          : undefined,
    });
    await shows(element, 'req-1');
    await expect(element).to.be.accessible();
    broken = false;
    await press(element, 'Try again');
    await shows(element, 'lindenloaf.com');
  });
});
