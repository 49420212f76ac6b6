import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

const mostSteps = 80;

/** True when the keyboard is at this element, through shadow roots. */
const hasFocus = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element);

/** Presses Tab until the element has the focus; fails when it cannot be reached, or shows no focus ring. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let step = 0; step < mostSteps; step += 1) {
    if (await hasFocus(target)) {
      const ring = await target.evaluate((element) => {
        // A link that covers its row draws its ring around the row.
        const looks = [getComputedStyle(element), getComputedStyle(element, '::after')];
        return looks.some((look) => look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0);
      });
      assert.ok(ring, `the focus is seen at ${target}`);
      return;
    }
    await page.keyboard.press(key);
  }
  assert.fail(`the keyboard does not reach ${target}`);
}

/** Goes to an element by Tab and presses Enter. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}
