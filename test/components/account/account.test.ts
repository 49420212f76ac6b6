import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../../components/account/hc-account-menu.ts';
import '../../../components/account/hc-account.ts';
import '../../../components/account/hc-authorize.ts';
import '../../../components/account/hc-sign-in.ts';
import type { HcSignIn } from '../../../components/account/hc-sign-in.ts';
import '../../../components/account/hc-step-up.ts';
import type { Panel } from '../../../components/shared/panel.ts';
import { fakeBff, json, me, problem, realNetwork, type Call } from '../shared/fake-bff.ts';
import { place } from '../shared/mount.ts';
import { button, find, press, shows, text } from '../domains/mount.ts';

const sessions = [
  {
    id: 'ses_1',
    kind: 'sign_in',
    device: 'Firefox on Linux',
    createdAt: '2026-11-20T10:00:00Z',
    lastUsedAt: '2026-11-23T10:00:00Z',
    current: true,
  },
  {
    id: 'ses_2',
    kind: 'embed',
    device: 'www.tidewell.example',
    createdAt: '2026-11-21T10:00:00Z',
    lastUsedAt: '2026-11-22T10:00:00Z',
    current: false,
  },
];

function bff(answers: Record<string, (call: Call) => Response> = {}) {
  let left = [...sessions];
  return fakeBff((call) => {
    const answer = answers[`${call.method} ${call.path}`];
    if (answer) return answer(call);
    if (call.method === 'GET') return json({ items: left });
    if (call.method === 'DELETE')
      left = left.filter(({ id, current }) => (call.path.endsWith('/sessions') ? current : !call.path.endsWith(id)));
    return call.method === 'DELETE' ? new Response(null, { status: 204 }) : json({});
  });
}
const outside: Partial<Panel> = { state: 'signed_out', me: undefined, ownHost: true };
const type = async (root: Element, name: string, value: string) => {
  find<HTMLInputElement>(root, `#${name}`)!.focus();
  await sendKeys({ type: value });
};
const invalid = (root: Element) => find(root, '[aria-invalid="true"]');

describe('<hc-sign-in>', () => {
  afterEach(realNetwork);

  it('signs in by keyboard alone, by user name or e-mail', async () => {
    const calls = bff();
    let restarted = 0;
    const { add } = await place({ ...outside, retry: async () => void (restarted += 1) });
    const element = add('hc-sign-in');
    await waitUntil(() => find(element, '#login'));
    await expect(element).to.be.accessible();
    await type(element, 'login', 'marieke');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'linden-loaf-demo-1' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => restarted === 1);
    expect(calls.map(({ method, path, body }) => [method, path, JSON.parse(body)])).to.deep.equal([
      ['POST', '/v1/auth/sign_in', { login: 'marieke', password: 'linden-loaf-demo-1' }],
    ]);
  });

  it('A2: one answer for every wrong pair, the caret in the field to type again', async () => {
    bff({ 'POST /v1/auth/sign_in': () => problem(401, 'credentials_wrong', { reason: 'No.' }) });
    const { add } = await place(outside);
    const element = add('hc-sign-in');
    await waitUntil(() => find(element, '#login'));
    await type(element, 'login', 'marieke');
    await type(element, 'password', 'not the password');
    await press(element, 'Sign in');
    await shows(element, 'User name and password do not match.');
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'password');
    await expect(element).to.be.accessible();
    await sendKeys({ type: 'x' });
    await waitUntil(() => !invalid(element));
  });

  it('puts the caret on the first empty field', async () => {
    bff();
    const { add } = await place(outside);
    const element = add('hc-sign-in');
    await press(element, 'Sign in');
    await shows(element, 'Fill in this field.');
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'login');
  });

  it('shows the refusal of the BFF, and how long to wait', async () => {
    bff({ 'POST /v1/auth/sign_in': () => problem(429, 'too_many_requests', { reason: 'Wait 5 minutes.' }) });
    const { add } = await place(outside);
    const element = add('hc-sign-in');
    await waitUntil(() => find(element, '#login'));
    await type(element, 'login', 'marieke');
    await type(element, 'password', 'a password');
    await press(element, 'Sign in');
    await shows(element, 'Wait 5 minutes.');
    await expect(element).to.be.accessible();
  });

  it('shows the password when asked', async () => {
    bff();
    const { add } = await place(outside);
    const element = add('hc-sign-in');
    await press(element, 'Show password');
    await waitUntil(() => find<HTMLInputElement>(element, '#password')!.type === 'text');
    expect(find(element, '[aria-label="Show password"]')!.getAttribute('aria-pressed')).to.equal('true');
  });

  it('A6: mails a link, with the same words for every address', async () => {
    const calls = bff({ 'POST /v1/auth/reset_request': () => json({}, 202) });
    const { add } = await place(outside, 'nl');
    const element = add('hc-sign-in');
    await press(element, 'Wachtwoord vergeten?');
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'email');
    await expect(element).to.be.accessible();
    await sendKeys({ type: 'wie@example.nl' });
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Als wie@example.nl bij een account hoort');
    expect(calls[0]!.headers.get('accept-language')).to.equal('nl');
    await press(element, 'Terug naar inloggen');
    await waitUntil(() => find(element, '#login'));
  });

  it('A6: takes a new password with the token of the mail', async () => {
    const calls = bff({ 'POST /v1/auth/reset': () => new Response(null, { status: 204 }) });
    const { add } = await place(outside);
    const element = add('hc-sign-in');
    (element as HcSignIn).resetToken = 'tok';
    await waitUntil(() => find(element, '#password'));
    await type(element, 'password', 'short');
    await press(element, 'Set password');
    await shows(element, 'Use at least 12 characters.');
    await type(element, 'password', ' but now longer');
    await press(element, 'Set password');
    await shows(element, 'Your new password works now.');
    await expect(element).to.be.accessible();
    expect(JSON.parse(calls[0]!.body)).to.deep.equal({ token: 'tok', password: 'short but now longer' });
  });

  it('A6: says that a link was used', async () => {
    bff({ 'POST /v1/auth/reset': () => problem(401, 'secret_invalid') });
    const { add } = await place(outside);
    const element = add('hc-sign-in');
    (element as HcSignIn).resetToken = 'tok';
    await waitUntil(() => find(element, '#password'));
    await type(element, 'password', 'long enough for it');
    await press(element, 'Set password');
    await shows(element, 'This link was used already');
  });

  it('speaks the language of the page', async () => {
    bff();
    const { add } = await place(outside, 'de');
    await shows(add('hc-sign-in'), 'Benutzername oder E-Mail');
  });
});

describe('<hc-account>', () => {
  afterEach(realNetwork);

  it('A3: lists the sessions and ends one', async () => {
    const calls = bff();
    const { add } = await place();
    const element = add('hc-account');
    await shows(element, 'www.tidewell.example');
    expect(text(element)).to.contain('Linden & Loaf').and.contain('Owner').and.contain('22 Nov 2026');
    await expect(element).to.be.accessible();
    await press(element, 'Sign out www.tidewell.example');
    await shows(element, 'www.tidewell.example is signed out');
    expect(calls.some(({ method, path }) => method === 'DELETE' && path === '/v1/account/sessions/ses_2')).to.equal(
      true,
    );
    expect(button(element, 'Sign out www.tidewell.example')).to.equal(undefined);
  });

  it('A3: ends all others after asking, by keyboard alone', async () => {
    const calls = bff();
    const { add } = await place();
    const element = add('hc-account');
    await waitUntil(() => button(element, 'Sign out all others'));
    button(element, 'Sign out all others')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Sign out all other sessions?');
    await expect(element).to.be.accessible();
    find(element, 'dialog .fill')!.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'All other sessions are signed out');
    expect(calls.some(({ method, path }) => method === 'DELETE' && path === '/v1/account/sessions')).to.equal(true);
    expect(text(element)).not.to.contain('www.tidewell.example');
  });

  it('offers only what the label allows', async () => {
    bff();
    const { add } = await place({ denied: { 'account.session.revoke': { code: 'action_disabled' } } });
    const element = add('hc-account');
    await shows(element, 'www.tidewell.example');
    expect(element.shadowRoot!.querySelectorAll('table button, .section-h button')).to.have.length(0);
  });

  it('shows nothing of a tab that is switched off', async () => {
    const calls = bff();
    const { add } = await place({ me: { ...me, tabs: ['domains'] } });
    const element = add('hc-account');
    await shows(element, 'Not available');
    expect(text(element)).not.to.contain('Linden');
    await expect(element).to.be.accessible();
    expect(calls).to.have.length(calls.length);
  });

  it('E9: says that the sessions could not be read, and tries again', async () => {
    let broken = true;
    bff({ 'GET /v1/account/sessions': () => (broken ? problem(503, 'unavailable') : json({ items: sessions })) });
    const { add } = await place();
    const element = add('hc-account');
    await shows(element, 'req_1');
    await expect(element).to.be.accessible();
    broken = false;
    await press(element, 'Try again');
    await shows(element, 'www.tidewell.example');
  });

  it('shows the refusal of the BFF', async () => {
    bff({
      'DELETE /v1/account/sessions/ses_2': () => problem(403, 'action_disabled', { reason: 'Call us for that.' }),
    });
    const { add } = await place();
    const element = add('hc-account');
    let failed = '';
    element.addEventListener('hc-action-failed', (event) => {
      failed = `${event.action} ${event.code} ${event.id}`;
    });
    await press(element, 'Sign out www.tidewell.example');
    await shows(element, 'Call us for that.');
    expect(failed).to.equal('account.session.revoke action_disabled ses_2');
  });

  it('speaks the language of the page, and fits a phone', async () => {
    bff();
    await setViewport({ width: 320, height: 700 });
    try {
      const { add } = await place({}, 'de');
      const element = add('hc-account', { scheme: 'dark' });
      await shows(element, 'Wo Sie angemeldet sind');
      await waitUntil(() => find(element, 'table'));
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
      await expect(element).to.be.accessible();
    } finally {
      await setViewport({ width: 1280, height: 800 });
    }
  });
});

describe('<hc-account-menu>', () => {
  afterEach(realNetwork);

  it('says who is signed in and signs him out, by keyboard alone', async () => {
    bff();
    let out = 0;
    const { add } = await place({ signOut: async () => void (out += 1) });
    const element = add('hc-account-menu');
    await waitUntil(() => find(element, 'button'));
    find(element, 'button')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find(element, '.menu')!.matches(':popover-open'));
    await expect(element).to.be.accessible();
    expect(text(element)).to.contain('Linden & Loaf');
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => out === 1);
  });

  it('A3: shows the sessions in a dialog', async () => {
    bff();
    const { add } = await place();
    const element = add('hc-account-menu');
    await waitUntil(() => find(element, 'button'));
    find(element, 'button')!.click();
    await press(element, 'Devices and sessions');
    await shows(element, 'www.tidewell.example');
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !find(element, 'dialog'));
  });

  it('is not there while nobody is signed in, and leaves the tab of the account out where it is off', async () => {
    bff();
    const { add } = await place({ state: 'signed_out', me: undefined });
    const element = add('hc-account-menu');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(find(element, 'button')).to.equal(undefined);
    const { add: addTo } = await place({ me: { ...me, tabs: ['domains'] } }, 'nl');
    const other = addTo('hc-account-menu');
    await waitUntil(() => find(other, 'button'));
    find(other, 'button')!.click();
    await shows(other, 'Uitloggen');
    expect(text(other)).not.to.contain('Apparaten en sessies');
  });
});

describe('<hc-authorize> and <hc-step-up>', () => {
  afterEach(realNetwork);
  const asked = {
    client: 'hc_pk_live_1',
    origin: 'https://www.tidewell.example',
    'code-challenge': 'c'.repeat(43),
    tx: 't'.repeat(43),
  };

  it('S11: asks before a page may act, and tells only that page', async () => {
    const calls = bff({ 'POST /v1/auth/authorize': () => new Response(null, { status: 204 }) });
    const { add } = await place({ ownHost: true });
    const element = add('hc-authorize', asked);
    await shows(element, 'Continue to www.tidewell.example?');
    await expect(element).to.be.accessible();
    const told: unknown[] = [];
    const original = Object.getOwnPropertyDescriptor(globalThis, 'opener')!;
    const close = globalThis.close;
    Object.defineProperty(globalThis, 'opener', {
      configurable: true,
      value: { postMessage: (...message: unknown[]) => told.push(message) },
    });
    globalThis.close = () => {};
    try {
      expect(told).to.deep.equal([]);
      await press(element, 'Continue');
      await shows(element, 'You can close this window');
    } finally {
      Object.defineProperty(globalThis, 'opener', original);
      globalThis.close = close;
    }
    expect(told).to.deep.equal([[{ type: 'hc-authorized', tx: asked.tx }, asked.origin]]);
    expect(JSON.parse(calls[0]!.body)).to.deep.equal({
      client: asked.client,
      origin: asked.origin,
      code_challenge: asked['code-challenge'],
      tx: asked.tx,
    });
    await expect(element).to.be.accessible();
  });

  it('shows why a page is refused, and asks for the sign-in first', async () => {
    bff({ 'POST /v1/auth/authorize': () => problem(403, 'origin_not_allowed') });
    const { add } = await place({ ownHost: true });
    const element = add('hc-authorize', asked);
    await press(element, 'Continue');
    await shows(element, 'Ask the owner of this website');
    const { add: addTo } = await place(outside);
    const other = addTo('hc-authorize', asked);
    await waitUntil(() => find(other, '#login'));
    expect(button(other, 'Continue')).to.equal(undefined);
  });

  it('A9: confirms one action with the password', async () => {
    let wrong = true;
    const calls = bff({
      'POST /v1/auth/step_up': () => (wrong ? problem(401, 'credentials_wrong') : new Response(null, { status: 204 })),
    });
    const { add } = await place({ ownHost: true });
    const element = add('hc-step-up', { action: 'domains.authcode.reveal', object: 'dom_1' });
    await waitUntil(() => find(element, '#password'));
    await expect(element).to.be.accessible();
    await type(element, 'password', 'wrong');
    await press(element, 'Confirm');
    await shows(element, 'This is not your password.');
    wrong = false;
    await press(element, 'Confirm');
    await shows(element, 'It holds for 5 minutes.');
    expect(JSON.parse(calls[0]!.body)).to.deep.equal({
      action: 'domains.authcode.reveal',
      object: 'dom_1',
      password: 'wrong',
    });
  });
});
