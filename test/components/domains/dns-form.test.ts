import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { find, focused, press, shows, text } from './mount.ts';
import { open, row, type, menuOf } from './dns-visit.ts';

describe('the form of a record in <hc-dns-editor>', () => {
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
});
