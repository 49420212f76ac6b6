import { addDays, dayOf } from '../../domains/days.ts';
import { addYears } from '../../domains/registry/rules.ts';
import { sha256 } from '../../store/hash.ts';
import { RegistrarError, type KnownDomain } from './port.ts';
import { refused, tldFor } from './refusals.ts';
import { phaseAt, renewedAlone } from './simulated-days.ts';
import { heldFrom, type Held, type RegistryStore } from './registry.ts';
import { isApproved, type RegistryTransfer, type TransferPort, type TransferState } from './transfers.ts';

/** A move as the simulated registry keeps it. */
export interface HeldTransfer {
  readonly state: TransferState;
  readonly from: string;
  readonly to: string;
  readonly askedAt: string;
  readonly actsAt: string;
}

/** What other registrars do at the simulated registry. */
export interface Others {
  /** Registers it through another one, who gave out that code. */
  register(domain: KnownDomain, code: string): Promise<void>;
  /** Another one asks for what we have. */
  askFor(name: string, code: string): Promise<void>;
  /** The other one answers what we asked for, or withdraws what he asked for. */
  answer(name: string, how: 'approve' | 'reject' | 'cancel'): Promise<void>;
}

const us = 'us';
const other = 'another registrar';
export const isOurs = ({ sponsor = us }: Held): boolean => sponsor === us;
export const isMoving = ({ transfer }: Held): boolean => transfer?.state === 'pending';

function ended(held: Held, state: TransferState, at: number): Held {
  const transfer = { ...held.transfer!, state, actsAt: new Date(at).toISOString() };
  if (!isApproved(state)) return { ...held, transfer };
  const { transferYears, maxYears } = tldFor(held.name);
  const on = dayOf(at, 'UTC');
  const expiresOn = [addYears(held.expiresOn, transferYears), addYears(on, maxYears)].toSorted()[0]!;
  return {
    ...held,
    transfer,
    sponsor: transfer.to,
    authHash: undefined,
    transferredOn: on,
    expiresOn,
    statuses: held.statuses.filter((status) => status.startsWith('server')),
  };
}

/** Who did not answer in time has agreed. */
export function settled(held: Held, now: number): Held {
  const due = Date.parse(held.transfer?.actsAt ?? '');
  return isMoving(held) && now >= due ? ended(held, 'serverApproved', due) : held;
}

interface Registry {
  readonly store: RegistryStore;
  readonly now: () => number;
}

/** The moves of the simulated registry: its rules are those of RFC 5731 §3.2.4 and of ICANN's transfer policy. */
export function simulatedTransfers({ store, now }: Registry): TransferPort & { readonly others: Others } {
  const find = (name: string): Held | undefined => {
    const held = store.find(name);
    return held && renewedAlone(settled(held, now()), dayOf(now(), 'UTC'));
  };
  const phase = (held: Held) => phaseAt(held, dayOf(now(), 'UTC'));
  const there = (name: string): Held => {
    const held = find(name);
    if (!held || phase(held) === 'gone') throw new RegistrarError('missing', `${name} is not registered`);
    return held;
  };
  const put = (held: Held, tell?: boolean): void => {
    store.put(held);
    if (tell) store.tell(held.name);
  };

  function asked(name: string, hash: string, to: string): Held {
    const held = there(name);
    const from = held.sponsor ?? us;
    const { transferDays, stayDays } = tldFor(name);
    // Asked for by an earlier try.
    if (held.transfer?.to === to && (isMoving(held) || from === to)) return held;
    if (from === to) throw refused(`${name} is there already`);
    if (held.authHash === undefined || held.authHash !== hash)
      throw new RegistrarError('wrong_code', `${name} has another code`);
    if (isMoving(held)) throw refused(`${name} is on its way to somebody else`);
    const forbids = held.statuses.find((status) => status.endsWith('TransferProhibited'));
    if (forbids) throw refused(`${name} cannot be moved: ${forbids}`);
    const at = phase(held);
    if (at !== 'active' && at !== 'grace') throw refused(`${name} is in ${at}`);
    if (addDays(held.transferredOn ?? held.registeredOn, stayDays) > dayOf(now(), 'UTC'))
      throw refused(`${name} was registered or moved less than ${stayDays} days ago`);
    const [askedAt, actsAt] = [0, transferDays].map((days) => new Date(now() + days * 86_400_000).toISOString());
    const moving = { ...held, transfer: { state: 'pending' as const, from, to, askedAt: askedAt!, actsAt: actsAt! } };
    return transferDays ? moving : ended(moving, 'serverApproved', now());
  }

  const answers = { approve: 'clientApproved', reject: 'clientRejected', cancel: 'clientCancelled' } as const;

  function answered(name: string, how: keyof typeof answers, by: string): Held {
    const held = there(name);
    const { transfer } = held;
    if (!transfer || (transfer.to !== by && transfer.from !== by)) throw refused(`${name} is not on its way`);
    if (transfer.state !== 'pending') return held;
    if ((how === 'cancel' ? transfer.to : transfer.from) !== by) throw refused(`that is for the other registrar`);
    return ended(held, answers[how], now());
  }

  const shown = ({ name, transfer }: Held): RegistryTransfer | undefined =>
    transfer && {
      name,
      state: transfer.state,
      incoming: transfer.to === us,
      askedAt: transfer.askedAt,
      actsAt: transfer.actsAt,
    };

  const write = (body: () => Held, tell?: boolean): Held =>
    store.alone(() => {
      const held = body();
      put(held, tell);
      return held;
    });

  return {
    look: async (name) => {
      const held = find(name);
      if (!held || phase(held) === 'gone') return undefined;
      const { registeredOn, expiresOn, transferredOn, statuses } = held;
      return { ours: isOurs(held), statuses, registeredOn, expiresOn, transferredOn };
    },
    askFor: async (name, code, call) => {
      const hash = await sha256(code);
      call?.admit(0);
      return shown(write(() => asked(name, hash, us)))!;
    },
    transfer: async (name) => {
      const held = find(name);
      return held && shown(held);
    },
    endTransfer: async (name, how, call) => {
      call?.admit(0);
      return shown(write(() => answered(name, how, us)))!;
    },
    poll: async () =>
      store.alone(() => {
        for (const held of store.moving()) {
          const after = settled(held, now());
          if (after !== held) put(after, true);
        }
        return store.oldestNotice();
      }),
    acknowledge: async (id) => store.dropNotice(id),
    others: {
      register: async (domain, code) => {
        const authHash = await sha256(code);
        store.alone(() => put({ ...heldFrom(domain), sponsor: other, authHash }));
      },
      askFor: async (name, code) => {
        const hash = await sha256(code);
        write(() => asked(name, hash, other), true);
      },
      answer: async (name, how) => void write(() => answered(name, how, other), true),
    },
  };
}
