const encoder = new TextEncoder();

// WebCrypto sends each hash to another thread and back, which takes longer than the hash. A page has nothing else.
const node = globalThis.process?.getBuiltinModule?.('node:crypto');

/** SHA-256 of a text as hex. */
export async function sha256(text: string): Promise<string> {
  if (node) return node.hash('sha256', text);
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** 256 random bits as 43 base64url signs. */
export const randomSecret = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** PKCE's S256 (RFC 7636 §4.2): base64url of the SHA-256 of the verifier. */
export const codeChallenge = async (verifier: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(verifier))));

/** HMAC-SHA-256 as base64url. */
export async function sign(secret: string, text: string): Promise<string> {
  if (node) return node.createHmac('sha256', secret).update(text).digest('base64url');
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text))));
}

const sealKey = async (secret: string): Promise<CryptoKey> => {
  const bytes = await crypto.subtle.digest('SHA-256', encoder.encode(`seal ${secret}`));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
};

/** A text that only the secret opens again (AES-256-GCM), as base64url. */
export async function seal(secret: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await sealKey(secret), encoder.encode(text));
  return base64url(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

/** The text of `seal`; rejects when it was made with another secret or changed since. */
export async function unseal(secret: string, sealed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(sealed.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  const algorithm = { name: 'AES-GCM', iv: bytes.slice(0, 12) };
  return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, await sealKey(secret), bytes.slice(12)));
}

/** Compares without telling by time where two texts differ. */
export function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ (b.charCodeAt(at % (b.length || 1)) || 0);
  return difference === 0;
}
