const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** A secret for one use, base64url, 32 bytes. */
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** One try to sign in by pop-up: the transaction, the verifier that stays here, its challenge (RFC 7636, S256). */
export interface Attempt {
  readonly tx: string;
  readonly verifier: string;
  readonly challenge: string;
}

export async function newAttempt(): Promise<Attempt> {
  const verifier = random();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { tx: random(), verifier, challenge: base64url(new Uint8Array(digest)) };
}

/**
 * Resolves when the pop-up says that it was authorised, and every 3 s to ask the BFF instead: a page with
 * `Cross-Origin-Opener-Policy: same-origin` never hears its pop-up, and its `closed` lies.
 */
export function authorised(areaOrigin: string, tx: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('message', heard);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const heard = ({ origin, data }: MessageEvent) => {
      if (origin === areaOrigin && data?.type === 'hc-authorized' && data.tx === tx) done();
    };
    const timer = setTimeout(done, 3_000);
    addEventListener('message', heard);
    signal.addEventListener('abort', done);
  });
}
