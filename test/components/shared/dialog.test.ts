import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, LitElement } from 'lit';
import { customElement } from '../../../components/shared/custom-element.ts';
import { DialogController } from '../../../components/shared/dialog.controller.ts';
import { PanelController } from '../../../components/shared/panel.controller.ts';
import { base, controls, panelSheet } from '../../../components/shared/sheets.ts';
import { overlays } from '../../../components/shared/sheets/overlays.ts';
import type { Panel } from '../../../components/shared/panel.ts';
import { me } from './fake-bff.ts';
import { place } from './mount.ts';

@customElement('hc-test-dialog')
class TestDialog extends LitElement {
  static override styles = [base, controls, panelSheet, overlays];
  panel = new PanelController(this);
  dialog = new DialogController(this, this.panel);
  override render() {
    return this.panel.render(
      () =>
        html`<button class="btn" @click=${() => this.dialog.open()}>Open</button> ${this.dialog.render({
            title: 'A new one',
            body: html`<input class="input" aria-label="Text" />`,
          })}`,
    );
  }
}
@customElement('hc-test-around')
class TestAround extends LitElement {
  static override styles = [base, controls, panelSheet];
  panel = new PanelController(this);
  override render() {
    return this.panel.render(() => html`<hc-test-dialog></hc-test-dialog>`);
  }
}

const inside = <E extends HTMLElement>(element: Element, selector: string) =>
  element.shadowRoot?.querySelector<E>(selector) ?? undefined;

/** What a person meets at the middle of an element. */
function met(element: Element): Element | undefined {
  const { x, y, width, height } = element.getBoundingClientRect();
  let at = document.elementFromPoint(x + width / 2, y + height / 2);
  while (at?.shadowRoot && at !== element) at = at.shadowRoot.elementFromPoint(x + width / 2, y + height / 2);
  return at ?? undefined;
}

function focused(): Element | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at ?? undefined;
}

async function opened(given: Parameters<typeof place>[0] = {}) {
  const { add, set } = await place(given);
  const around = add<TestAround>('hc-test-around');
  await waitUntil(() => inside(around, 'hc-test-dialog')?.shadowRoot?.querySelector('button'));
  const element = inside<TestDialog>(around, 'hc-test-dialog')!;
  const opener = inside<HTMLElement>(element, 'button')!;
  opener.focus();
  opener.click();
  await waitUntil(() => inside<HTMLDialogElement>(element, 'dialog')?.open);
  const typed = inside<HTMLInputElement>(element, 'dialog input')!;
  expect(focused()).to.equal(typed);
  await sendKeys({ type: 'half a sentence' });
  return { around, element, opener, typed, set };
}

describe('a dialog whose session ends', () => {
  it('makes room for the way back in, and is there again with what was typed', async () => {
    let asked = 0;
    const { around, element, opener, typed, set } = await opened({
      signIn: async () => void (asked += 1),
    });
    // It may end more than once.
    for (const time of [1, 2]) {
      set({ state: 'expired' });
      await waitUntil(() => inside(around, '.banner .btn'));
      const button = inside(around, '.banner .btn')!;
      await waitUntil(() => focused() === inside(around, '.banner'), `the focus is at the notice, time ${time}`);
      expect(met(button) === button).to.equal(true);
      await sendKeys({ press: 'Tab' });
      expect(focused() === button).to.equal(true);
      await sendKeys({ press: 'Enter' });
      expect(asked).to.equal(time);
      set({ state: 'ready' });
      await waitUntil(() => inside<HTMLDialogElement>(element, 'dialog')?.matches(':modal'));
      expect(typed.isConnected).to.equal(true);
      expect(typed.value).to.equal('half a sentence');
      expect(focused() === typed).to.equal(true);
    }
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !inside(element, 'dialog'));
    await waitUntil(() => focused() === opener, 'the focus is back where the dialog was opened');
  });

  it('makes room for the form on the label’s own host', async () => {
    const { around, element, typed, set } = await opened({ ownHost: true });
    set({ state: 'expired' });
    const login = () => inside(around, 'hc-sign-in')?.shadowRoot?.querySelector('input');
    await waitUntil(login);
    const field = login()!;
    expect(met(field) === field).to.equal(true);
    await waitUntil(() => focused() === inside(around, '.banner'), 'the focus is at the notice');
    await sendKeys({ press: 'Tab' });
    expect(focused() === field).to.equal(true);
    set({ state: 'ready' });
    await waitUntil(() => inside<HTMLDialogElement>(element, 'dialog')?.open);
    expect(typed.value).to.equal('half a sentence');
  });

  it('is gone with what was typed when somebody else signs in, or nobody is', async () => {
    const others: Partial<Panel>[] = [
      { state: 'ready', me: { ...me, user: { ...me.user, id: 'usr_2' } } },
      { state: 'ready', me: { ...me, customer: { ...me.customer, id: 'cus_2' } } },
      { state: 'starting', me: undefined },
    ];
    for (const other of others) {
      const { around, set } = await opened({ ownHost: true });
      const dialog = () => inside(inside(around, 'hc-test-dialog') ?? around, 'dialog');
      set({ state: 'expired' });
      await waitUntil(() => inside(around, '.banner'));
      set(other);
      await waitUntil(() => !dialog(), 'it is gone');
      set({ state: 'ready', me });
      await waitUntil(() => inside(inside(around, 'hc-test-dialog') ?? around, 'button'));
      expect(!dialog()).to.equal(true);
      around.remove();
    }
  });

  it('leads to the notice inside a shell of the page, too', async () => {
    const { root, set } = await place({ signIn: async () => {} });
    const shell = root.appendChild(document.createElement('my-shell')).attachShadow({ mode: 'open' });
    const element = shell.appendChild(document.createElement('hc-test-dialog')) as TestDialog;
    await waitUntil(() => inside(element, 'button'));
    for (const time of [1, 2]) {
      inside<HTMLElement>(element, 'button.btn:not(.s)')!.focus();
      element.dialog.open();
      await waitUntil(() => inside<HTMLDialogElement>(element, 'dialog')?.open);
      set({ state: 'expired' });
      await waitUntil(() => inside(element, '.banner'));
      await waitUntil(() => focused() === inside(element, '.banner'), `the focus is at the notice, time ${time}`);
      set({ state: 'ready' });
      await waitUntil(() => inside<HTMLDialogElement>(element, 'dialog')?.open);
      element.dialog.close();
      await waitUntil(() => !inside(element, 'dialog'));
    }
  });

  it('leaves the focus and the place of who was in no dialog', async () => {
    const { add, set, root } = await place({ signIn: async () => {} });
    const element = add<TestDialog>('hc-test-dialog');
    const below = root.appendChild(document.createElement('div'));
    below.style.height = '300vh';
    await waitUntil(() => inside(element, 'button'));
    document.documentElement.scrollTop = 900;
    await waitUntil(() => scrollY > 500);
    const before = scrollY;
    (document.activeElement as HTMLElement | null)?.blur();
    set({ state: 'expired' });
    await waitUntil(() => inside(element, '.banner'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(document.activeElement === document.body).to.equal(true);
    expect(Math.abs(scrollY - before) < 200, 'the page does not jump').to.equal(true);
    document.documentElement.scrollTop = 0;
  });

  it('opens only once somebody is signed in again', async () => {
    const { add, set } = await place({ signIn: async () => {} });
    const element = add<TestDialog>('hc-test-dialog');
    set({ state: 'expired' });
    await waitUntil(() => inside(element, '.banner .btn'));
    const opener = [...element.shadowRoot!.querySelectorAll('button')].at(-1)!;
    opener.focus();
    opener.click();
    await waitUntil(() => focused() === inside(element, '.banner'), 'the focus is at the notice');
    set({ state: 'ready' });
    await waitUntil(() => !inside(element, '.banner'));
    expect(inside(element, 'dialog')).to.equal(undefined);
    opener.click();
    await waitUntil(() => inside<HTMLDialogElement>(element, 'dialog')?.open);
  });
});
