import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { eq } from 'drizzle-orm';
import { domains } from '../../../bff/domains/schema.ts';
import { customers } from '../../../bff/account/schema.ts';
import { pushes } from '../../../bff/domains/push/schema.ts';
import '../../../components/domains/hc-domain-offers.ts';
import '../../../components/domains/hc-domain-push.ts';
import type { HcDomainOffers } from '../../../components/domains/hc-domain-offers.ts';
import type { HcDomainPush } from '../../../components/domains/hc-domain-push.ts';
import type { HcNavigateEvent } from '../../../components/shared/events.ts';
import { button, find, focused, idOf, lineOf, mount, press, shows, text, type MemoryPanel } from './mount.ts';

const open = (options = {}, lang = 'en') =>
  mount<HcDomainPush>('hc-domain-push', { domain: idOf('lindenloaf.be') }, options, lang);

/** A BFF that wants a proof of identity until it was given. */
function guarded() {
  const seen = { proved: false, asked: 0 };
  const intercept = (request: Request) => {
    if (request.method !== 'POST' || !request.url.endsWith('/push')) return undefined;
    seen.asked += 1;
    const domain = { id: idOf('lindenloaf.be'), name: 'lindenloaf.be', unicodeName: 'lindenloaf.be' };
    const times = { createdAt: '2027-03-10T09:00:00.000Z', expiresAt: '2027-03-17T09:00:00.000Z' };
    const problem = { type: 'urn:hc:step_up_required', status: 403, code: 'step_up_required', requestId: 'r' };
    return seen.proved
      ? Response.json({ domain, offer: { email: 'piet@people.example', by: 'Marieke', ...times }, denied: {} })
      : Response.json({ ...problem, confirmAt: '/ca/step-up?action=a&object=b' }, { status: 403 });
  };
  return { seen, intercept };
}

/** Another customer of the label offers a domain of his to the person of the page. */
const offered = ({ deps, me }: MemoryPanel) =>
  deps.labels.use(me!.label.id, async ({ db }) => {
    const [giver] = await db
      .select({ id: customers.id, domain: domains.id })
      .from(domains)
      .innerJoin(customers, eq(customers.id, domains.customerId))
      .where(eq(customers.externalId, 'T-1088'))
      .limit(1);
    const any =
      giver ??
      (
        await db
          .select({ id: customers.id, domain: domains.id })
          .from(domains)
          .innerJoin(customers, eq(customers.id, domains.customerId))
      ).find(({ id }) => id !== me!.customer.id)!;
    const times = { createdAt: new Date(), expiresAt: new Date(Date.now() + 5 * 86_400_000) };
    await db.insert(pushes).values({
      id: 'psh_1',
      domainId: any.domain,
      fromId: any.id,
      email: me!.user.email,
      state: 'open',
      by: '',
      ...times,
    });
  });

describe('<hc-domain-push>', () => {
  const before = window.open;
  afterEach(() => {
    window.open = before;
  });

  it('D18: offers a domain after a proof of identity, and takes the offer back', async () => {
    window.open = () => window;
    const { seen, intercept } = guarded();
    const { element } = await open({ intercept });
    await shows(element, 'Give to another customer');
    await expect(element).to.be.accessible();
    find<HTMLInputElement>(element, '#email')!.value = 'piet';
    await press(element, 'Offer the domain');
    await shows(element, 'Enter a whole e-mail address.');
    find<HTMLInputElement>(element, '#email')!.value = 'piet@people.example';
    await press(element, 'Offer the domain');
    await shows(element, 'Your password is asked for in a window');
    await press(element, 'Confirm that it is you');
    await shows(element, 'Waiting for your confirmation');
    seen.proved = true;
    dispatchEvent(new Event('focus'));
    await shows(element, 'Offered to piet@people.example');
    await expect(element).to.be.accessible();
    expect(seen.asked).to.be.within(2, 3);
    expect(button(element, 'Take back')).to.not.equal(undefined);
  });

  it('D18: by keyboard the way goes on from step to step, and back from the proof', async () => {
    window.open = () => window;
    const { seen, intercept } = guarded();
    const { element } = await open({ intercept });
    await waitUntil(() => find(element, '#email'), 'the form');
    find<HTMLInputElement>(element, '#email')!.focus();
    await sendKeys({ type: 'piet@people.example' });
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Your password is asked for in a window');
    await waitUntil(() => focused()?.textContent?.trim() === 'Confirm that it is you', 'the proof is next');
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Waiting for your confirmation');
    await expect(element).to.be.accessible();
    expect(element.contains(document.activeElement)).to.equal(true);
    button(element, 'Cancel')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.id === 'email', 'the form again');
    expect(find<HTMLInputElement>(element, '#email')!.value).to.equal('piet@people.example');
    seen.proved = true;
    const { asked } = seen;
    dispatchEvent(new Event('focus'));
    await new Promise((done) => setTimeout(done, 300));
    expect(seen.asked, 'nobody waits any more').to.equal(asked);
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Offered to piet@people.example');
    await waitUntil(() => focused()?.id === 'title', 'the title');
  });

  it('D18: takes an offer back once, however often it is pressed', async () => {
    const line = lineOf(/\/push\/withdraw$/);
    const { element } = await open({
      intercept: line.intercept,
      prepare: async ({ deps, me }: MemoryPanel) =>
        deps.labels.use(me!.label.id, ({ db }) =>
          db.insert(pushes).values({
            id: 'psh_2',
            domainId: idOf('lindenloaf.be'),
            fromId: me!.customer.id,
            email: 'piet@people.example',
            state: 'open',
            by: '',
            createdAt: new Date(),
            expiresAt: new Date(Date.now() + 5 * 86_400_000),
          }),
        ),
    });
    await waitUntil(() => button(element, 'Take back'), 'the offer', { timeout: 10_000 });
    line.state = 'held';
    const withdraw = button(element, 'Take back')!;
    withdraw.focus();
    withdraw.click();
    await element.updateComplete;
    withdraw.click();
    await waitUntil(() => line.asked > 0, 'asked');
    expect(line.asked).to.equal(1);
    line.release();
    await shows(element, 'The offer is taken back');
    await waitUntil(() => focused()?.id === 'title', 'the title');
  });

  it('D18: draws nothing where the label switched it off', async () => {
    const policy = { hiddenTabs: [], disabledActions: { 'domains.domain.push': {} } };
    const { element } = await open({ settings: { policy } });
    await waitUntil(() => element.shadowRoot!.childElementCount >= 0 && !find(element, '.bones'), 'it is read');
    await new Promise((done) => setTimeout(done, 300));
    expect(text(element)).not.to.contain('Give to another customer');
  });

  it('speaks Dutch and German', async () => {
    await shows((await open({}, 'nl')).element, 'Aan een andere klant geven');
    const german = { label: 'smidse', customer: 'S-2001' } as const;
    const { element } = await mount<HcDomainPush>('hc-domain-push', { domain: idOf('kaltofen.dev') }, german, 'de');
    await shows(element, 'Einem anderen Kunden geben');
  });
});

describe('<hc-domain-offers>', () => {
  it('D18: takes an offered domain after a question, and leads there', async () => {
    const { element } = await mount<HcDomainOffers>('hc-domain-offers', {}, { prepare: offered });
    const went: string[] = [];
    element.addEventListener('hc-navigate', (event) => went.push((event as HcNavigateEvent).path));
    await shows(element, 'Offered to you');
    await expect(element).to.be.accessible();
    await press(element, /^Take over /);
    await shows(element, 'is yours to renew');
    await expect(element).to.be.accessible();
    find<HTMLElement>(element, 'dialog .primary')!.click();
    await waitUntil(() => went.length === 1, 'it leads there');
    expect(went[0]).to.match(/^domains\/dom_/);
    await waitUntil(() => !text(element).includes('Offered to you'), 'none is left');
  });

  it('D18: answers once, however often it is pressed, and leaves the focus there', async () => {
    const line = lineOf(/\/decline$/);
    const { element } = await mount<HcDomainOffers>(
      'hc-domain-offers',
      {},
      { prepare: offered, intercept: line.intercept },
    );
    await waitUntil(() => button(element, /^Decline /), 'an offer', { timeout: 10_000 });
    line.state = 'held';
    const decline = button(element, /^Decline /)!;
    decline.focus();
    decline.click();
    await element.updateComplete;
    decline.click();
    await waitUntil(() => line.asked > 0, 'asked');
    expect(line.asked).to.equal(1);
    expect(button(element, /^Take over /)).to.equal(undefined);
    line.release();
    await shows(element, 'The offer is declined');
    await waitUntil(() => !text(element).includes('Offered to you'), 'none is left');
    await waitUntil(() => element.contains(document.activeElement), 'the focus is here');
  });

  it('D18: declines one, and draws nothing where there are none', async () => {
    const { element } = await mount<HcDomainOffers>('hc-domain-offers', {}, { prepare: offered });
    await press(element, /^Decline /);
    await waitUntil(() => !text(element).includes('Offered to you'), 'none is left');
    const policy = { hiddenTabs: [], disabledActions: { 'domains.push.accept': {} } };
    const { element: off } = await mount<HcDomainOffers>(
      'hc-domain-offers',
      {},
      { prepare: offered, settings: { policy } },
    );
    await shows(off, 'Offered to you');
    expect(find(off, 'button')).to.equal(undefined);
  });
});
