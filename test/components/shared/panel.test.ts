import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { ApiError } from '../../../components/shared/api-error.ts';
import { customElement } from '../../../components/shared/custom-element.ts';
import type { HcLoadErrorEvent } from '../../../components/shared/events.ts';
import { PanelController } from '../../../components/shared/panel.controller.ts';
import { connect } from '../../../components/shared/provide.ts';
import { base, controls, panelSheet } from '../../../components/shared/sheets.ts';
import { base as bff, config, fakeBff, json, me, realNetwork, startAnswer } from './fake-bff.ts';
import { contrast, place, theme } from './mount.ts';

@customElement('hc-test-panel')
class TestPanel extends LitElement {
  static override styles = [base, controls, panelSheet];
  panel = new PanelController(this);
  override render() {
    return this.panel.render(
      () =>
        html`<p>${this.panel.me?.customer.name}</p>
          <input class="input" aria-label="Text" />
          <button class="btn primary">Do it</button>
          <slot name="inner"></slot>`,
    );
  }
}
@customElement('hc-test-outer')
class TestOuter extends LitElement {
  static override styles = [base];
  panel = new PanelController(this);
  override render() {
    return this.panel.render(() => html`<hc-test-panel></hc-test-panel>`);
  }
}

const find = <E extends HTMLElement>(element: Element, selector: string) =>
  element.shadowRoot!.querySelector<E>(selector)!;
const text = (element: Element) => element.shadowRoot?.textContent?.replaceAll(/\s+/g, ' ') ?? '';
const shows = (element: Element, words: string) => waitUntil(() => text(element).includes(words), words);

describe('panel', () => {
  afterEach(realNetwork);

  it('draws in a session, and is accessible', async () => {
    const { add } = await place();
    const element = add<TestPanel>('hc-test-panel');
    await oneEvent(element, 'hc-ready');
    expect(text(element)).to.contain('Linden & Loaf');
    await expect(element).to.be.accessible();
  });

  it('shows its fallback until it is ready, else a skeleton', async () => {
    const { add } = await place({ state: 'starting', me: undefined });
    const plain = add<TestPanel>('hc-test-panel');
    await plain.updateComplete;
    expect(find(plain, '.bones')).to.exist;
    const filled = document.createElement('hc-test-panel') as TestPanel;
    filled.append(document.createElement('a'));
    plain.after(filled);
    await filled.updateComplete;
    expect(find(filled, 'slot')).to.exist;
    expect(find(filled, '.bones')).to.equal(null);
  });

  it('E9: a failure says what, whether things are safe, the request, and can be tried again', async () => {
    let tries = 0;
    const { add } = await place({
      state: 'failed',
      me: undefined,
      error: new ApiError(503, { code: 'unavailable', requestId: 'req_42' }),
      retry: async () => void (tries += 1),
    });
    const element = add<TestPanel>('hc-test-panel');
    const event = await oneEvent<HcLoadErrorEvent>(element, 'hc-load-error');
    expect([event.kind, event.code, event.requestId, event.retryable]).to.deep.equal([
      'server',
      'unavailable',
      'req_42',
      true,
    ]);
    expect(text(element)).to.contain('Your data is safe').and.contain('req_42');
    await expect(element).to.be.accessible();
    find(element, 'button').click();
    expect(tries).to.equal(1);
  });

  it('S3: a session that ended leaves what was typed', async () => {
    const { add, set } = await place();
    const element = add<TestPanel>('hc-test-panel');
    await element.updateComplete;
    await shows(element, 'Linden');
    find<HTMLInputElement>(element, 'input').value = 'half a sentence';
    setTimeout(() => set({ state: 'expired' }));
    await oneEvent(element, 'hc-session-expired');
    await shows(element, 'You were signed out.');
    expect(find<HTMLInputElement>(element, 'input').value).to.equal('half a sentence');
    await expect(element).to.be.accessible();
    set({ state: 'ready' });
    await element.updateComplete;
    expect(find<HTMLInputElement>(element, 'input').value).to.equal('half a sentence');
  });

  it('what one typed is not there for somebody else, in elements inside others too', async () => {
    const other = { ...me, user: { ...me.user, id: 'usr_2' } };
    for (const tag of ['hc-test-panel', 'hc-test-outer']) {
      const { add, set } = await place();
      const element = add<TestPanel>(tag);
      const field = () =>
        find<HTMLInputElement>(tag === 'hc-test-panel' ? element : find(element, 'hc-test-panel'), 'input');
      await waitUntil(() => (tag === 'hc-test-panel' || find(element, 'hc-test-panel')?.shadowRoot) && field());
      field().value = 'half a sentence';
      set({ state: 'expired' });
      set({ state: 'ready', me: { ...me } });
      await element.updateComplete;
      expect(field().value, 'the same person').to.equal('half a sentence');
      set({ state: 'expired' });
      await element.updateComplete;
      set({ state: 'ready', me: other });
      await waitUntil(() => (tag === 'hc-test-panel' || find(element, 'hc-test-panel')?.shadowRoot) && field());
      expect(field().value, 'somebody else').to.equal('');
    }
  });

  it('signed out on a foreign page offers the pop-up, and says when it is blocked', async () => {
    const { add } = await place({
      state: 'signed_out',
      me: undefined,
      signIn: () => Promise.reject(new ApiError(0, { kind: 'permission', code: 'popup_blocked' })),
    });
    const element = add<TestPanel>('hc-test-panel');
    await shows(element, 'Sign in');
    await expect(element).to.be.accessible();
    find(element, 'button').click();
    await shows(element, 'did not open the window');
  });

  it('asks for the form on the label’s own host', async () => {
    const { add } = await place({ state: 'signed_out', me: undefined, ownHost: true });
    const element = add<TestPanel>('hc-test-panel');
    await waitUntil(() => find(element, 'hc-sign-in')?.shadowRoot?.querySelector('input[name="login"]'));
  });

  it('TH7: the label’s look comes over ours and changes without a reload', async () => {
    const sheet = theme(':host{--hc-color-brand:#0f766e}');
    const { add } = await place({ theme: sheet });
    const element = add<TestPanel>('hc-test-panel');
    await shows(element, 'Linden');
    await element.updateComplete;
    const button = find(element, '.primary');
    expect(getComputedStyle(button).backgroundColor).to.equal('rgb(15, 118, 110)');
    sheet.replaceSync(':host{--hc-color-brand:#ffd400}');
    expect(getComputedStyle(button).backgroundColor).to.equal('rgb(255, 212, 0)');
  });

  it('TH3: a brand that the page sets wins, and what stands on it can be read', async () => {
    const { add, root } = await place({ theme: theme(':host{--hc-color-brand:#0f766e}') });
    const outer = add<TestOuter>('hc-test-outer');
    await waitUntil(() => outer.shadowRoot?.querySelector('hc-test-panel')?.shadowRoot?.querySelector('.primary'));
    const inner = outer.shadowRoot!.querySelector<TestPanel>('hc-test-panel')!;
    await inner.updateComplete;
    const sheet = theme('');
    document.adoptedStyleSheets.push(sheet);
    for (const colour of ['#ffd400', '#ff7a1a', '#8a2be2', '#777777', '#00ff88', '#123456']) {
      sheet.replaceSync(`hc-test-outer{--hc-color-brand:${colour}}`);
      const { color, backgroundColor } = getComputedStyle(find(inner, '.primary'));
      expect(contrast(backgroundColor, colour), colour).to.be.lessThan(1.01);
      expect(contrast(color, backgroundColor), colour).to.be.at.least(4.5);
    }
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    root.remove();
  });

  it('scheme, density and frame are attributes', async () => {
    const { add } = await place();
    const element = add<TestPanel>('hc-test-panel', { scheme: 'dark', density: 'compact', frame: '' });
    await shows(element, 'Linden');
    const { colorScheme, borderTopWidth } = getComputedStyle(element);
    expect([colorScheme, borderTopWidth]).to.deep.equal(['dark', '1px']);
    expect(getComputedStyle(find(element, 'button')).minHeight).to.equal('32px');
    await expect(element).to.be.accessible();
  });

  it('E7: two labels on one page do not mix', async () => {
    fakeBff(({ path, body }) => {
      if (path.startsWith('/embed/v1/config')) return json(config);
      const { key, secret } = JSON.parse(body);
      const name = key ? 'Demo' : String(secret);
      return json(
        startAnswer({
          me: { ...me, customer: { id: 'cus', name } },
          theme: { css: `:host{--hc-size:${key ? 15 : 17}px}`, version: name },
        }),
      );
    });
    const page = document.createElement('div');
    page.lang = 'en';
    document.body.append(page);
    connect({ api: bff, label: 'hc_pk_test_demo' });
    connect({ api: bff, label: 'hc_pk_live_two', fetchClientSecret: async () => 'Second' });
    const one = document.createElement('hc-test-panel');
    const two = document.createElement('hc-test-panel');
    const around = document.createElement('section');
    around.setAttribute('label', 'hc_pk_live_two');
    around.append(two);
    page.append(one, around);
    await shows(one, 'Demo');
    await shows(two, 'Second');
    await waitUntil(() => getComputedStyle(two).fontSize === '17px');
    expect(getComputedStyle(one).fontSize).to.equal('15px');
    page.remove();
  });

  it('an element that was there first is served when the page is connected later, and one that moves stays itself', async () => {
    const calls = fakeBff(() => json(startAnswer()));
    const page = document.createElement('div');
    page.setAttribute('label', 'hc_pk_live_later');
    document.body.append(page);
    const element = document.createElement('hc-test-panel') as TestPanel;
    page.append(element);
    connect({ api: bff, label: 'hc_pk_live_later', fetchClientSecret: async () => 'later' });
    await shows(element, 'Linden');
    const input = find<HTMLInputElement>(element, 'input');
    input.value = 'kept';
    const other = document.createElement('div');
    page.append(other);
    other.append(element);
    await element.updateComplete;
    expect(find<HTMLInputElement>(element, 'input').value).to.equal('kept');
    expect(calls.filter(({ path, body }) => path === '/embed/v1/token' && body.includes('later'))).to.have.length(1);
    page.remove();
  });
});
