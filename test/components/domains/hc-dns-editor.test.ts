import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { DomainPage, ZoneAnswer } from '../../../bff/domains/answers.ts';
import { ApiError } from '../../../components/shared/api-error.ts';
import '../../../components/domains/hc-dns-editor.ts';
import '../../../components/domains/hc-dns-record.ts';
import type { HcDnsEditor } from '../../../components/domains/hc-dns-editor.ts';
import { kindOf } from '../../../components/domains/dns-draft.ts';
import type { DnsPublishedEvent } from '../../../components/domains/events.ts';
import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import type { Client } from '../../../bff/client.ts';
import { DnsError } from '../../../bff/platform/dns/port.ts';
import { clipboard } from '../shared/clipboard.ts';
import { button, find, focused, idOf, lineOf, mount, press, shows, text } from './mount.ts';

async function open(options = {}, lang = 'en', name = 'lindenloaf.com') {
  const { element, panel } = await mount<HcDnsEditor>('hc-dns-editor', {}, options, lang);
  const page = (await (await panel.api.v1.domains.$get({ query: { q: name } } as never)).json()) as DomainPage;
  element.domain = page.items.find((item) => item.name === name)!.id;
  await waitUntil(() => element.shadowRoot?.querySelector('tbody tr'), 'records', { timeout: 10_000 });
  const read = async () =>
    (await (await panel.api.v1.domains[':id'].dns.$get({ param: { id: element.domain } })).json()) as ZoneAnswer;
  return { element, panel, read };
}
const row = (element: HcDnsEditor, key: string) =>
  element.shadowRoot!.querySelector<HTMLElement>(`tr[data-key="${key}"]`);
const type = async (element: Element, selector: string, value: string) => {
  await waitUntil(() => find(element, selector), selector, { timeout: 10_000 });
  const input = find<HTMLInputElement>(element, selector)!;
  input.value = value;
  input.dispatchEvent(new Event(input instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
};
const menuOf = async (element: HcDnsEditor, key: string, item: string) => {
  row(element, key)!.querySelector('button')!.click();
  await press(element, item);
};

describe('<hc-dns-editor>', () => {
  it('lists the records, and is accessible as list, form and review', async () => {
    const { element } = await open();
    expect(text(element)).to.contain('192.0.2.44');
    await expect(element).to.be.accessible();
    await press(element, 'Add record');
    await waitUntil(() => find(element, '#address-0'));
    await expect(element).to.be.accessible();
    await type(element, '#name', 'api');
    await type(element, '#address-0', '192.0.2.50');
    await press(element, 'Add to changes');
    await shows(element, '1 change not published yet');
    await press(element, 'Review changes');
    await shows(element, 'Checked: the zone is valid');
    await expect(element).to.be.accessible();
  });

  it('E9: says so when an undo did not come through, and not as if it were done', async () => {
    const { element } = await open({
      intercept: (request: Request) => (request.url.endsWith('/history') ? Promise.reject(new ApiError(0)) : undefined),
    });
    await menuOf(element, 'www CNAME', 'Remove');
    await press(element, 'Review changes');
    await press(element, 'Publish 1 change');
    await shows(element, '1 change published');
    const sign = () => find(element, '.status path')!.getAttribute('d');
    const done = sign();
    await press(element, 'Undo');
    await shows(element, 'We could not be reached.');
    expect(sign()).not.to.equal(done);
  });

  it('D2: publishes a change set of several records as one, and says when it is served', async () => {
    const { element, read } = await open();
    const before = (await read()).version;
    await press(element, 'Add record');
    await type(element, '#name', 'api');
    await type(element, '#address-0', '192.0.2.50');
    await press(element, 'Add to changes');
    await shows(element, '1 change');
    await menuOf(element, 'shop CNAME', 'Remove');
    await shows(element, '2 changes');
    expect((await read()).version).to.equal(before);
    await press(element, 'Review changes');
    const published = oneEvent(element, 'hc-dns-published') as unknown as Promise<DnsPublishedEvent>;
    await press(element, 'Publish 2 changes');
    expect((await published).version).to.equal(before + 1);
    await shows(element, '2 changes published');
    expect(row(element, 'shop CNAME')).to.equal(null);
    expect(text(row(element, 'api A')!)).to.contain('192.0.2.50');
    await waitUntil(async () => (await read()).sync.state === 'ready');
  });

  it('D3: a wrong value is said at its field, with the caret there, before anything is sent', async () => {
    const { element } = await open();
    await press(element, 'Add record');
    await type(element, '#type', 'CNAME');
    await type(element, '#name', 'kassa');
    await waitUntil(() => find(element, '#target-0'));
    await type(element, '#target-0', '192.0.2.60');
    await press(element, 'Add to changes');
    await shows(element, 'This needs a host name, not an address');
    expect(find(element, 'hc-dns-record')!.shadowRoot!.activeElement?.id).to.equal('target-0');
    await type(element, '#name', 'workshops');
    await type(element, '#target-0', 'shops.kassa.example');
    await press(element, 'Add to changes');
    await shows(element, 'A CNAME stands alone');
  });

  it('D3: a second CNAME of a name is refused where it was typed, and what was there stays', async () => {
    const { element } = await open();
    await press(element, 'Add record');
    await type(element, '#type', 'CNAME');
    await type(element, '#name', 'www');
    await waitUntil(() => find(element, '#target-0'));
    await type(element, '#target-0', 'shops.kassa.example');
    await press(element, 'Add to changes');
    await waitUntil(() => find(element, '#value-said-0 .err')?.textContent?.trim(), 'why', { timeout: 10_000 });
    expect(focused()?.id).to.equal('target-0');
    expect(text(element)).not.to.contain('not published yet');
  });

  it('adds a record by keyboard alone, and Escape leaves the form', async () => {
    const { element } = await open();
    find<HTMLElement>(element, '.head .btn')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find(element, 'hc-dns-record')?.shadowRoot?.activeElement?.id === 'type', 'focus', {
      timeout: 10_000,
    });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'keys' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: '192.0.2.61' });
    await sendKeys({ press: 'Enter' });
    await shows(element, '1 change');
    expect(text(row(element, 'keys A')!)).to.contain('192.0.2.61');
    find<HTMLElement>(element, '.head .btn')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find(element, 'hc-dns-record')?.shadowRoot?.activeElement, 'focus', { timeout: 10_000 });
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !find(element, 'hc-dns-record'));
  });

  it('D2: a record that is judged late joins the change set, and leaves the form alone that was opened meanwhile', async () => {
    const { element } = await open();
    await press(element, 'Add record');
    await type(element, '#name', 'late');
    await type(element, '#address-0', '192.0.2.62');
    find<HTMLElement>(element, 'hc-dns-record')!.shadowRoot!.querySelector<HTMLElement>('[type=submit]')!.click();
    find<HTMLElement>(element, '.head .btn')!.click();
    await shows(element, '1 change');
    expect(text(row(element, 'late A')!)).to.contain('192.0.2.62');
    const opened = find(element, 'hc-dns-record');
    expect(opened, 'the form').to.exist;
    expect(find<HTMLInputElement>(element, '#name')!.value).to.equal('');
  });

  it('a second click on Add record throws nothing away that was typed', async () => {
    const { element } = await open();
    await press(element, 'Add record');
    await type(element, '#name', 'typed');
    await press(element, 'Add record');
    await element.updateComplete;
    expect(find<HTMLInputElement>(element, '#name')!.value).to.equal('typed');
  });

  it('says so where the browser does not copy', async () => {
    const { element } = await open();
    clipboard('refused');
    await menuOf(element, 'www CNAME', 'Copy as text');
    await shows(element, 'Your browser does not allow copying here.');
    find<HTMLElement>(element, '.head .icon')!.click();
    clipboard('given');
    await press(element, 'Copy all as a zone file');
    await shows(element, 'Copied');
  });

  it('takes back a draft that was discarded, beside what was changed since', async () => {
    const { element } = await open();
    await menuOf(element, 'www CNAME', 'Remove');
    await menuOf(element, 'shop CNAME', 'Remove');
    await shows(element, '2 changes');
    await press(element, 'Discard');
    await shows(element, '2 changes discarded');
    expect(text(element)).not.to.contain('not published yet');
    await waitUntil(() => focused()?.textContent?.trim() === 'Undo', 'the focus');
    await menuOf(element, '@ A', 'Remove');
    await press(element, 'Undo');
    await shows(element, '3 changes');
    await press(element, 'Review changes');
    await shows(element, 'Publish 3 changes');
  });

  it('keeps the focus where a record was marked to go, was taken back, and is no longer there', async () => {
    const { element } = await open();
    await menuOf(element, 'www CNAME', 'Remove');
    await waitUntil(() => focused()?.closest('tr') === row(element, 'www CNAME'), 'marked');
    expect(focused()!.ariaLabel).to.match(/^Undo/);
    (focused() as HTMLElement).click();
    await waitUntil(() => focused()?.ariaLabel?.startsWith('Undo') === false, 'taken back');
    expect(focused()!.closest('tr')).to.equal(row(element, 'www CNAME'));
    await press(element, 'Add record');
    await type(element, '#name', 'aaa');
    await type(element, '#address-0', '192.0.2.63');
    await press(element, 'Add to changes');
    await shows(element, '1 change');
    const before = row(element, 'aaa A')!.previousElementSibling;
    const undo = row(element, 'aaa A')!.querySelector('button')!;
    undo.focus();
    undo.click();
    await waitUntil(() => !row(element, 'aaa A'), 'gone');
    await waitUntil(() => focused()?.closest('tr') === before, 'the record above');
  });

  it('says that there is no record of a kind, and shows all again', async () => {
    const { read } = await open();
    const zone = await read();
    const rrsets = zone.rrsets.filter((rrset) => kindOf(rrset) !== 'mail');
    const { element } = await open({
      intercept: ({ url }: Request) => (url.endsWith('/dns') ? Response.json({ ...zone, rrsets }) : undefined),
    });
    const radio = () => element.shadowRoot!.querySelectorAll<HTMLInputElement>('.seg input');
    radio()[2]!.click();
    await shows(element, 'No record under “Mail”');
    await press(element, 'Show all records');
    await waitUntil(() => element.shadowRoot!.querySelector('tbody tr'));
    expect(radio()[0]!.checked).to.equal(true);
    expect(focused(), 'the focus').to.exist;
  });

  it('keeps the form of a record that is searched past, or lies further down', async () => {
    const { read } = await open();
    const zone = await read();
    const more = Array.from({ length: 120 }, (_, at) => ({
      ...zone.rrsets.find(({ type }) => type === 'A')!,
      name: `x${String(at).padStart(3, '0')}`,
    }));
    const { element } = await open({
      intercept: ({ url }: Request) =>
        url.endsWith('/dns') ? Response.json({ ...zone, rrsets: [...zone.rrsets, ...more] }) : undefined,
    });
    await type(element, '[type=search]', 'x119');
    await waitUntil(() => element.shadowRoot!.querySelectorAll('tbody tr').length === 1);
    await menuOf(element, 'x119 A', 'Edit');
    await type(element, '#address-0', '192.0.2.119');
    const form = find(element, 'hc-dns-record');
    await type(element, '[type=search]', 'workshops');
    await waitUntil(() => row(element, 'workshops A'));
    await type(element, '[type=search]', '');
    await waitUntil(() => row(element, '@ A'));
    expect(find(element, 'hc-dns-record') === form, 'the same form').to.equal(true);
    expect(find<HTMLInputElement>(element, '#address-0')!.value).to.equal('192.0.2.119');
  });

  it('leads to the first of the records that are shown on demand', async () => {
    const { read } = await open();
    const zone = await read();
    const more = Array.from({ length: 120 }, (_, at) => ({
      ...zone.rrsets.find(({ type }) => type === 'A')!,
      name: `x${String(at).padStart(3, '0')}`,
    }));
    const { element } = await open({
      intercept: ({ url }: Request) =>
        url.endsWith('/dns') ? Response.json({ ...zone, rrsets: [...zone.rrsets, ...more] }) : undefined,
    });
    const rows = () => element.shadowRoot!.querySelectorAll('tbody tr');
    expect(rows().length).to.equal(100);
    find<HTMLElement>(element, '.foot .btn')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => rows().length > 100);
    await waitUntil(() => focused()?.closest('tr') === rows()[100], 'the focus');
  });

  it('keeps what is being typed when the page changes its language', async () => {
    const { element } = await open();
    await press(element, 'Add record');
    await waitUntil(() => find(element, '#name'));
    const form = find(element, 'hc-dns-record');
    await type(element, '#name', 'half-typed');
    element.parentElement!.lang = 'nl';
    await shows(element, 'Bij de wijzigingen zetten');
    expect(find<HTMLInputElement>(element, '#name')!.value).to.equal('half-typed');
    expect(find(element, 'hc-dns-record') === form, 'the same form').to.equal(true);
  });

  it('undoes a change before it is published', async () => {
    const { element } = await open();
    await menuOf(element, 'www CNAME', 'Remove');
    await shows(element, '1 change');
    await press(element, /^Undo the change to www/);
    await waitUntil(() => !text(element).includes('not published'));
  });

  it('D5: shows the history and undoes a change set with one click', async () => {
    const line = lineOf(/^POST .*\/rollback$/);
    const { element, read } = await open({ intercept: line.intercept });
    await menuOf(element, 'www CNAME', 'Remove');
    await press(element, 'Review changes');
    await press(element, 'Publish 1 change');
    await shows(element, '1 change published');
    expect(row(element, 'www CNAME')).to.equal(null);
    await press(element, 'More for lindenloaf.com');
    await press(element, 'History');
    await shows(element, '1 removed');
    await expect(element).to.be.accessible();
    line.state = 'held';
    await press(element, 'Undo these changes');
    await waitUntil(() => line.asked === 1);
    find(element, 'dialog .timeline .btn')!.click();
    await waitUntil(() => find(element, 'dialog .timeline .btn[aria-disabled=true]'), 'it is on its way');
    line.release();
    await waitUntil(() => row(element, 'www CNAME'), 'undone', { timeout: 10_000 });
    expect(line.asked).to.equal(1);
    expect((await read()).rrsets.some(({ name }) => name === 'www')).to.equal(true);
  });

  it('D5: why a change cannot be undone stands where that was asked for', async () => {
    const { element } = await open();
    await press(element, 'More for lindenloaf.com');
    await press(element, 'History');
    await waitUntil(() => element.shadowRoot!.querySelectorAll('.timeline > li').length > 1, 'changes', {
      timeout: 10_000,
    });
    const oldest = element.shadowRoot!.querySelector('.timeline > li:last-child')!;
    oldest.querySelector('button')!.click();
    await waitUntil(() => oldest.querySelector('[role=alert]')?.textContent?.trim(), 'why', { timeout: 10_000 });
    await expect(element).to.be.accessible();
  });

  it('D5: asks once more for a history that did not come; older changes come to the focus', async () => {
    const line = lineOf(/\/history$/);
    line.state = 'cut';
    const { element, read } = await open({
      intercept: line.intercept,
      prepare: async ({ api }: { api: Client }) => {
        for (let at = 0; at < 60; at += 1) {
          const param = { id: idOf('lindenloaf.com') };
          const { version } = (await (await api.v1.domains[':id'].dns.$get({ param })).json()) as ZoneAnswer;
          const changes = [{ op: 'set', name: 'x', type: 'A', ttl: 300, records: [`192.0.2.${at}`] }];
          await api.v1.domains[':id'].dns.$post({ param, json: { version, changes } } as never);
        }
      },
    });
    const changes = () => element.shadowRoot!.querySelectorAll('dialog .timeline > li').length;
    await press(element, 'More for lindenloaf.com');
    await press(element, 'History');
    await shows(element, 'We could not be reached.');
    await expect(element).to.be.accessible();
    line.state = 'open';
    button(element, 'Try again')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => changes() > 0, 'the changes', { timeout: 10_000 });
    expect(focused()?.closest('dialog footer')).to.exist;
    const first = changes();
    line.state = 'cut';
    await press(element, 'Show older changes');
    await shows(element, 'We could not be reached.');
    expect(changes()).to.equal(first);
    line.state = 'open';
    button(element, 'Try again')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => changes() > first, 'older ones', { timeout: 10_000 });
    expect(text(element)).not.to.contain('We could not be reached.');
    await waitUntil(
      () => focused()?.closest('li') === element.shadowRoot!.querySelectorAll('dialog .timeline > li')[first],
    );
    expect((await read()).version).to.be.above(60);
  });

  it('D6: shows both versions when someone else published, and puts mine on top', async () => {
    const { element, panel, read } = await open();
    await menuOf(element, 'www CNAME', 'Remove');
    await shows(element, '1 change');
    const { version } = await read();
    const changes = [{ op: 'set', name: 'www', type: 'CNAME', ttl: 300, records: ['other.example.net'] }];
    await panel.api.v1.domains[':id'].dns.$post({ param: { id: element.domain }, json: { version, changes } } as never);
    await press(element, 'Review changes');
    await shows(element, 'Someone else changed these records');
    expect(text(element)).to.contain('other.example.net');
    await expect(element).to.be.accessible();
    await press(element, 'Keep my changes on top');
    await shows(element, 'Publish 1 change to');
    await press(element, 'Publish 1 change');
    await shows(element, '1 change published');
    expect((await read()).rrsets.some(({ name }) => name === 'www')).to.equal(false);
  });

  it('keeps the draft when the BFF cannot be reached, and tries again from the review', async () => {
    let down = true;
    const { element } = await open({
      intercept: (request: Request) =>
        down && request.url.endsWith('/preview') ? Promise.reject(new TypeError('network')) : undefined,
    });
    await menuOf(element, 'www CNAME', 'Remove');
    await press(element, 'Review changes');
    await shows(element, 'Try again');
    await expect(element).to.be.accessible();
    down = false;
    await press(element, 'Try again');
    await press(element, 'Publish 1 change');
    await shows(element, '1 change published');
  });

  it('D8: with foreign name servers it shows what is there and what to do, and edits nothing', async () => {
    const { element } = await open({}, 'en', 'linden-loaf.nl');
    await shows(element, 'Your DNS is elsewhere.');
    expect(text(element)).to.not.contain('Add record');
    await expect(element).to.be.accessible();
  });

  it('L1: what the label switched off is not drawn, with a reason it is greyed with it', async () => {
    const off = await open({ settings: { policy: { hiddenTabs: [], disabledActions: { 'domains.dns.edit': {} } } } });
    expect(text(off.element)).to.not.contain('Add record');
    row(off.element, 'www CNAME')!.querySelector('button')!.click();
    await shows(off.element, 'Copy as text');
    expect(find(off.element, '.menu')!.textContent).to.not.contain('Remove');
    const policy = {
      hiddenTabs: [],
      disabledActions: { 'domains.dns.edit': { reason: 'Call us, we change it for you.' } },
    };
    const greyed = await open({ settings: { policy } });
    await shows(greyed.element, 'Call us, we change it for you.');
    row(greyed.element, 'www CNAME')!.querySelector('button')!.click();
    await waitUntil(() => find(greyed.element, '.menu [aria-disabled="true"]'));
  });

  it('says that the name server is down, that the changes are safe, and tries again', async () => {
    const dns = memoryDns();
    let down = true;
    const failing = () => (down ? Promise.reject(new DnsError('unreachable', 'down')) : undefined);
    const { element } = await open({
      dns: {
        ...dns,
        change: async (zone: string, changes: never) => (await failing()) ?? dns.change(zone, changes),
        ensureZone: async (zone: never) => (await failing()) ?? dns.ensureZone(zone),
      },
    });
    await menuOf(element, 'www CNAME', 'Remove');
    await press(element, 'Review changes');
    await press(element, 'Publish 1 change');
    await shows(element, 'Saved, not published yet.');
    await shows(element, 'The name server does not answer.');
    await expect(element).to.be.accessible();
    down = false;
    await press(element, 'Try again now');
    await waitUntil(() => !text(element).includes('Saved, not published yet'), 'ready', { timeout: 10_000 });
  });

  it('speaks German', async () => {
    const { element } = await open({ label: 'smidse', customer: 'S-2001' }, 'de', 'kaltofen.dev');
    await shows(element, 'Eintrag hinzufügen');
    expect(text(element)).to.contain('NAPTR');
    await expect(element).to.be.accessible();
  });
});
