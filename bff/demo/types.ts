import type { Role } from '../account/answers.ts';
import type { Contact } from '../domains/contacts/input.ts';
import type { DomainState } from '../domains/input.ts';
import type { RedirectKind } from '../domains/redirects/kinds.ts';
import type { RRset, RRsetDiff } from '../domains/records.ts';
import type { LabelSettings } from '../reseller/settings.ts';

export type DemoSlug = 'tidewell' | 'smidse';

export interface DemoUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  readonly locale: string;
}

export interface DemoChange {
  readonly id: string;
  readonly version: number;
  readonly at: Date;
  readonly userId: string | null;
  readonly by: string;
  readonly diff: readonly RRsetDiff[];
}

export interface DemoRedirect {
  readonly id: string;
  readonly host: string;
  readonly kind: RedirectKind;
  readonly target: string;
  readonly keepPath: boolean;
  readonly title: string;
  readonly description: string;
  readonly frames: readonly string[];
  /** What led its visitors elsewhere before. */
  readonly before: readonly RRset[];
}

/** A domain with its zone; without RRsets the name server does not have it. Days as `2027-03-14`. */
export interface DemoDomain {
  readonly id: string;
  /** A-label. */
  readonly name: string;
  readonly unicodeName: string;
  readonly tld: string;
  readonly state: DomainState;
  readonly registeredOn: string | null;
  readonly expiresOn: string | null;
  readonly autoRenew: boolean;
  /** A year, in cents. */
  readonly renewalAmount: number;
  readonly nameServers: readonly string[];
  readonly ownNameServers: boolean;
  /** Null where the ending has no lock. */
  readonly locked: boolean | null;
  readonly rrsets: readonly RRset[];
  /** Oldest first; the zone's version is the last one's, 1 without any. */
  readonly changes: readonly DemoChange[];
  readonly redirects: readonly DemoRedirect[];
}

export interface DemoCustomer {
  readonly id: string;
  readonly name: string;
  readonly externalId: string;
  readonly manageable: boolean;
  /** His profile, as the registries have it; undefined where he never filled it in. */
  readonly contact?: Contact;
  readonly users: readonly DemoUser[];
  readonly domains: readonly DemoDomain[];
}

export interface DemoLabel {
  readonly id: string;
  readonly slug: DemoSlug;
  readonly name: string;
  readonly reseller: string;
  readonly settings: LabelSettings;
  readonly customers: readonly DemoCustomer[];
}

/** What the platform of a label answers with: where its web sites and its mail are. */
export interface DemoHouse {
  readonly slug: DemoSlug;
  /** Begins of documentation ranges (RFC 5737, RFC 3849). */
  readonly net4: string;
  readonly net6: string;
  readonly nameServers: readonly string[];
}
