import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/domains/hc-domain-manager.ts';
import type { HcDomainManager } from '../../../components/domains/hc-domain-manager.ts';
import type { DomainPage } from '../../../bff/domains/answers.ts';
import { addMany } from './many.ts';
import { button, find, focused, lineOf, mount, press, shows, text } from './mount.ts';

const open = (options: Parameters<typeof mount>[2] = {}, lang = 'en') =>
  mount<HcDomainManager>('hc-domain-manager', {}, options, lang);
const boxes = (element: HcDomainManager) => [
  ...element.shadowRoot!.querySelectorAll<HTMLInputElement>('tbody .pick input'),
];
const ticked = (element: HcDomainManager) => boxes(element).filter(({ checked }) => checked).length;
const box = async (element: HcDomainManager, name: string) => {
  const found = () => find<HTMLInputElement>(element, `input[aria-label="Select ${name}"]`);
  await waitUntil(found, name, { timeout: 10_000 });
  return found()!;
};
const choose = async (element: HcDomainManager, words: string) => {
  // The browser tells late that the one before was closed.
  await waitUntil(() => find(element, '.pending .primary')?.ariaExpanded === 'false', 'no menu');
  await press(element, 'Change…');
  await waitUntil(() => element.shadowRoot!.querySelector('.menu:popover-open'), 'menu');
  await press(element, words);
};

describe('many domains at once', () => {
  it('D19: a selection by mouse, with Shift and by keyboard; the bar comes with it and goes', async () => {
    const { element } = await open();
    await shows(element, 'lindenloaf.com');
    expect(find(element, '.pending')).to.equal(undefined);
    boxes(element)[1]!.click();
    await shows(element, '1 domain selected');
    boxes(element)[4]!.dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true }));
    await shows(element, '4 domains selected');
    expect(ticked(element)).to.equal(4);
    await expect(element).to.be.accessible();
    boxes(element)[2]!.focus();
    await sendKeys({ press: ' ' });
    await shows(element, '3 domains selected');
    find<HTMLInputElement>(element, 'thead .pick input')!.click();
    await waitUntil(() => ticked(element) === 9);
    await press(element, 'Clear');
    await waitUntil(() => !find(element, '.pending'));
    expect(ticked(element)).to.equal(0);
    expect(element.shadowRoot!.activeElement?.closest('.pick')).to.exist;
  });

  it('D19: shows what would change and what cannot, does it, and tells what became of each', async () => {
    const { element } = await open();
    await shows(element, 'lindenloaf.com');
    find<HTMLInputElement>(element, 'thead .pick input')!.click();
    await shows(element, '9 domains selected');
    await choose(element, 'Stop the renewal');
    await shows(element, 'will be changed');
    expect(text(element)).to.match(/domains? (is|are) so already/);
    await expect(element).to.be.accessible();
    await press(element, /^Change \d domains?$/);
    await shows(element, 'The bulk change is over');
    await waitUntil(() => !find(element, '.pending'));
    await press(element, 'See each domain');
    await waitUntil(() => find(element, 'dialog a'), 'results');
    await expect(element).to.be.accessible();
    find<HTMLElement>(element, 'dialog a')!.click();
    await waitUntil(() => element.path.startsWith('dom_'), 'the domain');
  });

  it('D19: name servers that cannot be are said at the field; the label’s template list is offered', async () => {
    const { element } = await open();
    (await box(element, 'lindenloaf.com')).click();
    await choose(element, 'Set name servers…');
    await press(element, 'Other name servers');
    await waitUntil(() => find(element, '#bulk-names'), 'field');
    find<HTMLTextAreaElement>(element, '#bulk-names')!.focus();
    await sendKeys({ type: 'ns1.elsewhere.example 192.0.2.1' });
    await press(element, 'See what changes');
    await shows(element, '“192.0.2.1” is no name of a name server.');
    find<HTMLTextAreaElement>(element, '#bulk-names')!.focus();
    await sendKeys({ type: Array.from({ length: 13 }, (_, at) => ` ns${at + 3}.elsewhere.example`).join('') });
    await press(element, 'See what changes');
    await shows(element, 'Write at most 13 name servers.');
    const names = find<HTMLTextAreaElement>(element, '#bulk-names')!;
    names.value = Array.from({ length: 101 }, (_, at) => `ns${at}.elsewhere.example`).join('\n');
    names.dispatchEvent(new Event('input', { bubbles: true }));
    await element.updateComplete;
    await press(element, 'See what changes');
    await shows(element, 'Write at most 13 name servers.');
    names.value = `${'a'.repeat(300)}.example`;
    names.dispatchEvent(new Event('input', { bubbles: true }));
    await element.updateComplete;
    await press(element, 'See what changes');
    await shows(element, 'One of these is longer than a name can be.');
    await expect(element).to.be.accessible();
    await press(element, 'Cancel');
    await choose(element, 'Use a DNS template…');
    await shows(element, 'Google Workspace');
    await press(element, /^No mail/);
    await press(element, 'See what changes');
    await shows(element, '1 domain will be changed lindenloaf.com');
    await shows(element, 'The mail of 1 domain stops.');
    await expect(element).to.be.accessible();
  });

  it('D19: looks once more where a look failed, and knows nothing of one that was left', async () => {
    const line = lineOf(/^POST .*\/bulk\/preview$/);
    const { element } = await open({ intercept: line.intercept });
    (await box(element, 'lindenloaf.com')).click();
    line.state = 'cut';
    await choose(element, 'Lock against transfers');
    await shows(element, 'We could not be reached.');
    await expect(element).to.be.accessible();
    line.state = 'open';
    button(element, 'Try again')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find(element, 'dialog .outcomes'), 'what it would do', { timeout: 10_000 });
    expect(focused()?.closest('dialog footer')).to.exist;
    await press(element, 'Cancel');
    line.state = 'held';
    await choose(element, 'Stop the renewal');
    await shows(element, 'Looking at each domain');
    await press(element, 'Cancel');
    line.state = 'open';
    await choose(element, 'Lock against transfers');
    await waitUntil(() => find(element, 'dialog .outcomes'), 'of the lock', { timeout: 10_000 });
    const seen = find(element, 'dialog .outcomes')!.textContent;
    line.release();
    await new Promise((done) => setTimeout(done, 300));
    expect(find(element, 'dialog .outcomes')!.textContent).to.equal(seen);
  });

  it('D19: asks once more for the templates where they did not come', async () => {
    const line = lineOf(/\/dns\/templates$/);
    line.state = 'cut';
    const { element } = await open({ intercept: line.intercept });
    (await box(element, 'lindenloaf.com')).click();
    await choose(element, 'Use a DNS template…');
    await shows(element, 'We could not be reached.');
    expect(button(element, 'See what changes')).to.equal(undefined);
    line.state = 'open';
    await press(element, 'Try again');
    await shows(element, 'Google Workspace');
  });

  it('D19: a change that began late closes no dialog but its own; that it failed is said outside', async () => {
    const line = lineOf(/^POST .*\/domains\/bulk$/);
    const { element } = await open({ intercept: line.intercept });
    (await box(element, 'lindenloaf.com')).click();
    await choose(element, 'Stop the renewal');
    line.state = 'held';
    await press(element, 'Change 1 domain');
    await press(element, 'Cancel');
    await choose(element, 'Use a DNS template…');
    await shows(element, 'Google Workspace');
    line.release();
    await shows(element, 'The bulk change is over');
    expect(find(element, 'dialog[open]')).to.exist;
    await press(element, 'Cancel');
    (await box(element, 'lindenloaf.com')).click();
    await choose(element, 'Renew again');
    await waitUntil(() => button(element, 'Change 1 domain'), 'seen', { timeout: 10_000 });
    line.state = 'cut';
    button(element, 'Change 1 domain')!.click();
    button(element, 'Cancel')!.click();
    await shows(element, 'We could not be reached.');
    expect(find(element, 'dialog[open]')).to.equal(undefined);
  });

  it('D19: all that a filter finds, also what is not drawn; no more than 1,000', async () => {
    const { element } = await open({ prepare: (panel) => addMany(panel, 400) });
    await waitUntil(() => boxes(element).length > 40, 'rows', { timeout: 10_000 });
    boxes(element)[0]!.click();
    await press(element, 'Select all 409');
    await shows(element, '409 domains selected');
    await choose(element, 'Lock against transfers');
    await shows(element, 'cannot be changed');
    const { element: more } = await open({ prepare: (panel) => addMany(panel, 1100) });
    await waitUntil(() => boxes(more).length > 40, 'rows', { timeout: 10_000 });
    boxes(more)[0]!.click();
    await shows(more, '1 domain selected');
    expect(text(more)).not.to.contain('Select all 1');
  });

  it('D19: who comes while one is under way sees how far it is, and leaves the rest', async () => {
    const { element, panel } = await open({
      prepare: async (panel) => {
        await addMany(panel, 300);
        await panel.deps.jobs.stop();
        const answer = await panel.api.v1.domains.bulk.$post({
          json: { which: { filter: { q: 'many-' } }, wish: { action: 'domains.renewal.stop', input: {} } },
        });
        expect(answer.status).to.equal(201);
      },
    });
    await shows(element, 'A bulk change is under way: 0 of 300');
    const [label] = await panel.deps.control.labels();
    await panel.deps.labels.use(label!.id, (handle) => panel.deps.jobs.step(handle));
    await waitUntil(
      () => /under way: \d+ of 300/.test(text(element)) && !text(element).includes(': 0 of'),
      'on its way',
      {
        timeout: 10_000,
      },
    );
    expect(find(element, '[role=progressbar]')!.getAttribute('aria-valuenow')).not.to.equal('0');
    await expect(element).to.be.accessible();
    button(element, 'Leave the rest')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'The bulk change was cancelled');
    await waitUntil(() => focused()?.closest('.run-place'), 'the focus stays with the run');
    expect(text(element)).to.match(/\d+ left as they were/);
  });

  it('D19: on a slow line shows of each choice its own, page by page, and tries again', async () => {
    const line = lineOf(/\/bulk\/[^/]+\/items$/);
    const { element } = await open({
      intercept: line.intercept,
      prepare: async (panel) => {
        await addMany(panel, 240);
        const wish = { action: 'domains.lock.edit', input: { locked: true } } as const;
        await panel.api.v1.domains.bulk.$post({ json: { which: { filter: { q: 'many-' } }, wish } });
        const [label] = await panel.deps.control.labels();
        await panel.deps.jobs.idle(label!.id);
      },
    });
    const rows = () => [...element.shadowRoot!.querySelectorAll('dialog tbody tr')].map((one) => one.textContent);
    const show = async (state: string) => {
      const select = find<HTMLSelectElement>(element, '#bulk-state')!;
      select.value = state;
      select.dispatchEvent(new Event('change'));
      await element.updateComplete;
    };
    line.state = 'cut';
    await press(element, 'See each domain');
    await shows(element, 'We could not be reached.');
    line.state = 'held';
    await press(element, 'Try again');
    const [one, other] = [...find<HTMLSelectElement>(element, '#bulk-state')!.options]
      .slice(1)
      .map(({ value }) => value);
    await show(one!);
    await show(other!);
    await show(one!);
    line.release();
    await waitUntil(() => rows().length > 0, 'rows', { timeout: 10_000 });
    await new Promise((done) => setTimeout(done, 300));
    expect(new Set(rows()).size).to.equal(rows().length);
    line.state = 'open';
    await show('');
    await waitUntil(() => rows().length === 100, 'all', { timeout: 10_000 });
    line.state = 'cut';
    await press(element, 'Show more');
    await shows(element, 'We could not be reached.');
    expect(rows().length).to.equal(100);
    await expect(element).to.be.accessible();
    line.state = 'open';
    await press(element, 'Try again');
    await waitUntil(() => rows().length === 200, 'more', { timeout: 10_000 });
    button(element, 'Show more')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => rows().length === 240, 'the rest', { timeout: 10_000 });
    expect(new Set(rows()).size).to.equal(240);
    await waitUntil(() => focused()?.closest('tr')?.textContent === rows()[200], 'the first that came');
  });

  it('D19: who comes after its end sees what came of it, until he closes it', async () => {
    let ended = '';
    const { element, panel } = await open({
      prepare: async ({ api, deps }) => {
        const wish = { action: 'domains.lock.edit', input: { locked: true } } as const;
        const { items } = (await (await api.v1.domains.$get({ query: {} })).json()) as DomainPage;
        const which = { domains: items.slice(0, 3).map(({ id }) => id) };
        ended = ((await (await api.v1.domains.bulk.$post({ json: { which, wish } })).json()) as { id: string }).id;
        const [label] = await deps.control.labels();
        await deps.jobs.idle(label!.id);
      },
    });
    await shows(element, 'The bulk change is over');
    const close = () => find<HTMLButtonElement>(element, '.run-place button[aria-label]');
    close()!.click();
    await waitUntil(() => !close(), 'closed');
    const listed = async () => ((await (await panel.api.v1.domains.$get({ query: {} })).json()) as DomainPage).bulk;
    await waitUntil(async () => (await listed()) === null, `${ended} is told no more`);
  });

  it('D19: nothing of it where the label has it off; a verb alone is greyed with the reason', async () => {
    const off = (disabledActions: object) => ({ settings: { policy: { hiddenTabs: [], disabledActions } } });
    const { element } = await open(off({ 'domains.bulk.start': {} }));
    await shows(element, 'lindenloaf.com');
    expect(boxes(element)).to.have.length(0);
    const why = 'Ask us to unlock a domain.';
    const { element: some } = await open(off({ 'domains.lock.edit': { reason: why } }));
    (await box(some, 'lindenloaf.com')).click();
    await press(some, 'Change…');
    await shows(some, why);
    expect(button(some, /^Unlock/)).to.equal(undefined);
  });

  it('D19: speaks Dutch and German', async () => {
    for (const [lang, label, words] of [
      ['nl', 'tidewell', '1 domein geselecteerd'],
      ['de', 'smidse', '1 Domain ausgewählt'],
    ] as const) {
      const { element } = await open({ label }, lang);
      await waitUntil(() => boxes(element).length > 0, 'rows', { timeout: 10_000 });
      boxes(element)[0]!.click();
      await shows(element, words);
    }
  });
});
