import { fetchWithin } from '../within.ts';
import { traceparent } from '../../trace.ts';
import type { Call } from '../call.ts';
import { DnsError } from './port.ts';

export interface PowerDnsOptions {
  /** Where the HTTP API is, `http://127.0.0.1:8081`. */
  readonly url: string;
  readonly key: string;
  readonly fetch?: typeof fetch;
  /** For one request, from when it is sent. */
  readonly timeoutMs?: number;
}

/** What the server said: a success, or one of the codes that the caller expects. */
export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
}

interface RequestOptions {
  /** Codes beside success that mean something to the caller. */
  readonly expected?: readonly number[];
  readonly body?: object;
  readonly call?: Call | undefined;
}

const longestReason = 300;
/** What the API says when it is done. A page of something else in between may be a success too. */
const success: Readonly<Record<string, number>> = { GET: 200, POST: 201, PUT: 204, PATCH: 204, DELETE: 204 };
/** What is asked is wrong. All else, a wrong key or URL among it, passes when we or the operator change something. */
const final: ReadonlySet<number> = new Set([400, 413, 422]);

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

/** The object of an answer; undefined when it is none: some refusals are plain text. */
function parsed(text: string): object | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(text: string): string {
  const answer = parsed(text);
  return answer && 'error' in answer ? String(answer.error) : text;
}

/**
 * The HTTP API of PowerDNS. Writes go one at a time, others wait in line: on its SQL backends parallel ones fail with
 * "database is locked". Rejects with DnsError; nothing of the key is ever in one.
 */
export function powerDnsApi({ url, key, fetch: send = fetch, timeoutMs = 3000 }: PowerDnsOptions) {
  const base = `${url.replace(/\/+$/, '')}/api/v1/servers/localhost`;
  const { host } = new URL(url);
  let turn: Promise<unknown> = Promise.resolve();
  let timeouts = 0;

  const say = (text: string) =>
    text
      .replaceAll(key, '…')
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, longestReason);

  async function request(
    method: string,
    path: string,
    { expected = [], body, call }: RequestOptions = {},
  ): Promise<ApiAnswer> {
    const prepared = new Request(base + path, {
      method,
      headers: {
        'x-api-key': key,
        ...(body && { 'content-type': 'application/json' }),
        ...(call?.trace && { traceparent: traceparent(call.trace) }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    // The last thing before it is sent: whoever slept meanwhile must not write any more.
    call?.admit(timeoutMs);
    let status: number;
    let text: string;
    try {
      const response = await fetchWithin(timeoutMs, prepared, send);
      status = response.status;
      text = await response.text();
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') timeouts += 1;
      throw new DnsError('unreachable', `PowerDNS at ${host}: ${causeOf(error)}`);
    }
    if (status === success[method] || expected.includes(status)) return { status, text };
    const reason = say(reasonOf(text));
    const refused = final.has(status) && !/database is locked/i.test(reason);
    throw new DnsError(refused ? 'refused' : 'unreachable', `PowerDNS at ${host}: ${status} ${reason}`);
  }

  return {
    request,

    /** What the server holds, as `T`; undefined when there is nothing at that path. */
    async read<T>(path: string): Promise<T | undefined> {
      const { status, text } = await request('GET', path, { expected: [404] });
      if (status === 404) return undefined;
      const answer = parsed(text);
      if (answer && !('error' in answer)) return answer as T;
      throw new DnsError('unreachable', `PowerDNS at ${host}: its answer is ${answer ? 'an error' : 'no JSON'}`);
    },

    /** Runs the writes of one call, after those of the calls before it. */
    inTurn<T>(work: () => Promise<T>): Promise<T> {
      const before = timeouts;
      const mine = turn.then(() => {
        // Who waited behind one that timed out would only wait as long again
        if (timeouts > before) throw new DnsError('unreachable', `PowerDNS at ${host}: no answer in time`);
        return work();
      });
      turn = mine.catch(() => {});
      return mine;
    },
  };
}
