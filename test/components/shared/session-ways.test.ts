import { expect, waitUntil } from '@open-wc/testing';
import { accept } from '../../../components/shared/api-error.ts';
import type { Panel } from '../../../components/shared/panel.ts';
import { config, fakeBff, json, problem, startAnswer } from './fake-bff.ts';
import { caught, leaveAll, list, tokens, use } from './session.ts';

describe('the ways into a session', () => {
  afterEach(leaveAll);

  it('exchanges the secret of the page’s server, and asks for a new one when the token ends', async () => {
    let secrets = 0;
    const calls = fakeBff(({ path }) => {
      if (path === '/embed/v1/token') return json(startAnswer());
      return tokens(calls).length > 1 ? json({}) : problem(401, 'session_expired');
    });
    const { session, until } = use({ label: 'hc_pk_live_1', fetchClientSecret: async () => `hces_${(secrets += 1)}` });
    await until('ready');
    await list(session.panel);
    expect(tokens(calls).map(({ body }) => JSON.parse(body).secret)).to.deep.equal(['hces_1', 'hces_2']);
  });

  it('is signed out when the page’s server knows nobody', async () => {
    fakeBff(({ path }) => (path.startsWith('/embed/v1/config') ? json(config) : undefined));
    const { session, until } = use({
      label: 'hc_pk_live_1',
      fetchClientSecret: () => Promise.reject(Object.assign(new Error('401'), { status: 401 })),
    });
    await until('signed_out');
    expect(session.panel.label.name).to.equal('Tidewell');
    expect(session.panel.signIn).to.equal(undefined);
  });

  it('on the label’s own host uses the cookie, and is signed out without one', async () => {
    const calls = fakeBff(({ path }) =>
      path.startsWith('/embed/v1/config') ? json(config) : problem(401, 'not_signed_in'),
    );
    const { session, until } = use({ label: undefined });
    await until('signed_out');
    expect(calls.map(({ path, credentials }) => `${path} ${credentials}`)).to.deep.equal([
      '/v1/start?elements=hc-domain-manager include',
      '/embed/v1/config omit',
    ]);
    expect(session.panel.ownHost).to.equal(true);
  });

  async function ownHost() {
    const world = { signed: true, config: true };
    fakeBff(({ path }) => {
      if (path.startsWith('/embed/v1/config')) return world.config ? json(config) : problem(500, 'internal');
      if (!world.signed) return problem(401, 'not_signed_in');
      return path === '/v1/auth/sign_out' ? new Response(null, { status: 204 }) : json(startAnswer());
    });
    const { session, until } = use({ label: undefined });
    await until('ready');
    const seen: string[] = [];
    session.subscribe('hc-account', ({ state, me }) => seen.push(`${state} ${me?.user.id ?? 'nobody'}`));
    return { world, session, until, seen };
  }

  it('S10: signed out in another tab, an element that asks for no news empties itself, also once its session is over', async () => {
    for (const over of [false, true]) {
      const { world, session, until, seen } = await ownHost();
      world.signed = false;
      if (over) {
        await list(session.panel);
        await until('expired');
      }
      const other = new BroadcastChannel('hc:signed-out');
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      other.postMessage('something else');
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      other.postMessage('hc:signed-out');
      await until('signed_out');
      other.close();
      expect(session.panel.me).to.equal(undefined);
      expect([...new Set(seen.slice(over ? 1 : 0))]).to.deep.equal(['starting nobody', 'signed_out nobody']);
    }
  });

  it('S10: who signs out leaves nothing to see, whatever the look is asked of', async () => {
    const { world, session, until, seen } = await ownHost();
    world.config = false;
    const heard: unknown[] = [];
    const other = new BroadcastChannel('hc:signed-out');
    other.addEventListener('message', ({ data }) => heard.push(data));
    await session.panel.signOut();
    await until('failed');
    expect([...new Set(seen)]).to.deep.equal(['starting nobody', 'failed nobody']);
    await waitUntil(() => heard.length === 1, 'the other tabs are told');
    other.close();
  });

  it('S10: on a foreign page nobody is signed out by what the page says', async () => {
    fakeBff(() => json(startAnswer()));
    const { session, until } = use();
    await until('ready');
    for (const name of ['hc', 'hc:signed-out']) {
      const other = new BroadcastChannel(name);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      other.postMessage(name);
      await new Promise((resolve) => setTimeout(resolve, 50));
      other.close();
    }
    expect(session.panel.state).to.equal('ready');
  });

  it('S11: signs in by pop-up with PKCE, and polls when the pop-up is not heard', async () => {
    let asked = 0;
    const calls = fakeBff(({ path }) => {
      if (path.startsWith('/embed/v1/config')) return json(config);
      asked += 1;
      return asked === 1 ? json({ pending: true }, 202) : json(startAnswer());
    });
    const opened: URL[] = [];
    const open = globalThis.open;
    globalThis.open = (url) => {
      opened.push(new URL(url!));
      return {} as Window;
    };
    try {
      const { session, until } = use({ label: 'hc_pk_live_1' });
      await until('signed_out');
      const done = session.panel.signIn!();
      const { tx, code_challenge, origin } = Object.fromEntries(opened[0]!.searchParams);
      expect(opened[0]!.origin).to.equal('http://tidewell.localhost');
      expect(origin).to.equal(location.origin);
      // A message from elsewhere counts for nothing.
      dispatchEvent(
        new MessageEvent('message', { origin: 'https://evil.example', data: { type: 'hc-authorized', tx } }),
      );
      expect(tokens(calls)).to.have.length(0);
      dispatchEvent(
        new MessageEvent('message', { origin: 'http://tidewell.localhost', data: { type: 'hc-authorized', tx } }),
      );
      await waitUntil(() => tokens(calls).length === 1);
      await waitUntil(() => tokens(calls).length === 2, 'the poll', { timeout: 10_000 });
      await done;
      expect(session.panel.state).to.equal('ready');
      const { code_verifier } = JSON.parse(tokens(calls)[0]!.body);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code_verifier)));
      const challenge = btoa(String.fromCharCode(...digest)).replace(
        /[+/=]/g,
        (sign) => ({ '+': '-', '/': '_' })[sign] ?? '',
      );
      expect(challenge).to.equal(code_challenge);
    } finally {
      globalThis.open = open;
    }
  });

  it('S11: a try to sign in ends by another one of the same session, not by one of another session with the same key', async () => {
    const calls = fakeBff(({ path }) => (path.startsWith('/embed/v1/config') ? json(config) : json(startAnswer())));
    const opened: string[] = [];
    const open = globalThis.open;
    globalThis.open = (url) => {
      opened.push(new URL(url!).searchParams.get('tx')!);
      return {} as Window;
    };
    try {
      const one = use({ label: 'hc_pk_live_1' });
      const two = use({ label: 'hc_pk_live_1' });
      await Promise.all([one.until('signed_out'), two.until('signed_out')]);
      const tries = [one.session.panel.signIn!(), two.session.panel.signIn!()];
      const [first] = opened;
      dispatchEvent(
        new MessageEvent('message', {
          origin: 'http://tidewell.localhost',
          data: { type: 'hc-authorized', tx: first },
        }),
      );
      await tries[0];
      expect(one.session.panel.state).to.equal('ready');
      expect(tokens(calls)).to.have.length(1);
      await new Promise((resolve) => setTimeout(resolve, 10));
      const again = two.session.panel.signIn!();
      await tries[1];
      expect(two.session.panel.state, 'the first try was given up').to.equal('signed_out');
      dispatchEvent(
        new MessageEvent('message', {
          origin: 'http://tidewell.localhost',
          data: { type: 'hc-authorized', tx: opened[2] },
        }),
      );
      await again;
      expect(two.session.panel.state).to.equal('ready');
    } finally {
      globalThis.open = open;
    }
  });

  it('a pop-up session renews by its refresh secret, and can be opened again when that has ended', async () => {
    let ended = false;
    const calls = fakeBff(({ path, body }) => {
      if (path.startsWith('/embed/v1/config')) return json(config);
      if (path !== '/embed/v1/token') return ended ? problem(401, 'session_expired') : json({ items: [] });
      if ('refresh' in JSON.parse(body))
        return ended ? problem(401, 'secret_invalid') : json(startAnswer({ refresh: 'hcrs_2' }));
      ended = false;
      return json(startAnswer({ refresh: 'hcrs_1', expiresAt: new Date(Date.now() - 1).toISOString() }));
    });
    const open = globalThis.open;
    let tx = '';
    globalThis.open = (url) => {
      tx = new URL(url!).searchParams.get('tx')!;
      return {} as Window;
    };
    const signIn = async (panel: Panel) => {
      const done = panel.signIn!();
      dispatchEvent(
        new MessageEvent('message', { origin: 'http://tidewell.localhost', data: { type: 'hc-authorized', tx } }),
      );
      await done;
    };
    try {
      const { session, until } = use({ label: 'hc_pk_live_1' });
      await until('signed_out');
      await signIn(session.panel);
      await waitUntil(() => tokens(calls).length === 2);
      expect(JSON.parse(tokens(calls)[1]!.body).refresh).to.equal('hcrs_1');
      ended = true;
      await caught(accept(list(session.panel)));
      await until('expired');
      await new Promise((resolve) => setTimeout(resolve, 50));
      await signIn(session.panel);
      expect(session.panel.state).to.equal('ready');
    } finally {
      globalThis.open = open;
    }
  });
});
