import { dayOf } from '../../domains/days.ts';
import { addYears, yearsLeft } from '../../domains/registry/rules.ts';
import type { Ds } from '../../domains/dnssec/ds.ts';
import { randomSecret, sha256 } from '../../store/hash.ts';
import type { RegistryContact } from './contacts.ts';
import {
  RegistrarError,
  type DomainWish,
  type KnownDomain,
  type RegisteredDomain,
  type RegistrarPort,
  type Status,
} from './port.ts';
import {
  isMoving,
  isOurs,
  settled,
  simulatedTransfers,
  type HeldTransfer,
  type Others,
} from './simulated-transfers.ts';
import { deleted, isAutoRenewed, phaseAt, renewedAlone, type HeldDays } from './simulated-days.ts';
import type { RegistryNotice } from './transfers.ts';
import { missingFor, refuseDs, refuseServers, refuseUnchangeable, refused, tldFor } from './refusals.ts';

/** A registration as the simulated registry keeps it. Its phase follows from the day. */
export interface Held
  extends Omit<RegisteredDomain, 'phase' | 'ds' | 'autoRenewed'>, Omit<HeldDays, 'name' | 'expiresOn'> {
  /** Not there in what was kept before there were any. */
  readonly ds?: readonly Ds[];
  /** Through whom it is registered; through us where nobody is named. */
  readonly sponsor?: string;
  /** Its last move between registrars, and the day of it. */
  readonly transfer?: HeldTransfer;
  readonly transferredOn?: string;
  /** SHA-256 of the code that moves it to another registrar. */
  readonly authHash?: string | undefined;
  readonly registrant?: RegistryContact;
}

/** Where registrations are kept. */
export interface RegistryStore {
  find(name: string): Held | undefined;
  /** The domains that use this host as a name server. */
  usersOf(host: string): readonly string[];
  put(domain: Held): void;
  /** Those that are on their way to another registrar. */
  moving(): readonly Held[];
  /** Leaves us a message about a domain. */
  tell(name: string): void;
  oldestNotice(): RegistryNotice | undefined;
  dropNotice(id: string): void;
  /** All that is put within is there together or not at all; nobody else writes meanwhile. */
  alone<Result>(body: () => Result): Result;
  close(): void;
}

export interface RegistryOptions {
  readonly kind: string;
  readonly store: RegistryStore;
  /** The registry's own clock, in ms. */
  readonly now: () => number;
}

/** Beside it, what others do at the same registry. */
export type SimulatedRegistrar = RegistrarPort & { readonly others: Others };

const locks: readonly Status[] = ['clientTransferProhibited', 'clientDeleteProhibited'];

/**
 * A registry and its registrar in our own process. A simulator: it has the rules and the clock of a real one, and nobody
 * else knows of its domains.
 */
export function simulatedRegistrar({ kind, store, now }: RegistryOptions): SimulatedRegistrar {
  const today = () => dayOf(now(), 'UTC');

  const find = (name: string): Held | undefined => {
    const held = store.find(name);
    return held && renewedAlone(settled(held, now()), today());
  };

  function shown(kept: Held): RegisteredDomain | undefined {
    const { name, registeredOn, expiresOn, nameServers, privacy, hosts, ds = [] } = kept;
    const phase = phaseAt(kept, today());
    if (phase === 'gone' || !isOurs(kept)) return undefined;
    const statuses: Status[] = isMoving(kept) ? [...kept.statuses, 'pendingTransfer'] : [...kept.statuses];
    const autoRenewed = isAutoRenewed(kept, today()) ? ({ autoRenewed: true } as const) : {};
    return { name, registeredOn, expiresOn, phase, ...autoRenewed, nameServers, statuses, privacy, hosts, ds };
  }

  /** Changes what is registered; answers what is there then. */
  const change = (name: string, how: (domain: RegisteredDomain, held: Held) => Partial<Held>): Held =>
    store.alone(() => {
      const held = find(name);
      const domain = held && shown(held);
      if (!domain) throw new RegistrarError('missing', `${name} is not registered here`);
      const after = { ...held, ...how(domain, held) };
      store.put(after);
      return after;
    });

  const updated =
    (wish: DomainWish) =>
    (domain: RegisteredDomain): Partial<Held> => {
      refuseUnchangeable(domain);
      refuseServers(wish, domain);
      refuseDs(wish);
      for (const { name } of domain.hosts) {
        if (wish.hosts.some((host) => host.name === name)) continue;
        const user = store.usersOf(name).find((one) => one !== wish.name);
        if (user) throw refused(`${name} is in use by ${user}`);
      }
      const held = wish.hold ?? domain.statuses.includes('clientHold');
      const others = domain.statuses.filter(
        (status) => !locks.includes(status) && status !== 'clientHold' && !status.startsWith('pending'),
      );
      return {
        nameServers: [...wish.nameServers],
        hosts: wish.hosts.map(({ name, addresses }) => ({ name, addresses: [...addresses] })),
        statuses: [...others, ...(wish.locked ? locks : []), ...(held ? (['clientHold'] as const) : [])],
        privacy: wish.privacy ?? domain.privacy,
        ds: wish.ds ?? domain.ds,
      };
    };

  const renewed =
    (expiresOn: string, years: number) =>
    (domain: RegisteredDomain): Partial<Held> => {
      // Renewed by an earlier try, or by the registry: once is enough.
      if (domain.expiresOn !== expiresOn) return {};
      const { name, phase } = domain;
      if (phase !== 'active' && phase !== 'grace') throw refused(`${name} is in ${phase}`);
      if (years < 1 || years > yearsLeft(expiresOn, today(), tldFor(name)))
        throw refused(`${name} cannot last that long`);
      return { expiresOn: addYears(expiresOn, years), lapsed: undefined };
    };

  const restored = ({ name, phase, expiresOn }: RegisteredDomain): Partial<Held> => {
    // Restored by an earlier try.
    if (phase === 'active') return {};
    if (phase !== 'redemption') throw refused(`${name} is in ${phase}`);
    return { expiresOn: addYears(expiresOn, 1), deletedOn: undefined, lapsed: undefined };
  };

  const given = ({ name, phase, statuses, hosts }: RegisteredDomain, held: Held): Partial<Held> => {
    // Deleted by an earlier try.
    if (phase === 'redemption' || phase === 'pending_delete') return {};
    const forbids = statuses.find((status) => status === 'serverDeleteProhibited' || status.startsWith('pending'));
    const user = hosts.flatMap((host) => store.usersOf(host.name)).find((one) => one !== name);
    if (forbids || user) throw refused(`${name} cannot be deleted: ${forbids ?? user}`);
    return {
      ...deleted(held, today()),
      statuses: statuses.filter((status) => !locks.includes(status)),
      hosts: [],
      nameServers: held.nameServers.filter((server) => !hosts.some((host) => host.name === server)),
    };
  };

  return {
    kind,
    ...simulatedTransfers({ store, now }),
    read: async (name) => {
      const held = find(name);
      return held && shown(held);
    },
    update: async (wish, call) => {
      call?.admit(0);
      return shown(change(wish.name, updated(wish)))!;
    },
    renew: async (name, expiresOn, years, call) => {
      call?.admit(0);
      return shown(change(name, renewed(expiresOn, years)))!;
    },
    restore: async (name, call) => {
      call?.admit(0);
      return shown(change(name, restored))!;
    },
    delete: async (name, call) => {
      call?.admit(0);
      change(name, given);
    },
    authCode: async (name, call) => {
      const code = randomSecret().slice(0, 20);
      const authHash = await sha256(code);
      call?.admit(0);
      change(name, ({ statuses }) => {
        if (statuses.includes('serverTransferProhibited')) throw refused(`${name} cannot be moved`);
        return { authHash };
      });
      return code;
    },
    registrant: async (name) => {
      const held = find(name);
      return held && shown(held) ? held.registrant : undefined;
    },
    setRegistrant: async (name, contact, call) => {
      call?.admit(0);
      change(name, (domain) => {
        refuseUnchangeable(domain);
        const missing = missingFor(name, contact);
        if (missing) throw refused(`${name} wants ${missing}`);
        return { registrant: { ...contact, extra: { ...contact.extra } } };
      });
      return 'done';
    },
    clearAuthCode: async (name, call) => {
      call?.admit(0);
      change(name, () => ({ authHash: undefined }));
    },
    adopt: async (domains) =>
      store.alone(() =>
        domains.forEach((domain) =>
          store.put({ ...heldFrom(domain), ...(domain.expiresOn <= today() ? { lapsed: true } : {}) }),
        ),
      ),
    close: async () => store.close(),
  };
}

export const heldFrom = ({ locked, privacy, statuses = [], ds = [], ...known }: KnownDomain): Held => ({
  ...known,
  ds,
  statuses: locked ? [...statuses, ...locks] : [...statuses],
  privacy: privacy ?? false,
});
