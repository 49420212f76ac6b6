import type { StartAnswer, Theme } from '../../bff/account/answers.ts';
import { accept, ApiError, asApiError } from './api-error.ts';
import { createClient } from './client.ts';
import type { ConnectOptions } from './connect-options.ts';
import { exchanges, noSecret } from './exchange.ts';
import { inTime } from './in-time.ts';
import { news } from './news.ts';
import type { LabelFacts, Panel } from './panel.ts';
import type { Attempt } from './popup.ts';
import { transport } from './transport.ts';

export interface Session {
  readonly panel: Panel;
  /** Counts as a user of the session until it stops. */
  subscribe(element: string, listener: (panel: Panel) => void): () => void;
}

/** Seconds before the end of a token at which it is renewed. */
const renewBefore = 60;
const retryPause = 30_000;

export function createSession(options: ConnectOptions): Session {
  const { api, label: key, fetchClientSecret, texts } = options;
  const ownHost = key === undefined;
  const demo = key === 'hc_pk_test_demo' && !fetchClientSecret;
  const popup = !(ownHost || demo || fetchClientSecret);

  let { early } = options;
  // The credentials live here and leave this function in requests only.
  let token: string | undefined;
  let refresh: string | undefined;
  let expires = 0;
  let first: Record<string, unknown> = {};
  let failedAt = -Infinity;
  let renewing: Promise<boolean> | undefined;
  let starting: Promise<void> | undefined;
  let prepared: Attempt | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** His other tabs have the same cookie. */
  const others = ownHost ? new BroadcastChannel('hc:signed-out') : undefined;
  others?.addEventListener('message', ({ data }) => data === others.name && hear());
  const users = new Map<(panel: Panel) => void, string>();
  const theme = typeof CSSStyleSheet === 'undefined' ? undefined : new CSSStyleSheet();
  let themeVersion: string | undefined;

  const ask = exchanges(options);
  const { send, forget } = transport({
    api,
    cookie: ownHost,
    started: () => starting ?? Promise.resolve(),
    token: () => token,
    renew: () => {
      // Whatever its time.
      expires = 0;
      return renew();
    },
    takeFirst,
    outdated: () => {
      show({ state: 'failed', error: new ApiError(426) });
      // So that a reload brings the loader of today.
      void fetch(`${api}/embed/v1/hc.js`, { cache: 'reload' }).catch(() => {});
    },
  });

  const heard = news(send, `${api}/v1/events`, attend, forget, show);

  let panel: Panel = {
    state: 'starting',
    error: undefined,
    me: undefined,
    config: undefined,
    denied: {},
    label: { name: '', languages: [], timeZone: 'Europe/Amsterdam', areaUrl: '' },
    test: key?.startsWith('hc_pk_test_') ?? false,
    ownHost,
    texts,
    theme,
    api: createClient(api, send),
    connect: options,
    signIn: popup ? signIn : undefined,
    signOut,
    retry: start,
    onChange: heard.onChange,
    takeFirst,
  };

  function show(change: Partial<Panel>): void {
    panel = { ...panel, error: undefined, ...change };
    // One that goes meanwhile, with the one around it, is not told.
    users.forEach((_, listener) => listener(panel));
    attend();
  }

  function takeFirst(path: string): unknown {
    const found = first[path];
    delete first[path];
    return found;
  }

  function paint({ css, version: next }: Theme): void {
    if (next !== themeVersion) theme?.replaceSync(css);
    themeVersion = next;
  }

  /** Timers, the stream and listeners run only while an element is on the page. */
  function attend(): void {
    clearTimeout(timer);
    const used = users.size > 0 && panel.state === 'ready';
    document[used ? 'addEventListener' : 'removeEventListener']('visibilitychange', attend);
    if (used && token) {
      // A wrong clock must not make us renew all the time.
      const wait = Math.min(Math.max(expires - Date.now() - renewBefore * 1000, 30_000), 540_000);
      const due = expires - Date.now() < renewBefore * 1000 && Date.now() - failedAt > retryPause;
      if (!document.hidden) timer = setTimeout(() => void renew(), due ? 0 : wait);
    }
    heard.run(used);
  }

  const elements = (): string[] => [...new Set(users.values())];

  async function fresh(wanted: readonly string[]): Promise<Response> {
    if (!refresh) return ask.start(wanted);
    const answer = await ask.token({ refresh }, wanted);
    if (answer.status !== 401) return answer;
    refresh = undefined;
    return popup ? answer : ask.start(wanted);
  }

  /** Takes what a start answer brings; `renewed` tells only when the person or his rights are others than before. */
  async function enter(given: Response | Promise<Response>, renewed?: boolean): Promise<void> {
    const answer = (await (await accept(given)).json()) as StartAnswer;
    const { me } = answer;
    token = answer.token;
    refresh = answer.refresh;
    first = answer.first;
    expires = Date.parse(answer.expiresAt);
    paint(answer.theme);
    const same = JSON.stringify(panel.me) === JSON.stringify(me);
    if (!same) forget();
    if (same && renewed) attend();
    else show({ state: 'ready', me, denied: me.denied, label: me.label });
  }

  function start(): Promise<void> {
    // In the next turn all elements of the page have said that they are here.
    starting ??= Promise.resolve()
      .then(begin)
      .finally(() => {
        starting = undefined;
      });
    return starting;
  }

  async function begin(): Promise<void> {
    // Texts and input of a session that ended stay on the screen while another one starts.
    if (!panel.me) show({ state: 'starting' });
    const asked = early;
    early = undefined;
    try {
      if (popup && !refresh) return await outside();
      await enter(asked ? inTime(asked).catch(noSecret) : fresh(elements()));
    } catch (error) {
      const problem = asApiError(error);
      if (problem.kind === 'session') return panel.me ? expire(problem) : outside().catch(fail);
      // A browser hides why a foreign answer cannot be read; the config answer may say it.
      fail(problem.code === 'connection' ? await ask.config().then(() => problem, asApiError) : problem);
    }
  }

  const fail = (error: unknown): void => show({ state: 'failed', error: asApiError(error) });

  function expire(error?: ApiError): void {
    token = undefined;
    if (popup) void prepare(panel.label.areaUrl);
    show({ state: 'expired', error });
  }

  /** Nobody is signed in: the look and the words come without a session. */
  async function outside(): Promise<void> {
    const config = panel.config ?? (await ask.config());
    if (popup) await prepare(config.areaUrl);
    paint(config.theme);
    const label: LabelFacts = { ...panel.label, ...config.label, areaUrl: config.areaUrl };
    show({ state: 'signed_out', config, label, test: config.test, me: undefined, denied: {} });
  }

  function renew(): Promise<boolean> {
    renewing ??= (async () => {
      // The cookie has no other way to be renewed than signing in.
      if ((refresh || fetchClientSecret || demo) && Date.now() - failedAt > retryPause)
        try {
          await enter(fresh([]), true);
          return true;
        } catch {
          failedAt = Date.now();
        }
      // A token that still holds gets another chance.
      if (expires > Date.now()) attend();
      else if (panel.me) expire();
      return false;
    })().finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  /** Before the click, since a browser opens windows only in the click itself. */
  async function prepare(areaUrl: string): Promise<void> {
    prepared = undefined;
    prepared = await (await import('./popup.ts')).prepare(key!, areaUrl);
  }

  async function signIn(): Promise<void> {
    const attempt = prepared;
    if (!attempt) return start();
    attempt.open();
    void prepare(panel.label.areaUrl);
    const answer = await attempt.granted(
      (proof) => ask.token(proof, elements()),
      () => users.size > 0,
      users,
    );
    if (answer) await enter(answer);
  }

  async function signOut(): Promise<void> {
    const answer = await send(`${api}/v1/auth/sign_out`, { method: 'POST' });
    // Saying so while the session lives would leave it open on a shared machine.
    if (answer.status !== 401) await accept(answer);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
    others?.postMessage(others.name);
    leave();
    await outside().catch(fail);
  }

  /** Nothing of who was here stays on the screen. */
  function leave(): void {
    token = refresh = undefined;
    forget();
    show({ state: 'starting', me: undefined, denied: {} });
  }

  /** He has signed out elsewhere; what was asked before does not count. */
  function hear(): void {
    leave();
    void (starting?.then(hear) ?? start());
  }

  let begun = false;
  return {
    get panel() {
      return panel;
    },
    subscribe(element, listener) {
      users.set(listener, element);
      if (begun) attend();
      else {
        begun = true;
        void start();
      }
      return () => {
        users.delete(listener);
        // A moved element is back at once.
        setTimeout(attend);
      };
    },
  };
}
