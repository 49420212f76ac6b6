import type { Me, StartAnswer } from '../../../bff/account/answers.ts';

export const me: Me = {
  user: { id: 'usr_1', name: 'Marieke Linden', email: 'marieke@lindenloaf.example', username: 'marieke' },
  customer: { id: 'cus_1', name: 'Linden & Loaf' },
  role: 'owner',
  label: {
    id: 'lab_1',
    name: 'Tidewell',
    languages: ['nl', 'en', 'de'],
    timeZone: 'Europe/Amsterdam',
    areaUrl: 'http://tidewell.localhost',
  },
  locale: 'nl',
  tabs: ['domains', 'account'],
  denied: {},
};

export const startAnswer = (change: Partial<StartAnswer> = {}): StartAnswer => ({
  token: `hcet_lab_1_${crypto.randomUUID()}`,
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  me,
  theme: { css: ':host{--hc-color-brand:#0f766e}', version: '1' },
  first: {},
  ...change,
});

export const config = {
  label: { id: 'lab_1', name: 'Tidewell', languages: ['nl', 'en', 'de'] },
  theme: { css: ':host{--hc-color-brand:#0f766e}', version: '1' },
  areaUrl: 'http://tidewell.localhost',
  test: true,
};

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

export const problem = (status: number, code: string, extra: object = {}): Response =>
  new Response(JSON.stringify({ type: `urn:hc:${code}`, status, code, requestId: 'req_1', ...extra }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'x-request-id': 'req_1' },
  });

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
  readonly credentials: RequestCredentials | undefined;
  readonly signal: AbortSignal | null | undefined;
}
type Answer = (call: Call) => Response | Promise<Response> | undefined;

const real = globalThis.fetch;
export const base = 'https://bff.example';

/** Stands in for the network of https://bff.example; a path that nobody answers fails as a lost connection does. */
export function fakeBff(answer: Answer): Call[] {
  const calls: Call[] = [];
  globalThis.fetch = async (input, init = {}) => {
    const url = String(input instanceof Request ? input.url : input);
    if (!url.startsWith(base) && !url.startsWith('/hc/')) return real(input, init);
    const call: Call = {
      method: init.method ?? 'GET',
      path: url.replace(base, ''),
      headers: new Headers(init.headers),
      body: String(init.body ?? ''),
      credentials: init.credentials,
      signal: init.signal,
    };
    calls.push(call);
    if (call.path === '/v1/events')
      return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    const answered = await answer(call);
    if (!answered) throw new TypeError('Failed to fetch');
    return answered;
  };
  return calls;
}

export const realNetwork = (): void => {
  globalThis.fetch = real;
};
