import { ApiError } from './api-error.ts';

const pollEvery = 3_000;

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** A secret for one use, base64url, 32 bytes. */
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** One try to sign in by pop-up. Made before the click, since a browser opens windows only in the click itself. */
export interface Attempt {
  /** What the token is asked with, once the pop-up was agreed to. */
  readonly proof: { readonly key: string; readonly tx: string; readonly code_verifier: string };
  open(): void;
  /**
   * Resolves when the pop-up says that it was authorised, and after 3 s to ask the BFF instead: a page with
   * `Cross-Origin-Opener-Policy: same-origin` never hears its pop-up, and its `closed` lies.
   */
  heard(signal: AbortSignal): Promise<void>;
}

/** Makes the transaction and its PKCE pair (RFC 7636, S256); the verifier never leaves the page before the exchange. */
export async function prepare(key: string, areaUrl: string): Promise<Attempt> {
  const verifier = random();
  const tx = random();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    client: key,
    origin: location.origin,
    code_challenge: base64url(new Uint8Array(digest)),
    tx,
  });
  return {
    proof: { key, tx, code_verifier: verifier },
    open: () => {
      if (!open(`${areaUrl}/embed/authorize?${query}`, '_blank', 'popup,width=480,height=720'))
        throw new ApiError(0, { kind: 'permission', code: 'popup_blocked' });
    },
    heard: (signal) =>
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
      }),
  };
}
