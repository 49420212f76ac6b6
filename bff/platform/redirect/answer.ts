import type { FindRedirect } from '../../domains/redirects/serve.ts';
import { destination, hostAsked, isMask } from '../../domains/redirects/rules.ts';
import { maskPage } from './page.ts';

export type Outcome = 'redirect' | 'mask' | 'unknown' | 'loop' | 'method' | 'failed';
export interface Options {
  readonly find: FindRedirect;
  /** Told how each request ended, and how long it took in seconds. */
  readonly told?: (outcome: Outcome, seconds: number) => void;
}

const plain = (status: number, words: string, headers: Record<string, string> = {}): Response =>
  new Response(`${words}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } });

/** Answers for the hosts of all redirects, and for no other. */
export function redirectAnswers({ find, told }: Options): (request: Request) => Promise<Response> {
  return async (request) => {
    const began = performance.now();
    const [outcome, response] = await answer(find, request).catch(
      () => ['failed', plain(503, 'Not just now.', { 'retry-after': '1' })] as const,
    );
    const { headers } = response;
    headers.set('x-content-type-options', 'nosniff');
    // A browser that kept a 301 would not hear of it when its target changes.
    headers.set('cache-control', 'no-cache');
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', "default-src 'none'");
    told?.(outcome, (performance.now() - began) / 1000);
    return response;
  };
}

async function answer(find: FindRedirect, { url, method }: Request): Promise<readonly [Outcome, Response]> {
  const { hostname, pathname, search } = new URL(url);
  const host = hostname.toLowerCase().replace(/\.$/, '');
  const redirect = await find(host);
  if (!redirect) return ['unknown', plain(404, 'Nothing is here.')];
  const location = destination(redirect, pathname, search);
  // A wildcard cannot know which of its names its target will be.
  if (hostAsked(location) === host) return ['loop', plain(508, 'This address leads to itself.')];
  const { kind } = redirect;
  if (!isMask(kind)) return ['redirect', new Response(null, { status: Number(kind), headers: { location } })];
  if (method !== 'GET' && method !== 'HEAD')
    return ['method', plain(405, 'Only reading is possible here.', { allow: 'GET, HEAD' })];
  return ['mask', maskPage({ ...redirect, url: location, title: redirect.title || host })];
}
