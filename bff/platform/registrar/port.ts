import type { Call } from '../call.ts';
import type { Ds } from '../../domains/dnssec/ds.ts';
import type { Phase } from '../../domains/registry/rules.ts';
import type { TransferPort } from './transfers.ts';
import type { ContactPort, RegistryContact } from './contacts.ts';

/** Statuses of a domain as EPP names them (RFC 5731 §2.3). */
export type Status =
  | `${'client' | 'server'}${'Transfer' | 'Delete' | 'Update' | 'Renew'}Prohibited`
  | `${'client' | 'server'}Hold`
  | `pending${'Create' | 'Delete' | 'Renew' | 'Transfer' | 'Update' | 'Restore'}`;

/** A host below a domain, with its addresses at the registry: glue (RFC 5732). */
export interface ChildHost {
  /** A-label without trailing dot. */
  readonly name: string;
  readonly addresses: readonly string[];
}

/** What the customer decides about a registration. Names are A-labels without trailing dot. */
export interface DomainWish {
  readonly name: string;
  readonly nameServers: readonly string[];
  /** Null where the ending knows no lock. */
  readonly locked: boolean | null;
  /** Null where nobody can choose. */
  readonly privacy: boolean | null;
  /** Answers nobody (clientHold); undefined: as it is there. */
  readonly hold?: boolean | undefined;
  readonly hosts: readonly ChildHost[];
  /** The keys that the parent zone vouches for (RFC 5910); undefined: as they are there. */
  readonly ds?: readonly Ds[] | undefined;
}

/** A registration as the registry has it. Days as `2027-03-14`. */
export interface RegisteredDomain {
  readonly name: string;
  readonly registeredOn: string;
  readonly expiresOn: string;
  readonly phase: Exclude<Phase, 'gone'>;
  /** The registry added its last year by itself, and takes it back from who deletes it now (RFC 3915 §3.1). */
  readonly autoRenewed?: true;
  readonly nameServers: readonly string[];
  readonly statuses: readonly Status[];
  readonly privacy: boolean;
  readonly hosts: readonly ChildHost[];
  readonly ds: readonly Ds[];
}

/** A registration that is known to be there; for imports and demo data. */
export interface KnownDomain extends DomainWish {
  readonly registeredOn: string;
  readonly expiresOn: string;
  /** Set by the registry; the customer cannot change them. */
  readonly statuses?: readonly Status[];
  readonly registrant?: RegistryContact;
}

/**
 * What the BFF asks of a registrar. Every call converges: repeating it, also after an answer was lost, leaves the same
 * registration and costs nothing twice. A call that rejects with RegistrarError has changed nothing, unless its answer was
 * lost, or a registry that takes one step after the other refused a later one: repeated, it goes on from there.
 */
export interface RegistrarPort extends ContactPort, TransferPort {
  readonly kind: string;
  /** What it does for no ending at all: hide who owns a domain. */
  readonly lacks?: readonly 'privacy'[];
  /** Undefined when nobody has it, or not through us. */
  read(name: string, call?: Call): Promise<RegisteredDomain | undefined>;
  /** Makes name servers, lock, privacy, child hosts and DS what is wished: hosts come before those who use them, and go after. */
  update(wish: DomainWish, call?: Call): Promise<RegisteredDomain>;
  /** Adds years to what expires on that day; where it expires on another day by now it answers what is there (RFC 5731 §3.2.3). */
  renew(name: string, expiresOn: string, years: number, call?: Call): Promise<RegisteredDomain>;
  /**
   * Gives it up: it can be restored for the days that its ending has for that. Our own lock and its child hosts do not keep it;
   * fine when it is deleted already.
   */
  delete(name: string, call?: Call): Promise<void>;
  /** Brings it back out of its redemption period (RFC 3915). */
  restore(name: string, call?: Call): Promise<RegisteredDomain>;
  /** A new code to move the domain to another registrar; earlier ones are void (RFC 9154). Never kept in clear. */
  authCode(name: string, call?: Call): Promise<string>;
  /** Makes the code that was given out void; fine when there is none. */
  clearAuthCode(name: string, call?: Call): Promise<void>;
  /** Takes over many that are known to be there. */
  adopt(domains: readonly KnownDomain[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * `missing` (not registered through us), `refused` (the registry says no: repeating is useless), `unsupported` (the ending
 * does not have it), `wrong_code` (a transfer wants another) or `unreachable` (try again).
 */
export class RegistrarError extends Error {
  readonly code: 'missing' | 'refused' | 'unsupported' | 'wrong_code' | 'unreachable';
  /** The registry is there and said no for now, as to who has no money left: others need not be kept from it. */
  readonly answered: boolean;

  constructor(
    code: RegistrarError['code'],
    message: string,
    { answered = false, ...options }: ErrorOptions & { readonly answered?: boolean } = {},
  ) {
    super(message, options);
    this.code = code;
    this.answered = answered;
  }
}
