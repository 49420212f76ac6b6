import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../../components/domains/hc-domain-manager.ts';
import { filtered } from '../../../components/domains/domain-filter.ts';
import { noFilter, type DomainFilter } from '../../../components/domains/domains.controller.ts';
import type { HcDomainManager } from '../../../components/domains/hc-domain-manager.ts';
import type { DomainPage, DomainSummary } from '../../../bff/domains/answers.ts';
import { dayOf } from '../../../bff/domains/days.ts';
import { domainSorts, domainStates, domainViews } from '../../../bff/domains/input.ts';
import { addMany } from './many.ts';
import { find, mount, press, shows, text } from './mount.ts';

const many = 1000;
const demo = 9;
const all = demo + many;

/** Every node of an element, also inside shadow roots. */
function nodes(root: Element | ShadowRoot): Element[] {
  return [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? nodes(node.shadowRoot) : [])]);
}
const rows = (element: HcDomainManager) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('tbody tr:not(.gap)')];
const seen = (element: HcDomainManager) =>
  rows(element).filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
/** The window follows in the frames after a scroll. */
async function settled(element: HcDomainManager) {
  for (let frame = 0; frame < 6; frame += 1) await nextFrame();
  await element.updateComplete;
}
const fills = (element: HcDomainManager) => {
  const shown = seen(element);
  const top = shown[0]?.getBoundingClientRect().top ?? Infinity;
  const bottom = shown.at(-1)?.getBoundingClientRect().bottom ?? -Infinity;
  return top <= Math.max(0, find(element, 'tbody')!.getBoundingClientRect().top) && bottom >= innerHeight;
};

async function openAll(counting: (request: Request) => void = () => {}) {
  const { element, panel } = await mount<HcDomainManager>(
    'hc-domain-manager',
    {},
    {
      prepare: (made) => addMany(made, many),
      intercept: (request) => {
        counting(request);
        return undefined;
      },
    },
  );
  await shows(element, '50 of 1,009');
  await press(element, `Show ${all - 50} more`);
  await shows(element, 'Showing all 1,009 domains');
  await settled(element);
  return { element, panel };
}

async function everything(panel: Awaited<ReturnType<typeof openAll>>['panel'], query: Record<string, string> = {}) {
  const items: DomainSummary[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await panel.api.v1.domains.$get({
      query: { ...query, limit: '200', ...(cursor && { cursor }) },
    } as never);
    const page = (await answer.json()) as DomainPage;
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

describe('<hc-domain-manager> with 1,000 domains', () => {
  afterEach(() => setViewport({ width: 1280, height: 800 }));

  it('QR3: draws the rows around what is seen, wherever one scrolls, and says which of how many they are', async () => {
    const { element, panel } = await openAll();
    const names = (await everything(panel)).map(({ unicodeName }) => unicodeName);
    expect(nodes(element.shadowRoot!).length).to.be.below(600);
    expect(find(element, 'table')!.getAttribute('aria-rowcount')).to.equal(String(all + 1));
    const height = document.documentElement.scrollHeight;
    for (const share of [0.5, 0.02, 1, 0.7, 0]) {
      scrollTo(0, share * (height - innerHeight));
      await waitUntil(
        () =>
          share === 1 ? seen(element).at(-1)?.textContent?.includes(names.at(-1)!) : share === 0 || fills(element),
        `rows at ${share}`,
      );
      await settled(element);
      expect(nodes(element.shadowRoot!).length).to.be.below(600);
      for (const row of rows(element))
        expect(row.querySelector('a')!.textContent).to.equal(names[Number(row.getAttribute('aria-rowindex')) - 2]);
      expect(new Set(rows(element).map((row) => row.offsetHeight)).size, 'one height').to.equal(1);
      expect(document.documentElement.scrollHeight, 'the page does not jump').to.be.closeTo(height, 2);
    }
    await expect(element).to.be.accessible();
  });

  it('by keyboard: Tab goes on beyond what is drawn, and who scrolls away comes back to where he was', async () => {
    const { element } = await openAll();
    scrollTo(0, 0);
    await settled(element);
    const place = () => Number(element.shadowRoot!.activeElement!.closest('tr')!.getAttribute('aria-rowindex'));
    rows(element)[0]!.querySelector('a')!.focus();
    // Its menu, the box of the next one, its link.
    for (let at = 0; at < 81; at += 1) await sendKeys({ press: 'Tab' });
    await settled(element);
    expect(place()).to.equal(2 + 27);
    expect(seen(element)).to.include(element.shadowRoot!.activeElement!.closest('tr'));
    scrollTo(0, document.documentElement.scrollHeight);
    await waitUntil(() => text(element).includes('many-00999'));
    await settled(element);
    expect(place(), 'the focus stays').to.equal(2 + 27);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await settled(element);
    expect(place(), 'and goes on from there').to.be.within(29, 31);
  });

  it('filters and sorts by itself, at once, and asks nobody', async () => {
    let asked = 0;
    const { element } = await openAll(() => (asked += 1));
    const before = asked;
    find<HTMLInputElement>(element, 'input[type=search]')!.focus();
    await sendKeys({ type: 'many-0012' });
    await element.updateComplete;
    expect(rows(element)).to.have.length(10);
    expect(text(element)).to.contain('10 domains');
    await press(element, 'Sort by Domain');
    await element.updateComplete;
    expect(rows(element)[0]!.textContent).to.contain('many-00129');
    expect(find(element, 'table')!.hasAttribute('aria-rowcount'), 'a short list is whole').to.equal(false);
    await sendKeys({ type: 'zzz' });
    await press(element, 'Show all domains');
    await shows(element, 'Showing all 1,009 domains');
    expect(asked).to.equal(before);
  });

  it('finds what the BFF finds, in the same order', async () => {
    const { panel } = await openAll();
    const whole = await everything(panel);
    const today = dayOf(Date.now(), panel.label.timeZone);
    const cases: Partial<DomainFilter>[] = [
      ...domainSorts.map((sort) => ({ sort })),
      ...domainViews.flatMap((view) => domainSorts.map((sort) => ({ view, sort }))),
      ...domainStates.map((state) => ({ state })),
      ...['nl', 'co.uk', 'none'].map((tld) => ({ tld })),
      ...['30', '90', '365'].map((expires) => ({ expires, sort: '-expires' as const })),
      { q: 'BÄCK' },
      { q: 'xn--' },
      { q: '.co.', view: 'attention', tld: 'co.uk', sort: 'expires' },
    ];
    for (const one of cases) {
      const query = Object.fromEntries(
        Object.entries(one).filter(([name, value]) => value !== noFilter[name as keyof DomainFilter]),
      );
      const here = filtered(whole, { ...noFilter, ...one }, today).map(({ name }) => name);
      expect(here, JSON.stringify(one)).to.deep.equal(
        (await everything(panel, query as never)).map(({ name }) => name),
      );
    }
  });

  it('cards on a narrow screen: of one height, drawn around what is seen', async () => {
    await setViewport({ width: 360, height: 740 });
    const { element } = await openAll();
    const height = document.documentElement.scrollHeight;
    scrollTo(0, height / 2);
    await waitUntil(() => fills(element), 'cards');
    await settled(element);
    expect(new Set(rows(element).map((row) => row.offsetHeight)).size).to.equal(1);
    expect(document.documentElement.scrollWidth).to.be.at.most(360);
    expect(nodes(element.shadowRoot!).length).to.be.below(600);
    await expect(element).to.be.accessible();
  });
});
