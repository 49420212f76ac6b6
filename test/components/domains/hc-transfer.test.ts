import { expect, waitUntil } from '@open-wc/testing';
import type { Transfer } from '../../../bff/domains/transfers/answers.ts';
import '../../../components/domains/hc-transfer.ts';
import type { HcTransfer } from '../../../components/domains/hc-transfer.ts';
import { button, find, idOf, mount, press, shows, text } from './mount.ts';

const open = (options = {}, lang = 'en', domain = idOf('lindenloaf.shop')) =>
  mount<HcTransfer>('hc-transfer', { domain }, options, lang);
const current = (element: Element) => find(element, '[aria-current=step]')?.textContent?.trim();

/** A BFF that another provider asks for a domain; it wants a proof before the domain goes. */
function askedAway(state: NonNullable<Transfer['move']>['state'] = 'waiting') {
  const seen = { proved: false, asked: [] as string[] };
  const answer = (): Transfer => ({
    domain: { id: idOf('lindenloaf.com'), name: 'lindenloaf.com', unicodeName: 'lindenloaf.com', state: 'active' },
    move: {
      id: 'trf_1',
      incoming: false,
      state: { approve: 'approving' as const, cancel: 'refusing' as const }[seen.asked.at(-1) ?? ''] ?? state,
      ours: false,
      by: '',
      startedAt: '2027-03-10T09:00:00.000Z',
      askedAt: '2027-03-10T09:00:00.000Z',
      actsAt: '2027-03-15T09:00:00.000Z',
    },
    denied: state === 'waiting' && !seen.asked.length ? { 'domains.transfer.start': { code: 'state_forbids' } } : away,
  });
  const away = {
    'domains.transfer.start': { code: 'state_forbids' },
    'domains.transfer.cancel': { code: 'state_forbids' },
    'domains.transfer.approve': { code: 'state_forbids' },
  };
  const intercept = (request: Request) => {
    const { pathname } = new URL(request.url);
    if (!/\/transfer(\/|$)/.test(pathname)) return undefined;
    const verb = pathname.split('/').at(-1)!;
    if (verb === 'approve' && !seen.proved)
      return Response.json(
        {
          type: 'urn:hc:step_up_required',
          status: 403,
          code: 'step_up_required',
          requestId: 'r',
          confirmAt: '/ca/step-up?action=a&object=b',
        },
        { status: 403 },
      );
    if (request.method === 'POST') seen.asked.push(verb);
    return Response.json(answer());
  };
  return { seen, intercept };
}

describe('<hc-transfer>', () => {
  const before = window.open;
  afterEach(() => {
    window.open = before;
  });

  it('D18: shows what was done, who is awaited and until when, and withdraws after a question', async () => {
    const { element } = await open();
    await shows(element, 'Waiting for the other provider');
    expect(text(element)).to.match(/It comes by itself on \d/);
    expect(current(element)).to.equal('The other provider lets it go');
    expect(button(element, 'Let it go now')).to.equal(undefined);
    await expect(element).to.be.accessible();
    await press(element, 'Withdraw');
    await shows(element, 'Withdraw the move of lindenloaf.shop?');
    await expect(element).to.be.accessible();
    await press(element, 'Withdraw the move');
    await shows(element, 'The domain stays with its present provider.');
    await waitUntil(() => !find(element, 'dialog[open]'), 'the question is gone');
  });

  it('D18: takes the code once more where it was wrong, and says what is no code', async () => {
    const german = { label: 'smidse', customer: 'S-2001' } as const;
    const { element } = await open(german, 'en', idOf('roboterarm-berlin.de'));
    await shows(element, 'The code is not the right one.');
    await expect(element).to.be.accessible();
    const input = find<HTMLInputElement>(element, '#code')!;
    input.value = 'two words';
    await press(element, 'Ask once more');
    await shows(element, 'A code has no spaces');
    expect(element.shadowRoot!.activeElement).to.equal(input);
    input.value = 'On-Its-Way-2027';
    await press(element, 'Ask once more');
    await shows(element, 'You manage it here now.');
    expect(find(element, '#code')).to.equal(undefined);
  });

  it('D18: asks whether a domain may go, and lets it go only to who proved that it is himself', async () => {
    window.open = () => window;
    const { seen, intercept } = askedAway();
    const { element } = await open({ intercept }, 'en', idOf('lindenloaf.com'));
    await shows(element, 'Say nothing, and it moves on');
    await expect(element).to.be.accessible();
    await press(element, 'Let it go now');
    await shows(element, 'cannot be called back from here');
    await press(element, 'Let it go');
    await shows(element, 'Your password is asked for in a window');
    await press(element, 'Confirm that it is you');
    await shows(element, 'Waiting for your confirmation');
    seen.proved = true;
    dispatchEvent(new Event('focus'));
    await shows(element, 'The domain is being let go');
    expect(seen.asked).to.deep.equal(['approve']);
    expect(button(element, 'Keep it here')).to.equal(undefined);
  });

  it('D18: keeps a domain without a proof', async () => {
    const { seen, intercept } = askedAway();
    const { element } = await open({ intercept }, 'en', idOf('lindenloaf.com'));
    await press(element, 'Keep it here');
    await shows(element, 'The request of the other provider is refused.');
    find<HTMLElement>(element, 'dialog .primary')!.click();
    await shows(element, 'The domain is being kept');
    expect(seen.asked).to.deep.equal(['cancel']);
  });

  it('D18: draws nothing of what the label switched off, and says of others that they never moved', async () => {
    const policy = { hiddenTabs: [], disabledActions: { 'domains.transfer.cancel': {} } };
    const { element } = await open({ settings: { policy } });
    await shows(element, 'Waiting for the other provider');
    expect(button(element, 'Withdraw')).to.equal(undefined);
    await shows((await open({}, 'en', idOf('lindenloaf.be'))).element, 'This domain has not moved.');
  });

  it('speaks Dutch and German', async () => {
    await shows((await open({}, 'nl')).element, 'Wacht op de andere aanbieder');
    const german = { label: 'smidse', customer: 'S-2001' } as const;
    await shows((await open(german, 'de', idOf('roboterarm-berlin.de'))).element, 'Der Code stimmt nicht.');
  });
});
