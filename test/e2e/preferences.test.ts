import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { addAddress, asVisitor, openDns, useBrowser } from './browser.ts';
import { tabTo } from './keyboard.ts';
import { useProduct } from './product.ts';

const world = useProduct();
const browser = useBrowser();

/** What the screen has of an element, or of a mark before or after it, where it chooses the colours itself. */
const look = (locator: Locator, part = '') =>
  locator.evaluate((element, pseudo) => {
    const { backgroundColor: ground, color, borderTopColor, borderTopWidth } = getComputedStyle(element, pseudo);
    return { ground, color, edge: `${borderTopWidth} ${borderTopColor}` };
  }, part);

const zoneOf = async (page: Page) => {
  await asVisitor(page, world.product, 'tidewell', 'marieke', '/en/my');
  await openDns(page, 'lindenloaf.com');
};

test('TH6: with forced colours what is chosen, off, wrong or on its way is still told apart, and the focus is seen', async () => {
  const { page, context } = await browser.visit({ forcedColors: 'active', colorScheme: 'dark' });
  const hang = () => new Promise<void>(() => {});
  await page.route(/\/v1\/domains\/dom_[^/]+$/, hang);
  await asVisitor(page, world.product, 'tidewell', 'marieke', '/en/my');
  const name = page.getByRole('link', { name: 'lindenloaf.com', exact: true });
  await name.waitFor();
  const { ground: canvas, color: text } = await look(
    page.locator('hc-domain-manager h3, hc-domain-manager h2').first(),
  );
  const state = page.locator('hc-domain-manager .st').first();
  assert.equal((await look(state, '::before')).ground, text, 'the mark of a state');
  const part = page.locator('hc-customer-area .tabs a[aria-current]');
  assert.notEqual((await look(part, '::after')).ground, canvas, 'where you are');
  await name.click();
  const bone = page.locator('hc-domain .bone').first();
  await bone.waitFor();
  assert.equal((await look(bone)).edge, `1px ${text}`, 'what is on its way');
  await page.unrouteAll();

  await zoneOf(page);
  const [chosen, other] = [
    page.locator('.seg label:has(:checked)'),
    page.locator('.seg label:not(:has(:checked))').first(),
  ];
  assert.notEqual((await look(chosen)).ground, (await look(other)).ground, 'the chosen part of a list');
  await page.getByRole('button', { name: 'Add record' }).click();
  const form = page.locator('hc-dns-record');
  const address = form.getByLabel('Address');
  await form.getByRole('button', { name: 'Add to changes' }).click();
  await form.locator('[aria-invalid=true]').first().waitFor();
  assert.ok(await form.locator('.err .i').first().isVisible(), 'a wrong field has a sign, not only a colour');
  assert.match((await look(address)).edge, /^1px /);
  await form.getByRole('button', { name: 'Cancel' }).click();
  await addAddress(page, 'forced', '192.0.2.240');
  const review = page.getByRole('button', { name: 'Review changes' });
  assert.match((await look(review)).edge, /^1px /);
  await tabTo(page, review);
  await page.route(/\/dns\/preview$/, hang);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  assert.match((await look(dialog)).edge, /^1px /);
  const off = dialog.locator('.btn[aria-disabled=true]');
  await off.waitFor();
  const on = dialog.getByRole('button', { name: 'Keep editing' });
  assert.notEqual((await look(off)).color, (await look(on)).color, 'what cannot be pressed');
  await context.close();
});

/** How many things move on a page, in shadow roots too, when its list is on its way and then a dialog opens. */
async function moving(reducedMotion: 'reduce' | 'no-preference'): Promise<number> {
  const { page, context } = await browser.visit({ reducedMotion });
  await page.addInitScript(() => {
    const seen = window as unknown as { moved: number };
    seen.moved = 0;
    // A root tells only of its own tree.
    const count = (root: Document | ShadowRoot): number =>
      [...root.querySelectorAll('*')].reduce(
        (sum, { shadowRoot }) => sum + (shadowRoot ? count(shadowRoot) : 0),
        root.getAnimations().length,
      );
    const look = () => {
      seen.moved += count(document);
      requestAnimationFrame(look);
    };
    look();
  });
  await page.route(/\/v1\/domains\/dom_[^/]+$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await zoneOf(page);
  await addAddress(page, 'still', '192.0.2.241');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('dialog').locator('.diff').waitFor();
  const moved = await page.evaluate<number>('window.moved');
  await context.close();
  return moved;
}

test('TH6: nothing moves for who wants less motion', async () => {
  assert.ok((await moving('no-preference')) > 0, 'else it moves');
  assert.equal(await moving('reduce'), 0);
});

test('TH6: a dialog takes the keyboard, keeps it, and gives it back', async () => {
  const { page, context } = await browser.visit();
  await zoneOf(page);
  const more = page.getByRole('button', { name: 'More for lindenloaf.com', exact: true });
  await tabTo(page, more);
  await page.keyboard.press('Enter');
  await page.locator('hc-dns-editor .menu button:focus').waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.locator('.timeline, p').first().waitFor();
  const inside = () => dialog.evaluate((element) => element.matches(':focus-within'));
  const outside = () =>
    page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at === document.body || at === null;
    });
  assert.ok(await inside(), 'it goes in');
  for (const key of ['Tab', 'Shift+Tab'])
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press(key);
      // Between the last and the first the browser's own bar has its turn.
      assert.ok((await inside()) || (await outside()), `${key} leads out of the dialog`);
    }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.ok(await more.evaluate((button) => button.matches(':focus')), 'it comes back');

  // The same where the opener is gone by what was done: the panel’s title has it then.
  await addAddress(page, 'gone', '192.0.2.242');
  const review = page.getByRole('button', { name: 'Review changes' });
  await tabTo(page, review);
  await page.keyboard.press('Enter');
  // What it does is looked at first; a key would not wait for that, as a click does.
  const publish = dialog.getByRole('button', { name: 'Publish 1 change', disabled: false });
  await publish.waitFor();
  await tabTo(page, publish);
  await page.keyboard.press('Enter');
  await page.getByText('1 change published').waitFor();
  await dialog.waitFor({ state: 'detached' });
  const at = await page.locator('hc-dns-editor').evaluate((element) => element.shadowRoot!.activeElement?.localName);
  assert.match(at ?? 'nowhere', /^h\d$/);
  await context.close();
});
