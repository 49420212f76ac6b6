import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/account/hc-sign-in.ts';
import type { HcSignIn } from '../../../components/account/hc-sign-in.ts';
import { json, problem, realNetwork } from '../shared/fake-bff.ts';
import { place } from '../shared/mount.ts';
import { find, press, shows } from '../domains/mount.ts';
import { bff, invalid, outside, type } from './account-bff.ts';

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

  it('A6: says that a new password is too easy to guess', async () => {
    bff({ 'POST /v1/auth/reset': () => problem(422, 'invalid', { fields: { password: 'password_guessable' } }) });
    const { add } = await place(outside);
    const element = add('hc-sign-in');
    (element as HcSignIn).resetToken = 'tok';
    await waitUntil(() => find(element, '#password'));
    await type(element, 'password', 'passwordpassword');
    await press(element, 'Set password');
    await shows(element, 'Too easy to guess.');
    await waitUntil(() => invalid(element)?.id === 'password', 'the field');
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
