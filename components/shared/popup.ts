import { ApiError, problemOf } from './api-error.ts';

const pollEvery = 3_000;
const life = 300_000;

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** A secret for one use, base64url, 32 bytes. */
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** What the token is asked with, once the pop-up was agreed to. */
export interface PopUpProof {
  readonly key: string;
  readonly tx: string;
  readonly code_verifier: string;
}

/** One try to sign in by pop-up. Made before the click, since a browser opens windows only in the click itself. */
export interface Attempt {
  open(): void;
  /** The answer with the token; undefined when it was given up: another try of the same owner, nobody waits any more, five minutes. */
  granted(
    ask: (proof: PopUpProof) => Promise<Response>,
    awaited: () => boolean,
    owner: object,
  ): Promise<Response | undefined>;
}

/** The try that is waited for, by whose it is. */
const waiting = new WeakMap<object, AbortController>();

/** Makes the transaction and its PKCE pair (RFC 7636, S256); the verifier never leaves the page before the exchange. */
export async function prepare(key: string, areaUrl: string, page = '/embed/authorize'): Promise<Attempt> {
  const verifier = random();
  const tx = random();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    client: key,
    origin: location.origin,
    code_challenge: base64url(new Uint8Array(digest)),
    tx,
  });
  /**
   * Resolves when the pop-up says that it was authorised, and after 3 s to ask the BFF instead: a page with
   * `Cross-Origin-Opener-Policy: same-origin` never hears its pop-up, and its `closed` lies.
   */
  const heard = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        removeEventListener('message', hear);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const hear = ({ origin, data }: MessageEvent) => {
        if (origin === new URL(areaUrl).origin && data?.type === 'hc-authorized' && data.tx === tx) done();
      };
      const timer = setTimeout(done, pollEvery);
      addEventListener('message', hear);
      signal.addEventListener('abort', done);
    });

  return {
    open: () => {
      if (!open(`${areaUrl}${page}?${query}`, '_blank', 'popup,width=480,height=720'))
        throw new ApiError(0, { kind: 'permission', code: 'popup_blocked' });
    },
    granted: async (ask, awaited, owner) => {
      waiting.get(owner)?.abort();
      const quit = new AbortController();
      waiting.set(owner, quit);
      const { signal } = quit;
      const giveUp = Date.now() + life;
      while (awaited() && Date.now() < giveUp) {
        await heard(signal);
        if (signal.aborted) return undefined;
        const answer = await ask({ key, tx, code_verifier: verifier });
        if (answer.status === 202) continue;
        if (answer.ok) return answer;
        throw await problemOf(answer);
      }
      return undefined;
    },
  };
}
