import { expect, waitUntil } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { customElement } from '../../../components/shared/custom-element.ts';
import { formatIn } from '../../../components/shared/format.ts';
import { moneyIn } from '../../../components/shared/money.ts';
import { LocalizeController } from '../../../components/shared/localize.controller.ts';
import { PanelController } from '../../../components/shared/panel.controller.ts';
import { me } from './fake-bff.ts';
import { place } from './mount.ts';

const en = { hello: (name: string) => `Hello ${name}`, day: 'Day' };

@customElement('hc-test-words')
class TestWords extends LitElement {
  #panel = new PanelController(this);
  #locale = new LocalizeController(
    this,
    { en, nl: async () => ({ default: { hello: (name: string) => `Dag ${name}`, day: 'Dag' } }) },
    this.#panel,
  );
  override render() {
    return this.#panel.render(() => html`${this.#locale.t.hello('Ann')}, ${this.#locale.t.day}`);
  }
}

async function words(lang: string, given = {}) {
  const { add, root } = await place(given, lang);
  const element = add<TestWords>('hc-test-words');
  const says = (text: string) => waitUntil(() => element.shadowRoot?.textContent?.includes(text), text);
  return { root, says };
}

describe('language', () => {
  it('I5: is that of the page when the label offers it', async () => {
    await (await words('nl-BE')).says('Dag Ann');
    await (await words('en')).says('Hello Ann');
  });

  it('I5: else that of the session, else the first of the label, never the browser’s', async () => {
    await (await words('fr')).says('Dag Ann');
    await (await words('fr', { me: { ...me, locale: 'xx' } })).says('Dag Ann');
    await (await words('fr', { me: undefined, label: { ...me.label, languages: ['en'] } })).says('Hello Ann');
  });

  it('follows when the page changes it', async () => {
    const { root, says } = await words('en');
    await says('Hello Ann');
    root.lang = 'nl';
    await says('Dag Ann');
  });

  it('I5: a label’s own words come first, and what they leave out stays ours', async () => {
    await (await words('en', { texts: { en: { 'hc-test-words': { day: 'Morning' } } } })).says('Hello Ann, Morning');
  });

  it('a language without a catalogue is shown in English', async () => {
    await (await words('de')).says('Hello Ann');
  });
});

describe('format', () => {
  const english = formatIn('en', 'Europe/Amsterdam');
  it('writes days, instants in the label’s zone, money and numbers', () => {
    expect(english.date('2027-03-14')).to.equal('14 Mar 2027');
    expect(english.date('2027-03-14', 'long')).to.equal('14 March 2027');
    expect(english.date('2027-03-14T23:30:00Z', 'time')).to.contain('15 Mar 2027').and.contain('00:30');
    expect(moneyIn('en-GB', { amount: 1295, currency: 'EUR' })).to.equal('€12.95');
    expect(moneyIn('en-GB', { amount: -500, currency: 'EUR' })).to.equal('\u2212€5.00');
    expect(moneyIn('de', { amount: 129500, currency: 'EUR' })).to.match(/^1\.295,00\s€$/);
    expect(english.number(1234)).to.equal('1,234');
  });

  it('counts days in the label’s zone', () => {
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(Date.now() + 86_400_000 * 6);
    expect(english.daysUntil(day)).to.be.within(5, 7);
  });
});
