import { userEvent } from 'storybook/test';

/** Zones with hundreds of records take their time on a busy machine. In ms. */
const patience = 6000;

async function waitFor<Found>(look: () => Found | undefined, what: string): Promise<Found> {
  for (const end = Date.now() + patience; ;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what} is not there`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Everything below a node, through shadow roots. */
function* below(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* below(element.shadowRoot);
  }
}

const shown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
const words = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent).replaceAll(/\s+/g, ' ').trim();
const fits = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

/** Waits until an element is there. */
export const see = (root: ParentNode, selector: string, wanted?: string | RegExp): Promise<HTMLElement> =>
  waitFor(
    () => {
      for (const element of below(root))
        if (element.matches(selector) && shown(element) && (wanted === undefined || fits(words(element), wanted)))
          return element as HTMLElement;
      return undefined;
    },
    `${selector} ${wanted ?? ''}`,
  );

/** Presses the button, link or choice that is called so. */
export async function press(root: ParentNode, name: string | RegExp): Promise<void> {
  await userEvent.click(await see(root, ':is(button, a, summary, label):not([aria-disabled="true"])', name));
}

/** Types into the field with this label, in place of what it holds. */
export async function type(root: ParentNode, label: string | RegExp, text: string): Promise<void> {
  const field = await waitFor(() => {
    for (const element of below(root)) {
      if (!element.matches('input, textarea') || !shown(element)) continue;
      const { labels } = element as HTMLInputElement;
      const names = [element.getAttribute('aria-label'), ...[...(labels ?? [])].map(({ textContent }) => textContent)];
      if (names.some((name) => name && fits(name.trim(), label))) return element as HTMLInputElement;
    }
    return undefined;
  }, `field ${label}`);
  await userEvent.click(field);
  // The keyboard of `userEvent` does not find its way into nested shadow roots.
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }));
}

/** Chooses an option of the list with this id. */
export async function choose(root: ParentNode, id: string, option: string): Promise<void> {
  await userEvent.selectOptions(await see(root, `select#${id}`), option);
}
