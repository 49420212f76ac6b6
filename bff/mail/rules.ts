import { parseHost, toUnicode } from '../domains/rules-names.ts';

export type AddressCode =
  | 'required'
  | 'address_form'
  | 'local_too_long'
  | 'local_characters'
  | 'local_whole'
  | 'local_dots'
  | 'address_too_long';

/** RFC 5321 §4.5.3.1: octets before the @, and of a path without its brackets. */
const longestLocal = 64;
const longestAddress = 254;

const wrong = (code: AddressCode) => ({ code }) as const;

/** What stands before the @ of an address that we host, in lower case: nobody tells `Info` from `info` when he writes it down. */
export function parseLocal(text: string): { readonly local: string } | { readonly code: AddressCode } {
  const local = text.trim().toLowerCase();
  if (local === '') return wrong('required');
  // A whole address at a domain to choose from was taken apart before.
  if (local.includes('@')) return wrong('local_whole');
  if (local.length > longestLocal) return wrong('local_too_long');
  if (!/^[a-z0-9._+-]+$/.test(local)) return wrong('local_characters');
  // RFC 5322 §3.2.3: a full stop stands between signs, one at a time.
  return /^\.|\.\.|\.$/.test(local) ? wrong('local_dots') : { local };
}

/** atext of RFC 5322 §3.2.3 and what RFC 6531 adds: more than we give out ourselves. */
const foreignLocal = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;

/** A whole address as people write it → lower case with A-labels. */
export function parseAddress(text: string): { readonly address: string } | { readonly code: AddressCode } {
  const trimmed = text.trim();
  if (trimmed === '') return wrong('required');
  const at = trimmed.lastIndexOf('@');
  if (at < 1) return wrong('address_form');
  const local = trimmed.slice(0, at);
  const host = parseHost(trimmed.slice(at + 1));
  if ('code' in host || !host.name.includes('.')) return wrong('address_form');
  if (new TextEncoder().encode(local).length > longestLocal) return wrong('local_too_long');
  if (!foreignLocal.test(local)) return wrong('address_form');
  const address = `${local.toLowerCase()}@${host.name}`;
  return address.length > longestAddress ? wrong('address_too_long') : { address };
}

export const localOf = (address: string): string => address.slice(0, address.lastIndexOf('@'));
export const domainOfAddress = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** An address as people read it. */
export const readable = (address: string): string => `${localOf(address)}@${toUnicode(domainOfAddress(address))}`;

export const mebibyte = 1024 ** 2;
export const gibibyte = 1024 ** 3;
/** A deleted mailbox can be had back for this long, in ms. */
export const keepDeleted = 7 * 86_400_000;
/** What a mailbox holds at least, in bytes: less than that no letter with a picture fits. */
export const leastQuota = 10 * mebibyte;
