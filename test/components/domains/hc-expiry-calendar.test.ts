import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { eq } from 'drizzle-orm';
import { domains } from '../../../bff/domains/schema.ts';
import type { ExpiryMonthEvent } from '../../../components/domains/events.ts';
import '../../../components/domains/hc-domain-manager.ts';
import type { HcDomainManager } from '../../../components/domains/hc-domain-manager.ts';
import '../../../components/domains/hc-expiry-calendar.ts';
import type { HcExpiryCalendar } from '../../../components/domains/hc-expiry-calendar.ts';
import { find, idOf, lineOf, mount, press, shows, text } from './mount.ts';

const open = (options: Parameters<typeof mount>[2] = {}, lang = 'en') =>
  mount<HcExpiryCalendar>('hc-expiry-calendar', {}, options, lang);
const months = (element: Element) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('.months > li > *')];

const said = (month: Element) => month.querySelector('.vh')!.textContent.trim();

describe('<hc-expiry-calendar>', () => {
  it('D19: draws twelve months, as high as there are domains, and tells which one was chosen', async () => {
    const { element } = await open();
    await waitUntil(() => months(element).length === 12, 'months', { timeout: 10_000 });
    await expect(element).to.be.accessible();
    const buttons = months(element).filter((month) => month.localName === 'button');
    expect(buttons.length).to.be.above(3);
    for (const one of buttons) expect(said(one)).to.match(/^\w+ \d{4}: \d+ domains?(, \d+ of them will not renew)?$/);
    const heights = months(element).map((month) =>
      Number.parseFloat(month.querySelector('.all')!.getAttribute('height')!),
    );
    expect(Math.max(...heights)).to.equal(100);
    buttons[0]!.focus();
    const told = oneEvent(element, 'hc-expiry-month') as unknown as Promise<ExpiryMonthEvent>;
    await sendKeys({ press: 'Enter' });
    expect((await told).month).to.match(/^\d{4}-\d\d$/);
    await element.updateComplete;
    expect(buttons[0]!.getAttribute('aria-pressed')).to.equal('true');
    await expect(element).to.be.accessible();
  });

  it('D19: follows what changes', async () => {
    const { element, panel } = await open();
    await waitUntil(() => months(element).length === 12, 'months', { timeout: 10_000 });
    const before = text(element);
    await panel.deps.labels.use(panel.me!.label.id, ({ db }) =>
      db
        .update(domains)
        .set({ expiresOn: null })
        .where(eq(domains.id, idOf('lindenloaf.com'))),
    );
    panel.deps.changes.publish(panel.me!.label.id, panel.me!.customer.id, { kind: 'domains.domain', id: 'dom_x' });
    await waitUntil(() => text(element) !== before, 'another one', { timeout: 10_000 });
  });

  it('D19: says that nothing expires where there are no domains', async () => {
    const { element } = await open({ customer: 'T-1131' });
    await shows(element, 'Nothing expires in the coming twelve months');
    expect(months(element).length).to.equal(0);
    expect(text(element)).not.to.contain('Choose a month');
    await expect(element).to.be.accessible();
    await shows((await open({ customer: 'T-1131' }, 'nl')).element, 'In de komende twaalf maanden verloopt er niets');
  });

  it('asks nothing any more once it has left the page', async () => {
    const line = lineOf(/\/v1\/domains(\/expiries)?$/);
    const { element, panel } = await open({ intercept: line.intercept });
    const { element: list, panel: other } = await mount<HcDomainManager>(
      'hc-domain-manager',
      {},
      { intercept: line.intercept },
    );
    await waitUntil(() => months(element).length === 12, 'months', { timeout: 10_000 });
    await shows(list, 'lindenloaf.com');
    const { asked } = line;
    for (const { deps, me } of [panel, other])
      deps.changes.publish(me!.label.id, me!.customer.id, { kind: 'domains.domain', id: 'dom_x' });
    element.remove();
    list.remove();
    await new Promise((done) => setTimeout(done, 600));
    expect(line.asked).to.equal(asked);
  });

  it('D19: in the list a month narrows it, is shown as a filter, and is taken off by either', async () => {
    const { element } = await mount<HcDomainManager>('hc-domain-manager');
    const rows = () => element.shadowRoot!.querySelectorAll('tbody tr').length;
    await shows(element, 'lindenloaf.com');
    await press(element, 'Expiry calendar');
    await waitUntil(() => find(element, 'button.month'), 'months', { timeout: 10_000 });
    await expect(element).to.be.accessible();
    const first = find(element, 'button.month')!;
    const [name, many] = said(first).split(/: | domain/);
    first.click();
    await waitUntil(() => rows() === Number(many), 'rows', { timeout: 10_000 });
    await press(element, `Remove the filter ${name}`);
    await waitUntil(() => rows() === 9, 'all', { timeout: 10_000 });
    expect(find(element, 'button.month')!.getAttribute('aria-pressed')).to.equal('false');
  });

  it('says that it failed, and speaks the language of the page', async () => {
    let broken = true;
    const { element } = await open(
      { intercept: () => (broken ? Promise.reject(new TypeError('network')) : undefined) },
      'nl',
    );
    await shows(element, 'Opnieuw proberen');
    broken = false;
    await press(element, 'Opnieuw proberen');
    await shows(element, 'Wanneer ze verlopen');
  });
});
