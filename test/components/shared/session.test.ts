import { expect, waitUntil } from '@open-wc/testing';
import { accept, type ApiError } from '../../../components/shared/api-error.ts';
import type { Panel } from '../../../components/shared/panel.ts';
import type { ConnectOptions } from '../../../components/shared/connect-options.ts';
import { createSession } from '../../../components/shared/session.ts';
import { base, config, fakeBff, json, me, problem, realNetwork, startAnswer, type Call } from './fake-bff.ts';

const leave: (() => void)[] = [];

function use(options: Partial<ConnectOptions> = { label: 'hc_pk_test_demo' }, element = 'hc-domain-manager') {
  const session = createSession({ api: base, ...options });
  leave.push(session.subscribe(element, () => {}));
  const until = (state: Panel['state']) => waitUntil(() => session.panel.state === state, state, { timeout: 4000 });
  return { session, until };
}
const list = (panel: Panel) => panel.api.v1.domains.$get({ query: {} });
const signOut = (panel: Panel) => panel.api.v1.auth.sign_out.$post();
const tokens = (calls: Call[]) => calls.filter(({ path }) => path === '/embed/v1/token');
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error as ApiError,
  );

describe('session', () => {
  afterEach(() => {
    for (const stop of leave.splice(0)) stop();
    realNetwork();
  });

  it('starts with one simple request and answers the first read from it', async () => {
    const first = { '/v1/domains': { items: [], next: null } };
    const calls = fakeBff(() => json(startAnswer({ first })));
    const { session, until } = use();
    await until('ready');
    const [call] = calls;
    expect(call!.path).to.equal('/embed/v1/token');
    expect([...call!.headers.keys()]).to.deep.equal([]);
    expect(JSON.parse(call!.body)).to.deep.include({ key: 'hc_pk_test_demo', elements: ['hc-domain-manager'] });
    expect(await (await list(session.panel)).json()).to.deep.equal(first['/v1/domains']);
    expect(calls).to.have.length(1);
    expect(session.panel.takeFirst('/v1/domains')).to.equal(undefined);
  });

  it('uses the exchange that the loader has begun', async () => {
    const calls = fakeBff(() => json(startAnswer()));
    const { until } = use({ label: 'hc_pk_test_demo', early: Promise.resolve(json(startAnswer())) });
    await until('ready');
    expect(calls).to.have.length(0);
  });

  it('sends bearer, no cookie, and one key for each write', async () => {
    const calls = fakeBff(({ path }) =>
      path === '/embed/v1/token' ? json(startAnswer({ token: 'hcet_x' })) : json({ items: [] }),
    );
    const { session, until } = use();
    await until('ready');
    await list(session.panel);
    await signOut(session.panel);
    const [, read, write] = calls;
    expect(read!.headers.get('authorization')).to.equal('Bearer hcet_x');
    expect(read!.headers.has('idempotency-key')).to.equal(false);
    expect(write!.headers.get('idempotency-key')).to.match(/^[0-9a-f-]{36}$/);
    expect(calls.every(({ credentials }) => credentials === 'omit')).to.equal(true);
  });

  it('S3: renews once for all who ask, and sends each request once more with the same key', async () => {
    let expired = true;
    const calls = fakeBff(({ path }) => {
      if (path === '/embed/v1/token') {
        if (tokens(calls).length > 1) expired = false;
        return json(startAnswer());
      }
      return expired ? problem(401, 'session_expired') : json({});
    });
    const { session, until } = use();
    await until('ready');
    const answers = await Promise.all([signOut(session.panel), signOut(session.panel), list(session.panel)]);
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    expect(tokens(calls)).to.have.length(2);
    const keys = calls
      .filter(({ path }) => path === '/v1/auth/sign_out')
      .map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).to.have.length(4);
    expect(new Set(keys).size).to.equal(2);
    expect(session.panel.state).to.equal('ready');
  });

  it('S15: keeps the key of a write until it is known what became of it', async () => {
    const answers = [undefined, problem(503, 'unavailable'), problem(429, 'too_many_requests'), json({}), json({})];
    const calls = fakeBff(({ path }) => (path === '/embed/v1/token' ? json(startAnswer()) : answers.shift()));
    const { session, until } = use();
    await until('ready');
    await caught(signOut(session.panel));
    for (let time = 0; time < 4; time += 1) await signOut(session.panel);
    const [lost, away, busy, done, next] = calls.slice(1).map(({ headers }) => headers.get('idempotency-key'));
    expect([away, busy, done]).to.deep.equal([lost, lost, lost]);
    expect(next).not.to.equal(lost);
  });

  it('S4: says that the session ended when it cannot be renewed, and does not try again at once', async () => {
    const calls = fakeBff(({ path }) => {
      if (path !== '/embed/v1/token') return problem(401, 'session_expired');
      return tokens(calls).length === 1
        ? json(startAnswer({ expiresAt: new Date(Date.now() - 1).toISOString() }))
        : problem(401, 'secret_invalid');
    });
    const { session, until } = use();
    await waitUntil(() => session.panel.me);
    expect((await caught(accept(list(session.panel)))).kind).to.equal('session');
    await until('expired');
    await caught(accept(list(session.panel)));
    await caught(accept(list(session.panel)));
    expect(tokens(calls)).to.have.length(2);
    expect(session.panel.me).to.deep.equal(me);
  });

  it('S2: the token is nowhere that a script of the page can look', async () => {
    fakeBff(({ path }) => (path === '/embed/v1/token' ? json(startAnswer({ token: 'hcet_secret' })) : json({})));
    const { session, until } = use();
    await until('ready');
    await list(session.panel);
    const seen = (value: unknown, depth = 0): boolean =>
      typeof value === 'string'
        ? value.includes('hcet_secret')
        : typeof value === 'object' &&
          value !== null &&
          depth < 5 &&
          Reflect.ownKeys(value).some((key) => seen((value as Record<PropertyKey, unknown>)[key], depth + 1));
    expect(seen(session)).to.equal(false);
    expect(seen(session.panel)).to.equal(false);
    expect(document.documentElement.outerHTML).not.to.contain('hcet_secret');
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    expect(location.href).not.to.contain('hcet_secret');
  });

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
      await waitUntil(() => tokens(calls).length === 2, 'the poll', { timeout: 5000 });
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

  it('says that the page is out of date, and fetches the loader of today for the next time', async () => {
    const calls = fakeBff(({ path }) =>
      path === '/embed/v1/token'
        ? json(startAnswer())
        : path.endsWith('.js')
          ? json({})
          : problem(426, 'client_outdated'),
    );
    const { session, until } = use();
    await until('ready');
    await caught(accept(list(session.panel)));
    await until('failed');
    expect(session.panel.error!.kind).to.equal('client_outdated');
    expect(calls.some(({ path }) => path === '/embed/v1/hc.js')).to.equal(true);
  });

  it('keeps an unchanged list in memory', async () => {
    const calls = fakeBff(({ path, headers }) => {
      if (path === '/embed/v1/token') return json(startAnswer());
      return headers.get('if-none-match') === '"7"'
        ? new Response(null, { status: 304 })
        : json({ items: [1] }, 200, { etag: '"7"' });
    });
    const { session, until } = use();
    await until('ready');
    await list(session.panel);
    expect(await (await list(session.panel)).json()).to.deep.equal({ items: [1] });
    expect(calls[2]!.headers.get('if-none-match')).to.equal('"7"');
  });

  it('E9: waits as long as it is told to, once', async () => {
    let tries = 0;
    fakeBff(({ path }) => {
      if (path === '/embed/v1/token') return json(startAnswer());
      tries += 1;
      return new Response('{"code":"too_many_requests"}', {
        status: 429,
        headers: { 'retry-after': tries === 1 ? '1' : '60' },
      });
    });
    const { session, until } = use();
    await until('ready');
    const began = performance.now();
    const error = await caught(accept(list(session.panel)));
    expect(performance.now() - began).to.be.greaterThan(900);
    expect([tries, error.kind, error.retryAfter]).to.deep.equal([2, 'rate_limit', 60]);
  });

  it('E9: names a lost connection', async () => {
    fakeBff(({ path }) => (path === '/embed/v1/token' ? json(startAnswer()) : undefined));
    const { session, until } = use();
    await until('ready');
    const error = await caught(accept(list(session.panel)));
    expect(error.kind).to.equal('connection');
    expect(error.retryable).to.equal(true);
  });

  it('I2: says which origin to add when a browser hides why it failed', async () => {
    fakeBff(({ path }) =>
      path.startsWith('/embed/v1/config')
        ? problem(403, 'origin_not_allowed', { reason: 'Add https://me.example' })
        : undefined,
    );
    const { session, until } = use();
    await until('failed');
    expect(session.panel.error!.kind).to.equal('origin');
    expect(session.panel.error!.reason).to.equal('Add https://me.example');
  });

  it('asks for nothing while no element is on the page', async () => {
    const calls = fakeBff(() => json(startAnswer()));
    const session = createSession({ api: base, label: 'hc_pk_test_demo' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls).to.have.length(0);
    const stop = session.subscribe('hc-domain-manager', () => {});
    await waitUntil(() => session.panel.state === 'ready');
    const stopNews = session.panel.onChange(() => {});
    await waitUntil(() => calls.some(({ path }) => path === '/v1/events'));
    const events = calls.find(({ path }) => path === '/v1/events')!;
    stop();
    await waitUntil(() => events.signal!.aborted);
    stopNews();
  });
});
