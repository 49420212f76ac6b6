import type { Auth } from './port.ts';

/**
 * The library that keeps passwords takes longer to load than all the rest of a start: a process answers without it, and
 * loads it at the latest with the first sign-in.
 */
export function lateAuth(load: () => Promise<Auth>): Auth & { load(): Promise<Auth> } {
  let loading: Promise<Auth> | undefined;
  const loaded = () => (loading ??= load());
  return {
    load: loaded,
    signIn: async (label, input) => (await loaded()).signIn(label, input),
    verifyPassword: async (label, userId, password) => (await loaded()).verifyPassword(label, userId, password),
    requestReset: async (label, email, locale) => (await loaded()).requestReset(label, email, locale),
    ownerOfReset: async (label, token) => (await loaded()).ownerOfReset(label, token),
    reset: async (label, token, password) => (await loaded()).reset(label, token, password),
    hash: async (label, password) => (await loaded()).hash(label, password),
  };
}
