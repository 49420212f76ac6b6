import { expect, waitUntil } from '@open-wc/testing';
import '../../../components/account/hc-authorize.ts';
import '../../../components/account/hc-sign-in.ts';
import '../../../components/account/hc-step-up.ts';
import { problem, realNetwork } from '../shared/fake-bff.ts';
import { place } from '../shared/mount.ts';
import { button, find, press, shows } from '../domains/mount.ts';
import { bff, outside, type } from './account-bff.ts';

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
