import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { kindOf } from '../../../components/domains/dns-draft.ts';
import type { DnsPublishedEvent } from '../../../components/domains/events.ts';
import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import { DnsError } from '../../../bff/platform/dns/port.ts';
import { clipboard } from '../shared/clipboard.ts';
import { place } from '../shared/mount.ts';
import { find, focused, press, shows, text } from './mount.ts';
import { open, row, type, menuOf } from './dns-visit.ts';

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

  it('a menu that was opened without the keyboard gives the focus to its button too', async () => {
    const { element } = await open();
    const opener = row(element, 'www CNAME')!.querySelector('button')!;
    opener.click();
    await waitUntil(() => focused()?.closest('.menu'), 'the menu', { timeout: 10_000 });
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => focused() === opener, 'the button', { timeout: 10_000 });
  });

  it('a menu opens again though the browser has not yet told that it closed', async () => {
    const { element } = await open();
    const opener = row(element, 'www CNAME')!.querySelector('button')!;
    opener.click();
    await waitUntil(() => focused()?.closest('.menu'), 'the menu', { timeout: 10_000 });
    const menu = find<HTMLElement>(element, '.menu')!;
    menu.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    menu.hidePopover();
    opener.click();
    await waitUntil(() => menu.matches(':popover-open'), 'open again');
    await waitUntil(() => opener.ariaExpanded === 'true', 'said so');
  });

  it('undoes a change before it is published', async () => {
    const { element } = await open();
    await menuOf(element, 'www CNAME', 'Remove');
    await shows(element, '1 change');
    await press(element, /^Undo the change to www/);
    await waitUntil(() => !text(element).includes('not published'));
  });

  it('changes of one person are not there for another one, and are there again for himself', async () => {
    const { element: first, panel: given } = await open();
    const { add, set } = await place({ ...given });
    const element = add<typeof first>('hc-dns-editor', { domain: first.domain });
    first.remove();
    await waitUntil(() => row(element, 'www CNAME'), 'records', { timeout: 10_000 });
    await menuOf(element, 'www CNAME', 'Remove');
    await shows(element, '1 change');
    const me = given.me!;
    set({ state: 'expired' });
    set({ state: 'ready', me: { ...me, user: { ...me.user, id: 'usr_other' } } });
    await waitUntil(() => row(element, 'www CNAME'), 'records', { timeout: 10_000 });
    expect(text(element)).not.to.contain('not published');
    set({ state: 'starting', me: undefined });
    set({ state: 'ready', me });
    await shows(element, '1 change');
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
