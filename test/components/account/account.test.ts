import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../../components/account/hc-account-menu.ts';
import '../../../components/account/hc-account.ts';
import { json, me, problem, realNetwork } from '../shared/fake-bff.ts';
import { place } from '../shared/mount.ts';
import { button, find, press, shows, text } from '../domains/mount.ts';
import { bff, sessions } from './account-bff.ts';

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
