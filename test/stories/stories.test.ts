import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Result } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../chromium.ts';
import { entries, serveStorybook, upToDateStorybook, type Entry } from './storybook.ts';

/** Each story is looked at in one of them, always the same; in all of them by `npm run campaign -- looks`. */
const looks = [
  { scheme: 'light', theme: 'tidewell' },
  { scheme: 'dark', theme: 'tidewell' },
  { scheme: 'light', theme: 'sunny' },
  { scheme: 'dark', theme: 'sunny' },
] as const;
const inAllLooks = process.env.TEST_LOOKS === 'all';
const lookOf = (id: string) => looks[[...id].reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % looks.length]!;
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

let browser: Browser;
let stories: readonly Entry[] = [];
let site: Awaited<ReturnType<typeof serveStorybook>>;

before(async () => {
  upToDateStorybook();
  stories = entries().filter(({ type }) => type === 'story');
  site = await serveStorybook();
  browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: chromiumFlags,
  });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

interface Channel {
  on(event: 'docsRendered', listener: (id: string) => void): void;
  on(event: string, listener: (facts: { status?: string }) => void): void;
  emit(event: string, facts: object): void;
}
interface StoryWindow {
  __STORYBOOK_ADDONS_CHANNEL__: Channel;
  storyEnds: string[];
  docsDrawn?: string;
  axe: { run(root: string, options: object): Promise<{ violations: Result[] }> };
}

/** Hears of each time that a story has been drawn and played, from the first. */
function hearStories(): void {
  const page = globalThis as unknown as StoryWindow;
  let channel: Channel;
  page.storyEnds = [];
  Object.defineProperty(page, '__STORYBOOK_ADDONS_CHANNEL__', {
    get: () => channel,
    set: (next: Channel) => {
      channel = next;
      next.on('storyFinished', ({ status }) => page.storyEnds.push(status ?? ''));
      next.on('storyMissing', () => page.storyEnds.push('missing'));
      next.on('docsRendered', (id) => (page.docsDrawn = id));
    },
  });
}

const ended = async (page: Page): Promise<string> => {
  const status = await page.waitForFunction(() => (globalThis as unknown as StoryWindow).storyEnds.shift(), undefined, {
    timeout: 20_000,
    polling: 20,
  });
  return status.jsonValue() as Promise<string>;
};

const tell = (page: Page, event: string, facts: object): Promise<void> =>
  page.evaluate(
    ([name, said]) => (globalThis as unknown as StoryWindow).__STORYBOOK_ADDONS_CHANNEL__.emit(name, said),
    [event, facts] as const,
  );

/** What a look can change; all else is the same in each. */
const ofColour = ['color-contrast', 'link-in-text-block'];

/** What axe finds in the story that stands in the page, look by look; all rules in the first. */
const lookAt = (page: Page, seen: readonly (typeof looks)[number][]): Promise<string[]> =>
  page.evaluate(
    async ({ all, rules }) => {
      const faults: string[] = [];
      for (const [at, look] of all.entries()) {
        const within = document.querySelector('#storybook-root .story-page');
        if (!within?.firstElementChild) return ['the story has gone'];
        within.dispatchEvent(new CustomEvent('story-look', { detail: look }));
        const { violations } = await (globalThis as unknown as StoryWindow).axe.run('#storybook-root', {
          resultTypes: ['violations'],
          // No rule that runs here reads sheets or media.
          preload: false,
          ...(at > 0 ? { runOnly: rules } : {}),
        });
        for (const { id, nodes } of violations)
          for (const { target, any, all, none } of nodes) {
            const why = [...any, ...all, ...none].map(({ message }) => message)[0] ?? '';
            faults.push(`${look.scheme} ${look.theme}: ${id} ${target.flat().at(-1)}: ${why}`);
          }
      }
      return faults;
    },
    { all: seen, rules: ofColour },
  );

/** Asks for a story or a page of text; of a page that has the Storybook already without loading it again. */
async function ask(page: Page, { id, type }: Entry): Promise<void> {
  if (await page.evaluate(() => 'axe' in globalThis))
    return tell(page, 'setCurrentStory', { storyId: id, viewMode: type });
  await page.goto(`${site.url}/iframe.html?id=${id}&viewMode=${type}&globals=a11y.manual:!true`);
  await page.evaluate(axe);
}

/** All that is wrong with one story. */
async function faultsOf(page: Page, entry: Entry): Promise<string[]> {
  const { id } = entry;
  const seen = inAllLooks ? looks : [lookOf(id)];
  const faults: string[] = [];
  const say = (text: string) => faults.push(`${id}: ${text}`);
  page.removeAllListeners('console').removeAllListeners('pageerror');
  page.on('console', (message) => void (message.type() === 'error' && say(`console: ${message.text()}`)));
  page.on('pageerror', (error) => void say(`uncaught: ${error.message}`));
  await ask(page, entry);
  const status = await ended(page);
  if (status !== 'success')
    say(`ended with ${status}: ${(await page.locator('#error-message').textContent())?.slice(0, 300)}`);
  for (const fault of await lookAt(page, seen)) say(fault);
  return faults;
}

/** Pages share the work; most of it is waiting. */
async function inPages(
  list: readonly Entry[],
  look: (page: Page, entry: Entry) => Promise<string[]>,
): Promise<string[]> {
  const waiting = [...list];
  const found: string[] = [];
  const work = async () => {
    // Nothing moves: what axe measures is what stays.
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.addInitScript(hearStories);
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      const { id } = entry;
      const again = (error: Error) => {
        // The Storybook loads itself anew now and then, which ends what was asked meanwhile: once more, from its start.
        if (!error.message.includes('context was destroyed')) throw error;
        return page.waitForLoadState().then(() => look(page, entry));
      };
      const lost = (error: Error) => [`${id}: ${error.message.split('\n')[0]}`];
      found.push(...(await look(page, entry).catch(again).catch(lost)));
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: 3 }, work));
  return found;
}

test(
  `TH6: axe finds nothing in any story, each in ${inAllLooks ? 'every look' : 'a look of four'}`,
  { timeout: 900_000 },
  async () => {
    assert.ok(stories.length > 0, 'there are stories');
    const faults = await inPages(stories, faultsOf);
    assert.equal(faults.join('\n'), '');
  },
);

test('Every page of the Storybook is drawn without an error', { timeout: 120_000 }, async () => {
  const isGuide = ({ importPath }: Entry) => importPath.endsWith('.mdx');
  const all = entries().filter(({ type }) => type === 'docs');
  const made = all.filter((page) => !isGuide(page));
  // A component's page draws all of its stories once more.
  const pages = inAllLooks ? all : all.filter((page) => isGuide(page) || made.indexOf(page) % 4 === 0);
  assert.ok(pages.length > 0, 'there are pages');
  const faults = await inPages(pages, async (page, entry) => {
    const said: string[] = [];
    page.removeAllListeners('console').removeAllListeners('pageerror');
    page.on('console', (message) => void (message.type() === 'error' && said.push(`${entry.id}: ${message.text()}`)));
    page.on('pageerror', (error) => void said.push(`${entry.id}: ${error.message}`));
    await ask(page, entry);
    await page.waitForFunction((id) => (globalThis as unknown as StoryWindow).docsDrawn === id, entry.id);
    await page.locator('#storybook-docs h1').first().waitFor();
    const bare = page.locator('#storybook-docs p', { hasText: /^\|.*\|/ });
    if (await bare.count()) said.push(`${entry.id}: a table stands there as text`);
    return said;
  });
  assert.equal(faults.join('\n'), '');
});
