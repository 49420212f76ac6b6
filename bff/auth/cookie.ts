import { sameText, sign } from '../store/hash.ts';

/** Host-only, https (browsers count localhost as such), not for scripts. */
export const cookieName = '__Host-hc_session';

/**
 * A session's token with our signature over it and the label: a stolen label database alone, which holds tokens as
 * Better Auth writes them, makes no cookie.
 */
export const sealCookie = async (secret: string, labelId: string, token: string): Promise<string> =>
  `${token}.${await sign(secret, `${labelId} ${token}`)}`;

export async function openCookie(secret: string, labelId: string, cookie: string): Promise<string | undefined> {
  const [token, signature] = cookie.split('.');
  if (!token || !signature) return undefined;
  return sameText(signature, await sign(secret, `${labelId} ${token}`)) ? token : undefined;
}

export const cookieHeader = (value: string, maxAge: number): string =>
  `${cookieName}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAge}`;
