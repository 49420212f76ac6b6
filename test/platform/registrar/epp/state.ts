import type { Ds } from '../../../../bff/domains/dnssec/ds.ts';
import { addDays, dayOf } from '../../../../bff/domains/days.ts';
import { addYears, phaseOn, type Phase } from '../../../../bff/domains/registry/rules.ts';
import { tldFor } from '../../../../bff/platform/registrar/refusals.ts';
import type { TransferState } from '../../../../bff/platform/registrar/transfers.ts';
import type { KnownDomain } from '../../../../bff/platform/registrar/port.ts';

/** The one registrar who can sign in. */
export const credentials = { user: 'hc-test', password: 'very-secret-1' };

export interface HeldDomain {
  readonly name: string;
  readonly registeredOn: string;
  expiresOn: string;
  /** It had run out before it came here. */
  readonly lapsed: boolean;
  nameServers: string[];
  statuses: string[];
  ds: readonly Ds[];
  /** Who sponsors it. */
  registrar: string;
  /** The last one, whose `to` asked `from`. */
  transfer?: { state: TransferState; to: string; from: string; askedAt: string; actsAt: string };
  transferredOn?: string;
  authCode: string | undefined;
  changedAt: string;
  /** Id of a contact. */
  registrant: string | undefined;
  /** It is on its way back: asked for, or back but not renewed yet. */
  restore: 'none' | 'asked' | 'done';
  /** The day on which the registry renewed it by itself, or on which it was deleted. */
  renewedOn?: string | undefined;
  deletedOn?: string | undefined;
}

export interface HeldContact {
  readonly id: string;
  readonly registrar: string;
  /** By `int` and `loc`. */
  readonly postal: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;
  readonly voice: string | undefined;
  readonly email: string | undefined;
}

export interface HeldHost {
  readonly name: string;
  readonly registrar: string;
  addresses: string[];
}

/** A registry's objects, as RFC 5731 to 5733 have them: a host is one of its own, and domains use it. */
export interface Registry {
  readonly domains: Map<string, HeldDomain>;
  readonly hosts: Map<string, HeldHost>;
  readonly contacts: Map<string, HeldContact>;
  /** Messages that wait to be read. */
  readonly queue: { id: string; text: string; ended?: { name: string; done: boolean; id: string }; moves?: string }[];
  /** What was changed, in order: `renew d1.com`. */
  readonly done: string[];
  now(): number;
  today(): string;
  phase(domain: HeldDomain): Phase;
  /** Adds the years that it adds by itself. */
  renewAlone(domain: HeldDomain): void;
  usersOf(host: string): readonly HeldDomain[];
  /** Puts a domain there, and the hosts that it uses. */
  put(domain: KnownDomain, registrar?: string): void;
}

export function emptyRegistry(now: () => number): Registry {
  const domains = new Map<string, HeldDomain>();
  const hosts = new Map<string, HeldHost>();
  const today = () => dayOf(now(), 'UTC');
  return {
    domains,
    hosts,
    contacts: new Map(),
    queue: [],
    done: [],
    now,
    today,
    phase({ name, expiresOn, restore, deletedOn }) {
      const { redemptionDays, deletionDays } = tldFor(name);
      const since = (days: number) => addDays(deletedOn!, days);
      if (deletedOn && restore !== 'done') {
        if (today() < since(redemptionDays)) return 'redemption';
        return today() < since(redemptionDays + deletionDays) ? 'pending_delete' : 'gone';
      }
      const phase = phaseOn(today(), expiresOn, tldFor(name));
      return restore === 'done' && phase !== 'active' ? 'grace' : phase;
    },
    renewAlone(domain) {
      if (tldFor(domain.name).autoRenews === null || domain.deletedOn || domain.lapsed) return;
      while (domain.expiresOn <= today()) {
        domain.renewedOn = domain.expiresOn;
        domain.expiresOn = addYears(domain.expiresOn, 1);
      }
    },
    usersOf: (host) => [...domains.values()].filter(({ nameServers }) => nameServers.includes(host)),
    put(
      { name, registeredOn, expiresOn, nameServers, locked, statuses = [], hosts: own, ds = [] },
      registrar = credentials.user,
    ) {
      const locks = locked ? ['clientTransferProhibited', 'clientDeleteProhibited'] : [];
      for (const host of own) hosts.set(host.name, { ...host, registrar, addresses: [...host.addresses] });
      for (const host of nameServers)
        if (!hosts.has(host)) hosts.set(host, { name: host, registrar: 'somebody', addresses: [] });
      domains.set(name, {
        name,
        registeredOn,
        expiresOn,
        lapsed: expiresOn <= today(),
        nameServers: [...nameServers],
        statuses: [...statuses, ...locks],
        ds,
        registrar,
        authCode: undefined,
        registrant: undefined,
        changedAt: `${registeredOn}T00:00:00.0Z`,
        restore: 'none',
      });
    },
  };
}
