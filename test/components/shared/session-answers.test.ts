import { expect, waitUntil } from '@open-wc/testing';
import { accept } from '../../../components/shared/api-error.ts';
import { createSession } from '../../../components/shared/session.ts';
import { base, fakeBff, json, problem, startAnswer } from './fake-bff.ts';
import { caught, leaveAll, list, use } from './session.ts';

describe('what a session makes of answers', () => {
  afterEach(leaveAll);

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
