import type { EmbedConfig } from '../../bff/account/answers.ts';
import type { TokenInput } from '../../bff/account/embed-input.ts';
import { accept, ApiError } from './api-error.ts';
import type { ConnectOptions } from './connect-options.ts';
import { inTime } from './in-time.ts';
import { version } from './version.ts';

/** What proves who asks for a token. */
export type Proof = TokenInput extends infer One
  ? One extends unknown
    ? Omit<One, 'client' | 'elements'>
    : never
  : never;

/** The page's server says whether its visitor is signed in; anything else is trouble on the way. */
export function noSecret(error: unknown): never {
  const status = (error as { status?: number } | undefined)?.status ?? 0;
  if (error instanceof ApiError) throw error;
  throw new ApiError(0, status === 401 || status === 403 ? { kind: 'session', code: 'not_signed_in' } : {});
}

/** What a page says to the BFF before it has a session. */
export function exchanges({ api, label: key, fetchClientSecret }: ConnectOptions) {
  const reach = (url: string, init: RequestInit): Promise<Response> =>
    inTime(fetch(api + url, init).catch(() => Promise.reject(new ApiError(0))));

  // A simple request: no own header, so no preflight.
  const token = (proof: Proof, elements: readonly string[]): Promise<Response> =>
    reach('/embed/v1/token', {
      method: 'POST',
      body: JSON.stringify({ ...proof, client: version, elements }),
      credentials: 'omit',
    });

  return {
    token,
    /** As this page is connected: by the cookie, by a secret of the page's server, by the demo key. */
    start: async (elements: readonly string[]): Promise<Response> => {
      if (key === undefined) return reach(`/v1/start?elements=${elements.join()}`, { credentials: 'include' });
      return token(
        fetchClientSecret ? { secret: await inTime(fetchClientSecret()).catch(noSecret) } : { key },
        elements,
      );
    },
    config: async (): Promise<EmbedConfig> => {
      const query = key === undefined ? '' : `?key=${encodeURIComponent(key)}`;
      const answer = await accept(reach(`/embed/v1/config${query}`, { credentials: 'omit' }));
      return (await answer.json()) as EmbedConfig;
    },
  };
}
