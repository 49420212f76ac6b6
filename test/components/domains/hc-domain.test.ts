import { addDays, dayOf } from '../../../bff/domains/days.ts';
import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { eq } from 'drizzle-orm';
import { domains } from '../../../bff/domains/schema.ts';
import { addressChecks } from '../../../bff/domains/verification/schema.ts';
import '../../../components/domains/hc-domain.ts';
import type { HcDomain } from '../../../components/domains/hc-domain.ts';
import type { MemoryPanel } from './mount.ts';
import { button, find, focused, idOf, lineOf, mount, press, shows, text } from './mount.ts';

const open = (name: string, options = {}, lang = 'en') =>
  mount<HcDomain>('hc-domain', { domain: idOf(name), alone: true }, options, lang);

/** A domain whose owner has not answered, with days that he still has; it is held where there are none. */
const unanswered = (days: number) => ({
  prepare: ({ deps, me }: MemoryPanel) =>
    deps.labels.use(me!.label.id, async ({ db }) => {
      const verifyBy = addDays(dayOf(Date.now(), me!.label.timeZone), days);
      const email = 'marieke@lindenloaf.example';
      await db
        .update(domains)
        .set({ verifyBy, ownerEmail: email, held: days === 0 })
        .where(eq(domains.id, idOf('lindenloaf.com')));
      const [row] = await db
        .select()
        .from(domains)
        .where(eq(domains.id, idOf('lindenloaf.com')));
      await db.insert(addressChecks).values({ id: 'adr_1', customerId: row!.customerId, email, dueOn: verifyBy });
    }),
});

describe('<hc-domain>', () => {
  it('is read once for all that shows it when it is opened', async () => {
    const line = lineOf(/^GET .*\/v1\/domains\/dom_[\w-]+$/);
    const { element } = await mount<HcDomain>(
      'hc-domain',
      { domain: idOf('lindenloaf.com'), tab: 'servers' },
      { intercept: line.intercept },
    );
    await shows(element, 'Add child host');
    await shows(element, 'The zone is not signed.');
    expect(line.asked).to.equal(1);
  });

  it('D20: says until when the owner must confirm his address and what happens then, and sends the mail again', async () => {
    const { element } = await open('lindenloaf.com', unanswered(5));
    await shows(element, 'Address not confirmed: 5 days left');
    await shows(element, 'Confirm within 5 days');
    expect(text(element)).to.match(/the domain stops working on \d/);
    await expect(element).to.be.accessible();
    await press(element, 'Send the mail again');
    await shows(element, 'The mail is on its way');
    const { element: held } = await open('lindenloaf.com', unanswered(0));
    await shows(held, 'Held: address not confirmed');
    const policy = { hiddenTabs: [], disabledActions: { 'domains.verification.resend': {} } };
    const { element: off } = await open('lindenloaf.com', { ...unanswered(5), settings: { policy } });
    await shows(off, 'Address not confirmed');
    expect(text(off)).not.to.contain('Send the mail again');
  });

  it('D15: says with dates what stopping means, stops, and takes it back', async () => {
    const { element } = await open('lindenloaf.com');
    await press(element, 'Stop renewal');
    await shows(element, 'Stop renewing lindenloaf.com?');
    expect(text(element)).to.match(/Until \d+ \w+ \d{4} : website, mail and DNS work as ever/);
    await expect(element).to.be.accessible();
    find<HTMLButtonElement>(element, 'dialog .danger')!.click();
    await shows(element, 'Stopped: the domain runs out on this day');
    await shows(element, 'Renewal stopped');
    button(element, 'Undo')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'The domain renews again');
    expect(text(element)).not.to.contain('Stopped: the domain');
    await waitUntil(() => focused()?.id === 'title', 'the focus stays here');
    await press(element, 'Stop renewal');
    await waitUntil(() => find(element, 'dialog .danger'), 'the question');
    find<HTMLButtonElement>(element, 'dialog .danger')!.click();
    await waitUntil(() => button(element, 'Renew it again'), 'the way back', { timeout: 10_000 });
    button(element, 'Renew it again')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !button(element, 'Renew it again'), 'it renews', { timeout: 10_000 });
    await waitUntil(() => focused()?.id === 'title', 'the focus stays here');
  });

  it('D15: what is answered late of one domain does not take the place of the next', async () => {
    const line = lineOf(/^POST .*\/renewal\//);
    const { element } = await open('lindenloaf.com', { intercept: line.intercept });
    await press(element, 'Stop renewal');
    await waitUntil(() => find(element, 'dialog .danger'), 'the question');
    line.state = 'held';
    find<HTMLButtonElement>(element, 'dialog .danger')!.click();
    await waitUntil(() => line.asked === 1, 'asked');
    element.domain = idOf('lindenloaf.be');
    await waitUntil(() => find(element, '#title')?.textContent?.trim() === 'lindenloaf.be', 'the next', {
      timeout: 10_000,
    });
    line.release();
    await new Promise((done) => setTimeout(done, 300));
    expect(find(element, '#title')!.textContent.trim()).to.equal('lindenloaf.be');
    expect(text(element)).not.to.contain('Renewal stopped');
  });

  it('L1: a demo label has several switches off: greyed with its own words, or not there at all', async () => {
    const { element } = await open('kaltofen.dev', { label: 'smidse', customer: 'S-2001' }, 'de');
    await shows(element, 'Kündigungen nimmt unser Vertrieb entgegen.');
    await shows(element, 'Verlängern');
    for (const words of ['Verbergen', 'Code anzeigen']) expect(text(element)).not.to.contain(words);
  });

  it('D16: renews for as long as one likes, and shows the new day', async () => {
    const { element } = await open('lindenloaf.com');
    await shows(element, 'Renewal');
    const day = () => find<HTMLTimeElement>(element, '.props time')!.dateTime;
    const before = day();
    await press(element, 'Renew');
    await waitUntil(() => find(element, 'dialog[open] select'));
    find<HTMLSelectElement>(element, 'dialog select')!.value = '2';
    find<HTMLButtonElement>(element, 'dialog .primary')!.click();
    await waitUntil(() => Number(day().slice(0, 4)) === Number(before.slice(0, 4)) + 2, '', { timeout: 10_000 });
    await shows(element, 'Renewed until');
  });

  it('D16: one that ran out says until when it can be renewed', async () => {
    const { element } = await open('zuurdesem-atelier.com');
    await shows(element, 'it can be renewed for the usual price');
  });

  it('D17: locks and unlocks; an ending without a lock says so and offers none', async () => {
    const { element } = await open('lindenloaf.com');
    await press(element, /^(Lock|Unlock)$/);
    await shows(element, 'Undo');
    const { element: dutch } = await open('linden-loaf.nl');
    await shows(dutch, '.nl does not have one');
    expect(find(dutch, '[aria-label="Lock"]')).to.equal(undefined);
  });

  it('S11: shows nothing of one customer to the next who signs in on the same page', async () => {
    let gone = false;
    const problem = { type: 'urn:hc:not_found', status: 404, code: 'not_found', requestId: 'r' };
    const intercept = () => (gone ? Response.json(problem, { status: 404 }) : undefined);
    const { element, panel } = await open('lindenloaf.com', { intercept });
    await shows(element, 'Linden & Loaf');
    gone = true;
    const shared = panel as { me: typeof panel.me };
    shared.me = { ...panel.me!, customer: { ...panel.me!.customer, id: 'cus_other', name: 'Other' } };
    element.requestUpdate();
    await element.updateComplete;
    expect(text(element)).not.to.contain('Linden & Loaf');
    await shows(element, 'This domain is not here');
  });

  it('opens a dialog at its first field, or at the way out', async () => {
    const { element } = await open('lindenloaf.com');
    const at = () => element.shadowRoot!.activeElement;
    await press(element, 'Renew');
    await waitUntil(() => at()?.id === 'years');
    find<HTMLElement>(element, 'dialog footer .btn')!.click();
    await press(element, 'Stop renewal');
    await waitUntil(() => at()?.textContent?.includes('Keep renewing'));
  });

  it('draws nothing of what the label switched off', async () => {
    const disabledActions = { 'domains.renewal.stop': {}, 'domains.domain.renew': {}, 'domains.lock.edit': {} };
    const { element } = await open('lindenloaf.com', { settings: { policy: { hiddenTabs: [], disabledActions } } });
    await shows(element, 'Registration');
    expect(text(element)).not.to.match(/Stop renewal|Renew\b(?!al)|Unlock/);
  });
});
