import { expect, waitUntil } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { memoryResolver } from '../../../bff/platform/resolver/memory.ts';
import '../../../components/domains/hc-name-servers.ts';
import type { HcNameServers } from '../../../components/domains/hc-name-servers.ts';
import { button, find, focused, idOf, mount, press, shows, text, type MemoryPanel } from './mount.ts';

const open = (options = {}, lang = 'en', domain = idOf('lindenloaf.com')) =>
  mount<HcNameServers>('hc-name-servers', { domain }, options, lang);
const fields = (element: HcNameServers) => [
  ...element.shadowRoot!.querySelectorAll<HTMLInputElement>('input[name^="nameServers."]'),
];
function type(input: HTMLInputElement, value: string): void {
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
const save = (element: HcNameServers) => press(element, 'Save name servers');

describe('<hc-name-servers>', () => {
  it('D11: says what follows before it is saved, and takes it back after', async () => {
    const { element } = await open();
    await shows(element, 'ns1.tidewell.example');
    await press(element, 'Others');
    await shows(element, 'Your DNS moves away.');
    expect(text(element)).to.contain('The records at Tidewell are kept');
    type(fields(element)[0]!, 'ns1.cloud.example');
    type(fields(element)[1]!, 'ns2.cloud.example');
    await expect(element).to.be.accessible();
    await save(element);
    await shows(element, 'Name servers changed');
    expect(fields(element).map(({ value }) => value)).to.deep.equal(['ns1.cloud.example', 'ns2.cloud.example']);
    await press(element, 'Undo');
    await shows(element, 'Name servers changed back');
    await shows(element, 'ns1.tidewell.example');
  });

  it('D11: a press on Save that leaves a field saves, though what is found there comes meanwhile', async () => {
    const { element } = await open();
    await press(element, 'Others');
    await waitUntil(() => fields(element).length === 2, 'fields', { timeout: 10_000 });
    type(fields(element)[0]!, 'ns1.cloud.example');
    fields(element)[1]!.focus();
    await sendKeys({ type: 'ns2.cloud.example' });
    const place = button(element, 'Save name servers')!;
    place.scrollIntoView({ block: 'center' });
    const { x, y, width } = place.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(x + width / 2), Math.round(y + 6)] });
    await sendMouse({ type: 'down' });
    await waitUntil(() => find(element, '[id="nameServers.1-found"]')?.textContent?.trim(), 'what is found', {
      timeout: 10_000,
    });
    await sendMouse({ type: 'up' });
    await shows(element, 'Name servers changed');
    await resetMouse();
  });

  it('D11: says beside each name whether it answers, after it was left, and lets it be saved in any case', async () => {
    const asked: string[] = [];
    let go = () => {};
    const wait = new Promise<void>((resolve) => (go = resolve));
    const states = { 'lame.cloud.example': { state: 'lame' }, 'gone.cloud.example': { state: 'unresolved' } } as const;
    const world = memoryResolver({}, states);
    const resolver = {
      ...world,
      ask: async (server: string, zone: string) => {
        asked.push(server);
        await wait;
        return world.ask(server, zone);
      },
    };
    const { element } = await open({ resolver });
    await press(element, 'Others');
    await waitUntil(() => fields(element).length === 2);
    await press(element, 'Another one');
    await waitUntil(() => fields(element).length === 3);
    for (const [at, name] of ['ns1.cloud.example', 'lame.cloud.example', 'gone.cloud.example'].entries()) {
      type(fields(element)[at]!, name);
      fields(element)[at]!.dispatchEvent(new Event('change', { bubbles: true }));
    }
    await shows(element, 'Looking whether it answers');
    await waitUntil(() => asked.length === 3);
    go();
    await shows(element, 'Answers for this domain.');
    await shows(element, 'It answers, but not for this domain yet');
    await shows(element, 'This name has no address yet.');
    const described = fields(element)[2]!.getAttribute('aria-describedby')!;
    expect(element.shadowRoot!.getElementById(described)!.textContent).to.contain('no address');
    await expect(element).to.be.accessible();
    fields(element)[0]!.dispatchEvent(new Event('change', { bubbles: true }));
    await save(element);
    await shows(element, 'Name servers changed');
    expect(fields(element).map(({ value }) => value))
      .to.include('gone.cloud.example')
      .and.have.length(3);
    expect(asked).to.have.length(3);
  });

  it('D11: says that there is nothing to save', async () => {
    const { element } = await open();
    await save(element);
    await shows(element, 'Nothing to save');
  });

  it('D11: leads to the name that is wrong, keeps the others, and grows up to what the registry takes', async () => {
    const { element } = await open();
    await press(element, 'Others');
    await waitUntil(() => fields(element).length === 2);
    type(fields(element)[0]!, 'ns1.cloud.example');
    type(fields(element)[1]!, '192.0.2.1');
    await save(element);
    await shows(element, 'Write a host name, such as ns1.example.net.');
    await waitUntil(() => element.shadowRoot!.activeElement === fields(element)[1]);
    expect(fields(element)[0]!.value).to.equal('ns1.cloud.example');
    for (let more = 3; more <= 13; more++) {
      await press(element, 'Another one');
      await waitUntil(() => fields(element).length === more);
    }
    expect(text(element)).not.to.contain('Another one');
    await press(element, 'Leave out name server 3');
    await waitUntil(() => fields(element).length === 12);
  });

  it('D11: leads to the name beside one that is left out, and forgets what was said of places', async () => {
    const { element } = await open();
    await press(element, 'Others');
    for (let more = 3; more <= 13; more++) {
      await waitUntil(() => fields(element).length === more - 1);
      button(element, 'Another one')!.focus();
      await sendKeys({ press: 'Enter' });
    }
    await waitUntil(() => focused() === fields(element)[12], 'the last one, as no other can be added');
    for (let least = 12; least >= 2; least--) {
      button(element, `Leave out name server ${least + 1}`)!.focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => fields(element).length === least);
      await waitUntil(() => focused() === fields(element)[least - 1], `the name before ${least + 1}`);
    }
    await press(element, 'Another one');
    await waitUntil(() => fields(element).length === 3);
    for (const [at, name] of ['ns1.cloud.example', '192.0.2.1', 'ns2.cloud.example'].entries())
      type(fields(element)[at]!, name);
    await save(element);
    await shows(element, 'Write a host name, such as ns1.example.net.');
    await press(element, 'Leave out name server 2');
    await waitUntil(() => !text(element).includes('Write a host name'), 'what was said of the name that went');
    expect(fields(element)[1]!.value).to.equal('ns2.cloud.example');
    expect(fields(element)[1]!.getAttribute('aria-invalid')).to.equal(null);
  });

  it('D12: makes a child host, changes it, and deletes it after asking', async () => {
    const { element } = await open();
    await press(element, 'Add child host');
    await waitUntil(() => find(element, 'dialog[open] #name'));
    type(find<HTMLInputElement>(element, '#name')!, 'ns1');
    type(find<HTMLInputElement>(element, '[name="addresses.0"]')!, '192.0.2.300');
    find<HTMLFormElement>(element, 'dialog form')!.requestSubmit();
    await shows(element, 'Write an address such as 192.0.2.44');
    type(find<HTMLInputElement>(element, '[name="addresses.0"]')!, '192.0.2.53');
    await press(element, 'Another address');
    await waitUntil(() => find(element, '[name="addresses.1"]'));
    type(find<HTMLInputElement>(element, '[name="addresses.1"]')!, '2001:db8::53');
    find<HTMLFormElement>(element, 'dialog form')!.requestSubmit();
    await shows(element, 'Child host added');
    await shows(element, 'ns1.lindenloaf.com');
    expect(text(element)).to.contain('192.0.2.53, 2001:db8::53');
    await press(element, /ns1\.lindenloaf\.com/);
    await press(element, 'Delete');
    await shows(element, 'Delete ns1.lindenloaf.com?');
    find<HTMLButtonElement>(element, 'dialog .danger')!.click();
    await shows(element, 'Child host deleted');
  });

  it('D12: takes an address away again, and asks for no more than the registry takes', async () => {
    const { element } = await open();
    const addresses = () => [
      ...(find(element, 'dialog')?.querySelectorAll<HTMLInputElement>('[name^="addresses."]') ?? []),
    ];
    await press(element, 'Add child host');
    await waitUntil(() => find(element, 'dialog[open] #name'));
    expect(text(element)).not.to.contain('Leave out address');
    type(find<HTMLInputElement>(element, '#name')!, 'ns1');
    for (let more = 1; more <= 13; more++) {
      await waitUntil(() => addresses().length === more);
      if (more > 1) await waitUntil(() => focused() === addresses()[more - 1], 'the new field');
      type(addresses()[more - 1]!, more === 2 ? 'wrong' : `192.0.2.${more}`);
      if (more < 13) await press(element, 'Another address');
    }
    expect(button(element, 'Another address')).to.equal(undefined);
    await expect(element).to.be.accessible();
    find<HTMLFormElement>(element, 'dialog form')!.requestSubmit();
    await shows(element, 'Write an address such as 192.0.2.44');
    await press(element, 'Leave out address 2');
    await waitUntil(() => addresses().length === 12);
    expect(addresses()[1]!.value).to.equal('192.0.2.3');
    expect(text(element)).not.to.contain('Write an address such as');
    for (let left = 11; left >= 2; left--) {
      button(element, `Leave out address ${left + 1}`)!.focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => addresses().length === left);
      await waitUntil(() => focused() === addresses()[left - 1], 'the address before');
    }
    find<HTMLFormElement>(element, 'dialog form')!.requestSubmit();
    await shows(element, '192.0.2.1, 192.0.2.3');
    await press(element, /ns1\.lindenloaf\.com/);
    await press(element, 'Change addresses');
    await press(element, 'Leave out address 1');
    await waitUntil(() => focused() === addresses()[0]);
    find<HTMLFormElement>(element, 'dialog form')!.requestSubmit();
    await shows(element, 'Addresses changed');
    expect(text(element)).not.to.contain('192.0.2.1,');
  });

  it('D12: after a host is deleted the focus goes to the one beside it, then to the title', async () => {
    const { element } = await open({
      prepare: async ({ api }: MemoryPanel) => {
        for (const name of ['ns1', 'ns2', 'ns3'])
          await api.v1.domains[':id'].hosts.$post({
            param: { id: idOf('lindenloaf.com') },
            json: { name, addresses: ['192.0.2.53'] },
          });
      },
    });
    for (const [name, next] of [
      ['ns2', 'ns3.lindenloaf.com'],
      ['ns3', 'ns1.lindenloaf.com'],
      ['ns1', 'Child hosts'],
    ] as const) {
      await press(element, `More for ${name}.lindenloaf.com`);
      await press(element, 'Delete');
      await shows(element, `Delete ${name}.lindenloaf.com?`);
      find<HTMLElement>(element, 'dialog .danger')!.focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => button(element, `More for ${name}.lindenloaf.com`) === undefined, 'gone');
      await waitUntil(() => (focused()?.ariaLabel ?? focused()?.textContent)?.includes(next), `the focus at ${next}`);
    }
  });

  it('keeps the focus in a dialog that asks whether to leave, and gives it back after', async () => {
    const { element } = await open();
    await waitUntil(() => button(element, 'Add child host'));
    button(element, 'Add child host')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.id === 'name');
    await sendKeys({ type: 'ns1' });
    button(element, 'Cancel')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.textContent === 'Keep editing', 'the question');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.id === 'name', 'what was typed');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => focused()?.textContent === 'Keep editing', 'the question again');
    await press(element, 'Discard');
    await waitUntil(() => focused()?.textContent?.trim() === 'Add child host', 'the opener');
  });

  it('shows and does not offer what may not be changed', async () => {
    const policy = { hiddenTabs: [], disabledActions: { 'domains.nameservers.edit': {}, 'domains.host.create': {} } };
    const { element } = await open({ settings: { policy } });
    await shows(element, 'ns1.tidewell.example');
    expect(text(element)).not.to.contain('Save name servers');
    await shows(element, 'No child hosts');
    expect(text(element)).not.to.contain('Add child host');
  });

  it('speaks the language of the page', async () => {
    const { element } = await open({}, 'nl');
    await shows(element, 'Nameservers opslaan');
    await press(element, 'Child host toevoegen');
    await shows(element, 'Nog een adres');
    expect(text(element)).to.contain('Nameservers opslaan');
  });
});
