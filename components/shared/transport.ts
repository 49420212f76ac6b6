import { ApiError, problemOf } from './api-error.ts';
import { inTime } from './in-time.ts';
import { version } from './version.ts';

/** Up to so many seconds a request waits by itself; longer waits are shown. */
export const longestWait = 5;

/** What the transport needs of its session. */
export interface Credentials {
  readonly api: string;
  /** With the cookie of the label's own host; else with the token alone. */
  readonly cookie: boolean;
  /** Settles when the session has started, whatever came of it. */
  started(): Promise<unknown>;
  token(): string | undefined;
  /** One for all who ask at once; false when there is no new session. */
  renew(): Promise<boolean>;
  takeFirst(path: string): unknown;
  outdated(): void;
}

interface Kept {
  readonly etag: string;
  readonly body: string;
}

const json = (body: string, status = 200): Response =>
  new Response(body, { status, headers: { 'content-type': 'application/json' } });
const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** One try. A read is given up when it stalls; a write only says so, since it may still arrive. */
async function attempt(url: string, init: RequestInit, write: boolean): Promise<Response> {
  const quit = new AbortController();
  const signal = init.signal ? AbortSignal.any([init.signal, quit.signal]) : quit.signal;
  try {
    return await inTime(fetch(url, { ...init, signal }), () => write || quit.abort());
  } catch (error) {
    if (init.signal?.aborted || error instanceof ApiError) throw error;
    throw new ApiError(0);
  }
}

/** The `fetch` of a session: its credentials, one key per write, renewal, waiting, unchanged lists from memory. */
export function transport(session: Credentials): { send: typeof fetch; forget(): void } {
  const kept = new Map<string, Kept>();
  const acts = new Map<string, string>();

  const send = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = String(input);
    const path = url.slice(session.api.length);
    const write = (init.method ?? 'GET') !== 'GET';
    const headers = new Headers(init.headers);
    headers.set('x-hc-client', version);
    // Words that the BFF makes shall be in the page's language; a single tag, which browsers do not send by themselves.
    const [lang] = document.documentElement.lang.toLowerCase().split('-');
    if (lang) headers.set('accept-language', lang);
    // The same key on each try, also the person's own, until it is known what became of it: a
    // write whose answer got lost acts once.
    const act = write ? `${init.method} ${path} ${String(init.body)}` : '';
    if (write) headers.set('idempotency-key', acts.get(act) ?? crypto.randomUUID());
    await session.started();
    const first = write ? undefined : session.takeFirst(path);
    if (first !== undefined) return json(JSON.stringify(first));
    const memory = write ? undefined : kept.get(path);
    if (memory) headers.set('if-none-match', memory.etag);
    let token: string | undefined;
    const once = async (): Promise<Response> => {
      token = session.token();
      // The BFF knows no page by nothing, so its answer could not be read there.
      if (!token && !session.cookie) return json('{"code":"not_signed_in"}', 401);
      if (token) headers.set('authorization', `Bearer ${token}`);
      let status = 500;
      try {
        const answer = await attempt(
          url,
          { ...init, headers, credentials: session.cookie ? 'include' : 'omit' },
          write,
        );
        ({ status } = answer);
        return answer;
      } finally {
        if (write && status >= 500) acts.set(act, headers.get('idempotency-key')!);
        else if (status !== 401 && status !== 429) acts.delete(act);
      }
    };

    let answer = await once();
    if (answer.status === 401) {
      const { code } = await problemOf(answer.clone());
      const ended = code === 'session_expired' || code === 'not_signed_in';
      // Another request may have renewed it while this one was on its way.
      if (ended && (token !== session.token() || (await session.renew()))) answer = await once();
    } else if (answer.status === 426) session.outdated();
    const wait = Number(answer.headers.get('retry-after'));
    if (!write && (answer.status === 429 || answer.status === 503) && wait > 0 && wait <= longestWait) {
      await pause(wait);
      answer = await once();
    }
    if (answer.status === 304 && memory) return json(memory.body);
    const etag = answer.headers.get('etag');
    if (!write && answer.ok && etag) {
      const body = await answer.text();
      kept.set(path, { etag, body });
      return json(body);
    }
    return answer;
  };
  return { send, forget: () => kept.clear() };
}
