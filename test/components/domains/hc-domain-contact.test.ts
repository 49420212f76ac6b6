import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { DomainContact, Plan } from '../../../bff/domains/contacts/answers.ts';
import type { DomainContactInput } from '../../../bff/domains/contacts/input.ts';
import '../../../components/domains/hc-domain.ts';
import '../../../components/domains/hc-domain-contact.ts';
import type { HcDomainContact } from '../../../components/domains/hc-domain-contact.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { find, focused, idOf, lineOf, mount, press, shows, text, type MemoryPanel } from './mount.ts';

const open = (name: string, options = {}) =>
  mount<HcDomainContact>('hc-domain-contact', { domain: idOf(name) }, options);
function type(element: HcDomainContact, name: string, value: string): void {
  const input = find<HTMLInputElement>(element, `[name="${name}"]`)!;
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Gives lindenloaf.be a contact of its own. */
async function own({ api }: MemoryPanel, other: { readonly name?: string }): Promise<void> {
  const param = { id: idOf('lindenloaf.be') };
  const route = api.v1.domains[':id'].contact;
  const { contact, extra } = (await (await route.$get({ param })).json()) as DomainContact;
  const input = { own: true, contact: { ...contact, ...other }, extra } as DomainContactInput;
  const { seen } = (await (await route.preview.$post({ param, json: input })).json()) as Plan;
  await route.$post({ param, json: { ...input, seen } });
}

describe('<hc-domain-contact>', () => {
  it('A7: gives a domain another holder, and the customer’s own details again', async () => {
    const registrar = memoryRegistrar();
    const { element } = await open('lindenloaf.be', { registrar });
    await shows(element, 'Registered now');
    expect(text(element)).to.contain('Linden & Loaf').and.contain('Up to date');
    expect(element.shadowRoot!.querySelector('form')).to.equal(null);
    await expect(element).to.be.accessible();
    await press(element, 'Another holder');
    await waitUntil(() => element.shadowRoot!.querySelector('form'));
    await press(element, 'Person');
    type(element, 'contact.name', 'Joris Bakker');
    await expect(element).to.be.accessible();
    await press(element, 'See what changes');
    await shows(element, '1 domain changes at once');
    await press(element, 'Save and change 1 domain');
    await shows(element, 'Holder changed');
    await shows(element, 'Joris Bakker');
    await waitUntil(async () => (await registrar.registrant('lindenloaf.be'))?.name === 'Joris Bakker');
    await press(element, 'Your details');
    await press(element, 'See what changes');
    await press(element, 'Save and change 1 domain');
    await waitUntil(async () => (await registrar.registrant('lindenloaf.be'))?.name === 'Marieke Linden');
  });

  it('A8: has the form of its ending, in words, with what only some holders are asked', async () => {
    const { element } = await open('linden-loaf.nl');
    await press(element, 'Another holder');
    await shows(element, 'For domains below .nl');
    await shows(element, 'Foundation (stichting)');
    type(element, 'extra.nl.regNumber', '12');
    await press(element, 'See what changes');
    await shows(element, 'A KvK number has 8 digits.');
    await press(element, 'Person');
    await waitUntil(() => !text(element).includes('For domains below .nl'));
  });

  it('A7: looks once at what own details would change, however often it is asked', async () => {
    const line = lineOf(/\/contact\/preview$/);
    const { element } = await open('lindenloaf.be', {
      intercept: line.intercept,
      prepare: (panel: MemoryPanel) => own(panel, { name: 'Joris Bakker' }),
    });
    await press(element, 'Your details');
    const before = line.asked;
    line.state = 'held';
    await press(element, 'See what changes');
    await waitUntil(() => find(element, '.primary[aria-busy=true]'), 'it is on its way');
    find<HTMLElement>(element, '.primary')!.click();
    line.release();
    await shows(element, '1 domain changes at once');
    expect(line.asked - before).to.equal(1);
  });

  it('A7: goes back at once where the registry has nothing to change, and keeps the focus', async () => {
    const { element } = await open('lindenloaf.be', { prepare: (panel: MemoryPanel) => own(panel, {}) });
    await press(element, 'Your details');
    await waitUntil(() => find(element, '.primary'));
    find<HTMLElement>(element, '.primary')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Holder changed');
    await waitUntil(() => focused()?.textContent === 'Contacts', 'the focus');
  });

  it('A7: says why nothing can be changed', async () => {
    const { element } = await open('lindenloaf.cafe');
    await shows(element, 'The domain is still being registered.');
    expect(find(element, 'input')).to.equal(undefined);
  });

  it('A7: is a tab of the domain', async () => {
    const { element } = await mount('hc-domain', { domain: idOf('lindenloaf.be'), tab: 'contacts' } as object);
    await shows(element, 'Who is registered as the holder of lindenloaf.be.');
  });
});
