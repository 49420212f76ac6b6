import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { DomainPage, ZoneAnswer } from '../../../bff/domains/answers.ts';
import type { RedirectsChangedEvent } from '../../../components/domains/events.ts';
import '../../../components/domains/hc-domain.ts';
import '../../../components/domains/hc-redirects.ts';
import type { HcRedirects } from '../../../components/domains/hc-redirects.ts';
import type { MemoryOptions } from '../memory-panel.ts';
import { button, find, focused, lineOf, mount, press, shows, text } from './mount.ts';

const bakery = 'xn--lindenbckerei-hfb.de';

async function open(options: MemoryOptions = {}, lang = 'en', name = bakery) {
  const { element, panel } = await mount<HcRedirects>('hc-redirects', {}, options, lang);
  const page = (await (await panel.api.v1.domains.$get({ query: { q: name } } as never)).json()) as DomainPage;
  element.domain = page.items.find((item) => item.name === name)!.id;
  await waitUntil(() => element.shadowRoot?.querySelector('h2'), 'the panel', { timeout: 10_000 });
  const zone = async () =>
    (await (await panel.api.v1.domains[':id'].dns.$get({ param: { id: element.domain } })).json()) as ZoneAnswer;
  return { element, panel, zone };
}
const row = (element: HcRedirects, address: string) =>
  [...element.shadowRoot!.querySelectorAll<HTMLElement>('tbody tr')].find((one) =>
    one.querySelector('.name')!.textContent!.startsWith(address),
  );
const menuOf = async (element: HcRedirects, address: string, item: string) => {
  row(element, address)!.querySelector('button')!.click();
  await press(element, item);
};
const set = async (element: Element, selector: string, value: string | boolean) => {
  await waitUntil(() => find(element, selector), selector, { timeout: 10_000 });
  const control = find<HTMLInputElement>(element, selector)!;
  if (typeof value === 'boolean') control.checked = value;
  else control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
};
const way = (element: Element) =>
  [...find(element, '.way')!.children].map(({ textContent }) => textContent!.trim()).join(' ');
const addressesAt = async (zone: () => Promise<ZoneAnswer>, host: string) =>
  (await zone()).rrsets.filter(({ name }) => name === host).map(({ type, records }) => `${type} ${records.join()}`);

describe('<hc-redirects>', () => {
  it('D13: lists where each address leads, and is accessible as list, form, review and question', async () => {
    const { element } = await open();
    expect(text(row(element, 'www.lindenbäckerei.de')!)).to.contain('https://lindenloaf.com/de Permanent (301)');
    expect(text(row(element, 'karte.')!)).to.contain('Shown under this address');
    expect(text(row(element, 'kurse.')!)).to.contain('Records lead elsewhere');
    await expect(element).to.be.accessible();
    await menuOf(element, 'karte.', 'Edit');
    await shows(element, 'Name the target as the true address');
    await expect(element).to.be.accessible();
    await press(element, 'Review');
    await shows(element, 'Checked: the page of the target may be shown here.');
    await expect(element).to.be.accessible();
    await press(element, 'Close');
    await menuOf(element, 'www.', 'Delete');
    await shows(element, 'Put back what was there before');
    await expect(element).to.be.accessible();
  });

  it('D13: says live where a visitor is led, shows the records, and saves both as one', async () => {
    const { element, zone } = await open();
    await press(element, 'Add redirect');
    await set(element, '#host', 'brot');
    await set(element, '#target', 'lindenloaf.com/brot');
    expect(way(element)).to.contain('http://brot.lindenbäckerei.de/a?b=1 Leads to https://lindenloaf.com/brot/a?b=1');
    await set(element, '[name=keepPath]', false);
    await waitUntil(() => way(element).includes('https://lindenloaf.com/brot?b=1'));
    await press(element, 'Review');
    await shows(element, 'These DNS records change together with it:');
    expect(text(find(element, '.diff')!))
      .to.contain('192.0.2.80')
      .and.to.contain('2001:db8:40::80');
    expect(await addressesAt(zone, 'brot')).to.deep.equal([]);
    const changed = oneEvent(element, 'hc-redirects-changed') as unknown as Promise<RedirectsChangedEvent>;
    await press(element, 'Save redirect');
    expect((await changed).action).to.equal('domains.redirect.create');
    await shows(element, 'The redirect of brot.lindenbäckerei.de is saved');
    expect(text(row(element, 'brot.')!)).to.contain('With query');
    expect(await addressesAt(zone, 'brot')).to.deep.equal(['A 192.0.2.80', 'AAAA 2001:db8:40::80']);
  });

  it('D13: what is wrong is said at its field, with the caret there, and a loop with its way', async () => {
    const { element } = await open();
    await press(element, 'Add redirect');
    await set(element, '#target', 'javascript:alert(1)');
    await press(element, 'Review');
    await shows(element, 'Only http:// and https:// addresses can be targets.');
    expect(element.shadowRoot!.activeElement?.id).to.equal('target');
    await set(element, '#host', 'www');
    await set(element, '#target', 'https://lindenloaf.com');
    await press(element, 'Review');
    await shows(element, 'This address has a redirect already.');
    expect(element.shadowRoot!.activeElement?.id).to.equal('host');
    await set(element, '#host', 'rund');
    await set(element, '#target', 'https://rund.lindenbäckerei.de');
    await press(element, 'Review');
    await shows(element, 'This is the address that the redirect is for');
  });

  it('D14: a page that may not be shown elsewhere is refused with the reason, before anything is saved', async () => {
    const headers = new Headers({ 'x-frame-options': 'DENY' });
    const { element } = await open({ outbound: { ask: async () => ({ status: 200, headers }) } });
    await press(element, 'Add redirect');
    await set(element, '#host', 'bild');
    await set(element, '#target', 'https://www.kassa.example');
    await set(element, '#kind', 'mask');
    await shows(element, 'The address bar never changes');
    expect(way(element)).to.contain('Shows');
    await press(element, 'Review');
    await shows(element, 'www.kassa.example does not let its page be shown on other sites (X-Frame-Options)');
    expect(element.shadowRoot!.activeElement?.id).to.equal('target');
    await set(element, '#kind', '302');
    await press(element, 'Review');
    await press(element, 'Save redirect');
    await waitUntil(() => row(element, 'bild.'), 'saved', { timeout: 10_000 });
  });

  it('D13: an edit leads visitors here again, and what was typed is not lost by a slip', async () => {
    const { element, zone } = await open();
    await menuOf(element, 'kurse.', 'Edit');
    await set(element, '#kind', '307');
    await press(element, 'Close');
    await shows(element, 'Leave without saving?');
    await press(element, 'Keep editing');
    await press(element, 'Review');
    await shows(element, '192.0.2.45');
    await press(element, 'Save redirect');
    await waitUntil(() => !text(element).includes('Records lead elsewhere'), 'here', { timeout: 10_000 });
    expect(text(row(element, 'kurse.')!)).to.contain('Temporary (307)');
    expect(await addressesAt(zone, 'kurse')).to.deep.equal(['A 192.0.2.80', 'AAAA 2001:db8:40::80']);
  });

  it('D13: what was begun for one domain is not asked for the next one', async () => {
    const { element, panel } = await open();
    await press(element, 'Add redirect');
    await set(element, '#host', 'brot');
    const page = (await (await panel.api.v1.domains.$get({ query: {} } as never)).json()) as DomainPage;
    element.domain = page.items.find(
      ({ id, denied }) => id !== element.domain && !denied['domains.redirect.create'],
    )!.id;
    await waitUntil(() => !find(element, 'dialog, [role=dialog]') && find(element, 'h2'), 'no dialog', {
      timeout: 10_000,
    });
    await press(element, 'Add redirect');
    await waitUntil(() => find<HTMLInputElement>(element, '#host')?.value === '', 'a fresh form', { timeout: 10_000 });
  });

  it('D13: records that somebody changed meanwhile are looked at again before anything is saved', async () => {
    const { element, panel, zone } = await open();
    await press(element, 'Add redirect');
    await set(element, '#host', 'neu');
    await set(element, '#target', 'https://lindenloaf.com');
    await press(element, 'Review');
    await shows(element, 'Save redirect');
    const changes = [{ op: 'set', name: 'neu', type: 'CNAME', ttl: 300, records: ['other.example.net'] }];
    const { version } = await zone();
    await panel.api.v1.domains[':id'].dns.$post({ param: { id: element.domain }, json: { version, changes } } as never);
    // Also when the list has been read again meanwhile: what counts is what was shown.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await press(element, 'Save redirect');
    await shows(element, 'The DNS records were changed in the meantime.');
    expect(text(find(element, '.diff')!)).to.contain('other.example.net');
    expect(row(element, 'neu.')).to.equal(undefined);
    await press(element, 'Save redirect');
    await waitUntil(() => row(element, 'neu.'), 'saved', { timeout: 10_000 });
  });

  it('D13: a deletion whose records could not be looked at is looked at once more', async () => {
    const line = lineOf(/^POST .*\/delete\/preview$/);
    line.state = 'cut';
    const { element } = await open({ intercept: line.intercept });
    await menuOf(element, 'www.', 'Delete');
    await shows(element, 'We could not be reached.');
    await expect(element).to.be.accessible();
    line.state = 'open';
    await press(element, 'Try again');
    await waitUntil(() => find(element, '.diff'), 'records', { timeout: 10_000 });
    await press(element, 'Delete redirect');
    await shows(element, 'The redirect of www.lindenbäckerei.de is deleted');
  });

  it('D13: deletes with its records as the person says, and Undo brings both back', async () => {
    const { element, zone } = await open();
    await menuOf(element, 'www.', 'Delete');
    await shows(element, 'CNAME');
    await set(element, 'input[value=keep]', true);
    find(element, 'input[value=keep]')!.dispatchEvent(new Event('change', { bubbles: true }));
    await waitUntil(() => !find(element, '.diff'), 'no records');
    find<HTMLInputElement>(element, 'input[value=restore]')!.click();
    await waitUntil(() => find(element, '.diff'), 'records');
    await press(element, 'Delete redirect');
    await shows(element, 'The redirect of www.lindenbäckerei.de is deleted');
    expect(row(element, 'www.')).to.equal(undefined);
    expect(await addressesAt(zone, 'www')).to.deep.equal([`CNAME ${bakery}`]);
    button(element, 'Undo')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => row(element, 'www.'), 'back', { timeout: 10_000 });
    await waitUntil(() => focused()?.id === 'title', 'the focus stays here', { timeout: 10_000 });
    expect(await addressesAt(zone, 'www')).to.deep.equal(['A 192.0.2.80', 'AAAA 2001:db8:40::80']);
  });

  it('D13: by keyboard alone, from the button to the saved redirect', async () => {
    const { element } = await open();
    find<HTMLElement>(element, '.head .btn')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find(element, '#host'), 'form', { timeout: 10_000 });
    for (let at = 0; element.shadowRoot!.activeElement?.id !== 'host' && at < 4; at += 1)
      await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'tasten' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'lindenloaf.com' });
    await sendKeys({ press: 'Enter' });
    await shows(element, 'These DNS records change together with it:');
    expect(element.shadowRoot!.activeElement?.className).to.equal('review');
    const reached = () => focused()?.textContent ?? '';
    for (let at = 0; !reached().includes('Save redirect') || at === 0; at += 1) {
      if (at > 3) throw new Error(`the focus is at ${reached()}`);
      await sendKeys({ press: 'Tab' });
    }
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => row(element, 'tasten.'), 'saved', { timeout: 10_000 });
  });

  it('is a tab of the domain; on a phone the open tab is in sight', async () => {
    const { element: list } = await open(
      { settings: { locale: { languages: ['de'], timeZone: 'Europe/Berlin' } } },
      'de',
    );
    const place = list.parentElement!;
    place.style.inlineSize = '280px';
    const element = Object.assign(document.createElement('hc-domain'), { domain: list.domain, tab: 'redirects' });
    place.append(element);
    await shows(element, 'https://lindenloaf.com/de');
    const tab = find(element, '.tabs [aria-current]')!;
    const strip = tab.parentElement!;
    expect(strip.scrollWidth).to.be.greaterThan(strip.clientWidth);
    expect(tab.getBoundingClientRect().right).to.be.at.most(strip.getBoundingClientRect().right + 1);
  });

  it('D13: with foreign name servers it says which records to set there', async () => {
    const { element } = await open({}, 'en', 'linden-loaf.nl');
    await shows(element, 'Your DNS is elsewhere.');
    expect(text(find(element, '.banner')!))
      .to.contain('ns1.elsewhere.example')
      .and.to.contain('192.0.2.80');
    await press(element, 'Add redirect');
    await set(element, '#host', 'www');
    await set(element, '#target', 'https://lindenloaf.com');
    await press(element, 'Review');
    await shows(element, 'Set these records at ns1.elsewhere.example');
    await expect(element).to.be.accessible();
    await press(element, 'Save redirect');
    await waitUntil(() => row(element, 'www.linden-loaf.nl'), 'saved', { timeout: 10_000 });
  });

  it('L1: empty, without permission, switched off and unreachable it says so', async () => {
    const none = await open({}, 'en', 'brotlinde.eu');
    await shows(none.element, 'No redirects yet');
    await expect(none.element).to.be.accessible();
    const billing = await open({ role: 'billing' });
    expect(text(billing.element)).to.not.contain('Add redirect');
    expect(row(billing.element, 'www.')!.querySelector('button')).to.equal(null);
    const reason = 'Call us, we set it up for you.';
    const off = { hiddenTabs: [], disabledActions: { 'domains.redirect.create': { reason } } };
    const greyed = await open({ settings: { policy: off } }, 'en', 'brotlinde.eu');
    await shows(greyed.element, reason);
    await expect(greyed.element).to.be.accessible();
    const failed = await open({}, 'en', 'sourdough.school');
    await shows(failed.element, 'This is not possible in the present state.');
    const down = await mount<HcRedirects>(
      'hc-redirects',
      { domain: 'dom_x' },
      {
        intercept: ({ url }) => (url.endsWith('/redirects') ? Promise.reject(new TypeError('network')) : undefined),
      },
    );
    await shows(down.element, 'Try again');
    await expect(down.element).to.be.accessible();
  });

  for (const [lang, add, review, title] of [
    ['nl', 'Doorverwijzing toevoegen', 'Nakijken', 'Gaat naar'],
    ['de', 'Weiterleitung hinzufügen', 'Prüfen', 'Führt zu'],
  ] as const)
    it(`speaks ${lang}, dialogs too`, async () => {
      const locale = { languages: ['nl' as const, 'de' as const], timeZone: 'Europe/Berlin' };
      const { element } = await open({ settings: { locale } }, lang);
      await press(element, add);
      await shows(element, title);
      await press(element, review);
      await waitUntil(() => find(element, '#target[aria-invalid]'), 'said', { timeout: 10_000 });
      await expect(element).to.be.accessible();
    });
});
