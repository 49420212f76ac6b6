/** Beside a customer's own on the same host, and another: host-only, https, not for scripts. */
export const mailboxCookie = '__Host-hc_mailbox';

export const mailboxCookieHeader = (value: string, maxAge: number): string =>
  `${mailboxCookie}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAge}`;
