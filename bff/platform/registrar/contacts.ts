import type { Call } from '../call.ts';
import { sha256 } from '../../store/hash.ts';

/** Whom a registry has for a domain. What is not known is empty. */
export interface RegistryContact {
  readonly kind: 'person' | 'company';
  readonly name: string;
  readonly organisation: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly state: string;
  /** ISO 3166-1, two letters. */
  readonly country: string;
  /** E.164, digits behind a plus. */
  readonly phone: string;
  readonly email: string;
  /** What this registry wants beside it: codes by key, and nothing that it did not ask for. */
  readonly extra: Readonly<Record<string, string>>;
}

/** What tells one from another beside the kind, in the order in which it is shown. */
export const registrantFields = [
  'name',
  'organisation',
  'street',
  'postalCode',
  'city',
  'state',
  'country',
  'phone',
  'email',
] as const satisfies readonly (keyof RegistryContact)[];

export interface ContactPort {
  /** Undefined where the registry has nobody that we could read. */
  registrant(name: string, call?: Call): Promise<RegistryContact | undefined>;
  /** Makes the registrant who is wished. `pending`: the registry does it later; asked again it tells whether it did. */
  setRegistrant(name: string, contact: RegistryContact, call?: Call): Promise<'done' | 'pending'>;
}

/**
 * The id of a contact, the same for the same person of the same domain: what is created twice is one. Another name,
 * organisation or address of mail is another registrant and has another id; the rest is changed in place.
 */
export async function handleOf(domain: string, { kind, name, organisation, email }: RegistryContact): Promise<string> {
  const hash = await sha256(JSON.stringify([domain, kind, name, organisation, email.toLowerCase()]));
  return `HC${hash.slice(0, 14).toUpperCase()}`;
}

/** Ours to delete again, once nobody uses it. */
export const isOurs = (handle: string): boolean => /^HC[\dA-F]{14}$/.test(handle);

const short = new Set(
  '1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);
/** As EPP and whois write it: `+31.201234567`. The code of a country has one to three digits (ITU-T E.164). */
export function dotted(phone: string): string {
  const digits = phone.replace(/^\+/, '').replace('.', '');
  const length = [1, 2].find((size) => short.has(digits.slice(0, size))) ?? 3;
  return digits ? `+${digits.slice(0, length)}.${digits.slice(length)}` : '';
}
export const undotted = (phone: string): string => phone.replace('.', '');
