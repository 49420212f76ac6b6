import { expect, waitUntil } from '@open-wc/testing';
import { accept } from '../../../components/shared/api-error.ts';
import { fakeBff, json, me, problem, startAnswer } from './fake-bff.ts';
import { caught, leaveAll, list, signOut, tokens, use } from './session.ts';

describe('session', () => {
  afterEach(leaveAll);

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
    const sent = calls.length;
    // The network would not let the page read what the BFF says to nobody.
    for (let tries = 0; tries < 2; tries += 1)
      expect((await caught(accept(list(session.panel)))).kind).to.equal('session');
    expect(calls).to.have.length(sent);
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
});
