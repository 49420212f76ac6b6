import { expect, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../../components/account/hc-profile.ts';
import type { HcProfile } from '../../../components/account/hc-profile.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { RegistrarError } from '../../../bff/platform/registrar/port.ts';
import { find, mount, press, shows, text } from '../domains/mount.ts';

const open = (options = {}, lang = 'en') => mount<HcProfile>('hc-profile', {}, options, lang);
const control = <E extends HTMLElement = HTMLInputElement>(element: HcProfile, name: string) =>
  find<E>(element, `[name="${name}"]`)!;
function type(element: HcProfile, name: string, value: string): void {
  const input = control(element, name);
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
const look = (element: HcProfile, words = 'See what changes') => press(element, words);

describe('<hc-profile>', () => {
  it('A7: shows which domains change, which wait for consent and which stay, then each registry’s answer as it comes', async () => {
    const registrar = memoryRegistrar();
    const { element } = await open({ registrar });
    await shows(element, 'Your details');
    expect(control(element, 'contact.organisation').value).to.equal('Linden & Loaf');
    await expect(element).to.be.accessible();
    type(element, 'contact.organisation', 'Linden & Loaf B.V.');
    await look(element);
    await shows(element, 'What changes in public');
    const shown = text(find(element, 'dialog')!);
    expect(shown).to.contain('4 domains change at once').and.contain('lindenloaf.be').and.contain('linden-loaf.nl');
    expect(shown)
      .to.contain('wait for consent')
      .and.contain('lindenloaf.com')
      .and.contain('marieke@lindenloaf.example');
    expect(shown).to.contain('stay as they are').and.contain('lindenloaf.cafe');
    await expect(element).to.be.accessible();
    await press(element, /^Save and change \d+ domains$/);
    await shows(element, 'Details saved');
    await shows(element, 'Waits for consent');
    await waitUntil(() => !text(element).includes('Being changed'), '', { timeout: 10_000 });
    expect((await registrar.registrant('lindenloaf.be'))?.organisation).to.equal('Linden & Loaf B.V.');
    expect((await registrar.registrant('lindenloaf.com'))?.organisation).to.equal('Linden & Loaf');
    await expect(element).to.be.accessible();
  });

  it('A7: goes back to what was typed, and saves nothing by looking', async () => {
    const registrar = memoryRegistrar();
    const { element } = await open({ registrar });
    await shows(element, 'Your details');
    type(element, 'contact.city', 'Zeist');
    await look(element);
    await press(element, 'Back');
    await waitUntil(() => !find(element, 'dialog'));
    expect(control(element, 'contact.city').value).to.equal('Zeist');
    expect((await registrar.registrant('lindenloaf.be'))?.city).to.equal('Utrecht');
  });

  it('A7: leads to the first wrong field, and asks of a company and of a country what they have', async () => {
    const { element } = await open();
    await shows(element, 'Your details');
    type(element, 'contact.phone', '12');
    type(element, 'contact.email', 'nobody');
    await look(element);
    await shows(element, 'Write it with country code');
    await waitUntil(() => element.shadowRoot!.activeElement === control(element, 'contact.phone'));
    expect(find(element, 'dialog')).to.equal(undefined);
    await press(element, 'Person');
    await waitUntil(() => !control(element, 'contact.organisation'));
    const country = control<HTMLSelectElement>(element, 'contact.country');
    country.value = 'US';
    country.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await shows(element, 'State or province');
  });

  it('A7: a registry that refuses is told beside its domain', async () => {
    const inner = memoryRegistrar();
    const registrar = {
      ...inner,
      setRegistrant: async (...args: Parameters<typeof inner.setRegistrant>) => {
        if (args[0].endsWith('.nl')) throw new RegistrarError('refused', 'no');
        return inner.setRegistrant(...args);
      },
    };
    const { element } = await open({ registrar });
    await shows(element, 'Your details');
    type(element, 'contact.city', 'Zeist');
    await look(element);
    await press(element, /^Save and change/);
    await shows(element, 'The registry did not take the change.');
  });

  it('A7: only shows them where the label or the reseller allows no change, with why', async () => {
    const { element } = await open({ manageable: false });
    await shows(element, 'Lindenlaan 12');
    expect(find(element, 'form')).to.equal(undefined);
    await expect(element).to.be.accessible();
  });

  it('A7: speaks the language of the page, and fits a phone', async () => {
    await setViewport({ width: 320, height: 700 });
    const { element } = await open({}, 'nl');
    await shows(element, 'Uw gegevens');
    type(element, 'contact.city', 'Zeist');
    await look(element, 'Bekijk wat er verandert');
    await shows(element, 'Wat er openbaar verandert');
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await expect(element).to.be.accessible();
    element.remove();
    // Who never filled it in starts from what is known.
    const { element: german } = await open({ label: 'smidse' }, 'de');
    await shows(german, 'Ihre Daten');
    expect(control(german, 'contact.organisation').value).to.contain('Kaltofen');
    await look(german, 'Ansehen, was sich ändert');
    await waitUntil(() => german.shadowRoot!.activeElement === control(german, 'contact.street'));
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await expect(german).to.be.accessible();
    await setViewport({ width: 800, height: 600 });
  });
});
