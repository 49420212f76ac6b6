import { ContextProvider } from '@lit/context';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { actionNames, type Action } from '../../bff/policy/actions.ts';
import { panelContext, type Panel } from '../../components/shared/panel.ts';
import type { MemoryPanel } from './domains/mount.ts';
import { memoryPanel, type MemoryOptions } from './memory-panel.ts';

/** A button by its words, or a field by its selector. */
type Shown = string | RegExp | { readonly field: string };

export interface Place {
  readonly tag: string;
  readonly domain?: string;
  /** Further properties. */
  readonly set?: object;
  readonly options?: MemoryOptions;
  /** Brings about what has to be there. */
  readonly prepare?: (panel: MemoryPanel, id: string) => Promise<unknown>;
  /** Opens what has to be open. */
  readonly open?: (element: Element) => Promise<unknown>;
  /** What shows each action: a button by its words, or a field by its selector. */
  readonly shows: Readonly<Partial<Record<Action, Shown>>>;
}

function* controls(root: ParentNode): Generator<Element> {
  for (const one of root.querySelectorAll('*')) {
    if (one.matches('button, a, input, fieldset, label')) yield one;
    if (one.shadowRoot) yield* controls(one.shadowRoot);
  }
}
const wordsOf = (one: Element): string =>
  (one.getAttribute('aria-label') ?? one.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
const has = (element: Element, shown: Shown): boolean =>
  [...controls(element.shadowRoot!)].some((one) =>
    typeof shown === 'string'
      ? wordsOf(one) === shown
      : shown instanceof RegExp
        ? shown.test(wordsOf(one))
        : one.matches(shown.field),
  );

async function mounted({ tag, domain, set, options, prepare }: Place) {
  document.documentElement.lang = 'en';
  const root = await fixture<HTMLElement>(html`<div lang="en"></div>`);
  const panel = await memoryPanel(options);
  await prepare?.(panel, domain ?? '');
  const provider = new ContextProvider(root, { context: panelContext, initialValue: panel as Panel });
  const element = Object.assign(document.createElement(tag), domain ? { domain, alone: true } : {}, set);
  root.append(element);
  const switchOff = (action: Action | undefined) =>
    provider.setValue({
      ...panel,
      denied: { ...panel.denied, ...(action ? { [action]: { code: 'action_disabled' } } : {}) },
    });
  return { element, switchOff };
}
const soon = { timeout: 10_000 };

interface Area {
  readonly places: readonly Place[];
  /** Entries of a menu are there only while it is open: each time it is opened anew. */
  readonly menus: readonly Place[];
  /** What no panel shows, and why. */
  readonly nowhere: Readonly<Partial<Record<Action, string>>>;
}

/** Tests that each action of an area is drawn by a panel, and no longer once the label has switched it off. */
export const switches = (area: string, { places, menus, nowhere }: Area): unknown =>
  describe(`the switches of a label: ${area}`, () => {
    it('L1: each action is one that a panel shows, or has its reason for not', () => {
      const shown = [...places, ...menus].flatMap((place) => Object.keys(place.shows));
      const all = actionNames.filter((name) => name.startsWith(`${area}.`)).toSorted();
      expect([...shown, ...Object.keys(nowhere)].toSorted()).to.deep.equal(all);
    });

    for (const place of places) {
      const actions = Object.entries(place.shows) as [Action, Shown][];
      it(`L1: each switched off is not drawn: ${actions.map(([action]) => action).join(', ')}`, async () => {
        const { element, switchOff } = await mounted(place);
        await place.open?.(element);
        for (const [action, shown] of actions) {
          switchOff(undefined);
          await waitUntil(() => has(element, shown), `${action} is shown`, soon);
          switchOff(action);
          await waitUntil(() => !has(element, shown), `${action} is not shown`, soon);
        }
      });
    }

    for (const place of menus) {
      const actions = Object.entries(place.shows) as [Action, Shown][];
      it(`L1: each switched off is not in the menu: ${actions.map(([action]) => action).join(', ')}`, async () => {
        const { element, switchOff } = await mounted(place);
        const menu = () => element.shadowRoot!.querySelector<HTMLElement>('.menu:popover-open');
        const open = async () => {
          await place.open!(element);
          await waitUntil(() => menu()?.querySelector('button'), 'a menu', soon);
        };
        for (const [action, shown] of actions) {
          for (const off of [undefined, action]) {
            switchOff(off);
            await (element as LitElement).updateComplete;
            await open();
            expect(has(element, shown), `${action} with ${off ?? 'nothing'} off`).to.equal(off === undefined);
            menu()!.hidePopover();
            await waitUntil(() => !element.shadowRoot!.querySelector('[aria-expanded=true]'), 'closed', soon);
          }
        }
      });
    }
  });
