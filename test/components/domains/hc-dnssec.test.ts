import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Dnssec } from '../../../bff/domains/dnssec/answers.ts';
import '../../../components/domains/hc-dnssec.ts';
import type { HcDnssec } from '../../../components/domains/hc-dnssec.ts';
import { button, find, focused, idOf, lineOf, mount, press, shows, text } from './mount.ts';

const open = (options = {}, lang = 'en', domain = idOf('lindenloaf.com')) =>
  mount<HcDnssec>('hc-dnssec', { domain }, options, lang);
const now = (element: Element) => find(element, '[aria-current=step]')?.textContent?.replace(/\s+/g, ' ').trim();

/** A BFF whose zone is signed already; it remembers what was asked of it. */
function signedZone(step: Dnssec['step'] = 'on') {
  const asked: boolean[] = [];
  const answer = (): Dnssec => ({
    domain: { id: idOf('lindenloaf.com'), name: 'lindenloaf.com', unicodeName: 'lindenloaf.com' },
    on: asked.at(-1) ?? true,
    step: asked.at(-1) === false ? 'withdrawing' : step,
    ds: ['35821 13 2 179E55133B85C27E2593CC9617836CA88DF9EFFA5BC2093FF6BA9BF8302FEB3C'],
    denied: {},
  });
  const intercept = async (request: Request) => {
    if (!new URL(request.url).pathname.endsWith('/dnssec')) return undefined;
    if (request.method === 'POST') asked.push(((await request.clone().json()) as { on: boolean }).on);
    return Response.json(answer());
  };
  return { asked, intercept };
}

describe('<hc-dnssec>', () => {
  it('D10: is switched on with one click, shows the way and how long each wait is, and is taken back', async () => {
    const { element } = await open();
    await shows(element, 'The zone is not signed.');
    await expect(element).to.be.accessible();
    await press(element, 'Switch on');
    await shows(element, 'Being switched on');
    // Longer than it takes to ask again, where news of the step was missed.
    await waitUntil(() => now(element)?.includes('Until'), 'the wait', { timeout: 10_000 });
    expect(now(element)).to.match(/^Answers without a signature are forgotten everywhere Until \d/);
    expect(find(element, '.timeline .ok')!.textContent).to.contain('sign the zone');
    await expect(element).to.be.accessible();
    await press(element, 'Switch off');
    await shows(element, 'The zone is not signed.');
    expect(find(element, 'dialog')).to.equal(undefined);
  });

  it('D10: asks before it is switched off where the registry knows the key, by keyboard too', async () => {
    const { asked, intercept } = signedZone();
    const { element } = await open({ intercept });
    await shows(element, 'the registry vouches for its key');
    find<HTMLElement>(element, 'summary')!.click();
    await shows(element, '35821 13 2');
    find<HTMLElement>(element, '.head .btn')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Switch DNSSEC off for lindenloaf.com?');
    await expect(element).to.be.accessible();
    await press(element, 'Keep it on');
    expect(asked).to.deep.equal([]);
    await press(element, 'Switch off');
    find<HTMLElement>(element, 'dialog .danger')!.click();
    await shows(element, 'Being switched off');
    expect(asked).to.deep.equal([false]);
    await waitUntil(() => focused()?.textContent?.trim() === 'Switch on', 'the focus');
    expect(now(element)).to.contain('takes the key out of its zone');
  });

  it('D10: is switched once however often it is pressed; the focus stays with what can be done next', async () => {
    const line = lineOf(/^POST .*\/dnssec$/);
    line.state = 'held';
    const { element } = await open({ intercept: line.intercept });
    await waitUntil(() => button(element, 'Switch on'));
    find<HTMLElement>(element, '.head .btn')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => line.asked === 1);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find(element, '.head .btn[aria-disabled=true]'), 'it is on its way');
    line.state = 'open';
    line.release();
    await shows(element, 'DNSSEC is being switched on');
    await waitUntil(() => focused()?.textContent?.trim() === 'Switch off', 'the focus');
    expect(line.asked).to.equal(1);
    button(element, 'Undo')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'DNSSEC is being switched off');
    await waitUntil(() => focused()?.getRootNode() === element.shadowRoot, 'the focus after it was taken back');
    expect(line.asked).to.equal(2);
  });

  it('D10: says why it cannot be, and draws nothing of what the label switched off', async () => {
    const { element } = await open({}, 'en', idOf('linden-loaf.nl'));
    await shows(element, 'The name servers of this domain are elsewhere');
    expect(text(element)).not.to.contain('Switch on');
    const policy = { hiddenTabs: [], disabledActions: { 'domains.dnssec.edit': {} } };
    const { element: off } = await open({ settings: { policy } });
    await shows(off, 'The zone is not signed.');
    expect(find(off, '.head .btn')).to.equal(undefined);
  });

  it('says a refusal, and shows what is there now', async () => {
    const intercept = (request: Request) =>
      request.method === 'POST'
        ? Response.json(
            { type: 'urn:hc:unavailable', status: 503, code: 'unavailable', requestId: 'r' },
            { status: 503 },
          )
        : undefined;
    const { element } = await open({ intercept });
    await press(element, 'Switch on');
    await waitUntil(() => find(element, '.status'), 'the status', { timeout: 10_000 });
    expect(text(element)).to.contain('The zone is not signed.');
  });

  it('speaks Dutch and German', async () => {
    await shows((await open({}, 'nl')).element, 'De zone is niet ondertekend.');
    const german = { label: 'smidse', customer: 'S-2001' } as const;
    await shows((await open(german, 'de', idOf('kaltofen.dev'))).element, 'Die Zone ist nicht signiert.');
  });
});
