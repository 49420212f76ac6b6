import type { Call } from '../call.ts';
import type { Status } from './port.ts';

/** How the move of a domain to another registrar stands (RFC 5730 §2.9.3.4). */
export const transferStates = [
  'pending',
  'clientApproved',
  'clientRejected',
  'clientCancelled',
  'serverApproved',
  'serverCancelled',
] as const;
export type TransferState = (typeof transferStates)[number];

export const isApproved = (state: TransferState): boolean => state.endsWith('Approved');

/** The last move of a domain between registrars, as both of them may know of it. */
export interface RegistryTransfer {
  readonly name: string;
  readonly state: TransferState;
  /** True when it comes to us. */
  readonly incoming: boolean;
  /** Instants of ISO 8601. */
  readonly askedAt: string;
  /** When the registry decides for whoever did not answer; of one that has ended, when it did. */
  readonly actsAt: string;
}

/** What anybody may know of a domain. Days as `2027-03-14`, where the registry tells them to strangers. */
export interface Lookup {
  /** Registered through us. */
  readonly ours: boolean;
  readonly statuses: readonly Status[];
  readonly registeredOn?: string | undefined;
  readonly expiresOn?: string | undefined;
  /** The day of its last move. */
  readonly transferredOn?: string | undefined;
}

/** Something happened at the registry without us. A hint: how it stands is read anew. */
export interface RegistryNotice {
  readonly id: string;
  /** The domain it is about, where it says so. */
  readonly name: string | undefined;
}

export interface TransferPort {
  /** Undefined when nobody has registered it. */
  look(name: string, call?: Call): Promise<Lookup | undefined>;
  /** Asks for a domain that another registrar has, by the code that its holder got there; rejects with `wrong_code`, too. */
  askFor(name: string, code: string, call?: Call): Promise<RegistryTransfer>;
  /** Undefined when it never moved to us or from us. */
  transfer(name: string, call?: Call): Promise<RegistryTransfer | undefined>;
  /** The losing registrar lets it go or not, the gaining one withdraws. Of one that has ended already it answers how. */
  endTransfer(name: string, how: 'approve' | 'reject' | 'cancel', call?: Call): Promise<RegistryTransfer>;
  /** The oldest of what the registry tells us: it stays until it is acknowledged (RFC 5730 §2.9.2.3). */
  poll(call?: Call): Promise<RegistryNotice | undefined>;
  acknowledge(id: string, call?: Call): Promise<void>;
}
