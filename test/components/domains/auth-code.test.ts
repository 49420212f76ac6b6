import { expect, waitUntil } from '@open-wc/testing';
import '../../../components/domains/hc-domain.ts';
import type { HcDomain } from '../../../components/domains/hc-domain.ts';
import { clipboard } from '../shared/clipboard.ts';
import { button, find, focused, idOf, lineOf, mount, press, shows, text } from './mount.ts';

const code = 'aB3-secret-code-1234';

/** A BFF that asks for a proof of identity until it was given. */
function guarded() {
  const state = { confirmed: false, asked: 0 };
  const intercept = (request: Request) => {
    if (!new URL(request.url).pathname.endsWith('/auth_code')) return undefined;
    state.asked += 1;
    const problem = { type: 'urn:hc:step_up_required', status: 403, code: 'step_up_required', requestId: 'r' };
    return state.confirmed
      ? Response.json({ code, expiresAt: '2026-12-09T12:00:00.000Z' })
      : Response.json({ ...problem, confirmAt: '/ca/step-up?action=a&object=b' }, { status: 403 });
  };
  return { state, intercept };
}
const open = async (options = {}, name = 'lindenloaf.com') => {
  const { element } = await mount<HcDomain>('hc-domain', { domain: idOf(name), alone: true }, options);
  await shows(element, 'Auth code');
  return element;
};
/** Unlocked, since a locked domain is not moved. */
async function unlocked(options = {}) {
  const element = await open(options);
  if (/Locked/.test(text(element))) {
    await press(element, 'Unlock');
    await shows(element, 'Not locked');
  }
  return element;
}
const shown = (element: Element) => find<HTMLInputElement>(element, '#auth-code');

describe('the auth code of <hc-domain>', () => {
  let opened: string[] = [];
  const before = window.open;
  beforeEach(() => {
    opened = [];
    window.open = (url) => {
      opened.push(String(url));
      return window;
    };
  });
  afterEach(() => {
    window.open = before;
  });

  it('D18: is shown after a confirmation in a window of its own, masked until asked, and forgotten with the dialog', async () => {
    const { state, intercept } = guarded();
    const element = await unlocked({ intercept });
    await press(element, 'Show code');
    await shows(element, 'Who has this code can move the domain');
    await expect(element).to.be.accessible();
    await press(element, 'Show the code');
    await shows(element, 'Your password is asked for in a window');
    await press(element, 'Confirm that it is you');
    await shows(element, 'Waiting for your confirmation');
    expect(new URL(opened[0]!).pathname).to.equal('/ca/step-up');
    dispatchEvent(new Event('focus'));
    await waitUntil(() => state.asked === 2, 'asked again');
    state.confirmed = true;
    dispatchEvent(new Event('focus'));
    await waitUntil(() => shown(element)?.value === code, 'the code', { timeout: 10_000 });
    expect(shown(element)!.type).to.equal('password');
    await waitUntil(() => focused()?.id === 'auth-code', 'the focus');
    await expect(element).to.be.accessible();
    await press(element, 'Show');
    expect(shown(element)!.type).to.equal('text');
    await shows(element, '9 December 2026');
    await press(element, 'Close');
    await press(element, 'Show code');
    await shows(element, 'Who has this code can move the domain');
    expect(element.shadowRoot!.innerHTML).not.to.contain(code);
  });

  it('D18: where the browser does not copy, the code is open and chosen to be copied by hand', async () => {
    clipboard('refused');
    const { state, intercept } = guarded();
    state.confirmed = true;
    const element = await unlocked({ intercept });
    await press(element, 'Show code');
    await press(element, 'Show the code');
    await press(element, 'Copy');
    await shows(element, 'does not allow copying');
    const field = shown(element)!;
    await waitUntil(() => element.shadowRoot!.activeElement === field, 'the field');
    expect(field.type).to.equal('text');
    expect(field.value.slice(field.selectionStart!, field.selectionEnd!)).to.equal(code);
    await expect(element).to.be.accessible();
  });

  it('D18: a window that the browser does not open is said, and nobody waits', async () => {
    const { intercept } = guarded();
    window.open = () => null;
    const element = await unlocked({ intercept });
    await press(element, 'Show code');
    await press(element, 'Show the code');
    await press(element, 'Confirm that it is you');
    await waitUntil(() => find(element, 'dialog [role=alert]'), 'the reason', { timeout: 10_000 });
    expect(text(element)).not.to.contain('Waiting');
  });

  it('D18: who closes the dialog while he waits finds no code in the next one', async () => {
    const { state, intercept } = guarded();
    const element = await unlocked({ intercept });
    await press(element, 'Show code');
    await press(element, 'Show the code');
    await press(element, 'Confirm that it is you');
    await press(element, 'Cancel');
    state.confirmed = true;
    dispatchEvent(new Event('focus'));
    await press(element, 'Show code');
    await shows(element, 'Who has this code can move the domain');
    expect(shown(element)).to.equal(undefined);
  });

  it('D18: a code that comes when another domain is shown by then is not shown', async () => {
    const line = lineOf(/\/auth_code$/);
    line.state = 'held';
    const { state, intercept } = guarded();
    state.confirmed = true;
    const element = await unlocked({
      intercept: async (request: Request) => (await line.intercept(request)) ?? intercept(request),
    });
    await press(element, 'Show code');
    await press(element, 'Show the code');
    await waitUntil(() => line.asked === 1, 'asked');
    element.domain = idOf('lindenloaf.be');
    await shows(element, 'lindenloaf.be');
    line.release();
    await waitUntil(() => state.asked === 1, 'answered');
    await new Promise((done) => setTimeout(done, 300));
    expect(shown(element)?.value).to.equal(undefined);
    element.domain = idOf('lindenloaf.com');
    await element.updateComplete;
    await waitUntil(() => button(element, 'Show code'), 'the first one again', { timeout: 10_000 });
    expect(find(element, 'dialog')?.textContent).to.equal(undefined);
  });

  it('D18: a locked domain says to unlock first; what the label switched off is not there', async () => {
    const element = await unlocked();
    await press(element, 'Lock');
    await shows(element, 'Take the lock off first');
    const disabledActions = { 'domains.authcode.reveal': {} };
    const { element: off } = await mount<HcDomain>(
      'hc-domain',
      { domain: idOf('lindenloaf.com'), alone: true },
      { settings: { policy: { hiddenTabs: [], disabledActions } } },
    );
    await shows(off, 'Registration');
    expect(text(off)).not.to.contain('Auth code');
  });
});
