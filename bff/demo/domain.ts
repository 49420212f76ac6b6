import { addDays } from '../domains/days.ts';
import type { DomainState } from '../domains/input.ts';
import { phaseOn, stateIn } from '../domains/registry/rules.ts';
import { tldOf } from '../domains/registry/tlds.ts';
import type { RRset, RRsetChange } from '../domains/records.ts';
import { toAscii, toUnicode } from '../domains/rules-names.ts';
import { applyChanges, diffOf } from '../domains/rules-zone.ts';
import { below, randomFrom, uuidOf } from './random.ts';
import type { DemoChange, DemoDomain, DemoHouse, DemoUser } from './types.ts';
import { redirectsOf, type RedirectPlan } from './redirects.ts';
import { zoneOf, type ZoneKind } from './zones.ts';

/** Where and when a demo domain is made. */
export interface Ground {
  readonly house: DemoHouse;
  readonly now: Date;
  /** The label's day. */
  readonly today: string;
}

export interface DomainPlan {
  readonly state?: DomainState;
  /** Days from today, negative for the past; missing for what is not registered. */
  readonly expiresIn?: number;
  readonly years?: number;
  readonly autoRenew?: boolean;
  /** Uses name servers of someone else. */
  readonly elsewhere?: boolean;
  readonly zone?: ZoneKind | readonly RRset[];
  /** Their records join the zone. */
  readonly redirects?: readonly RedirectPlan[];
  readonly changes?: (zone: string, id: string) => readonly DemoChange[];
}

/** A year in cents, and whether the registry knows a transfer lock. */
const endings: Readonly<Record<string, readonly [cents: number, lock: boolean]>> = {
  nl: [875, false],
  be: [1025, false],
  de: [950, false],
  eu: [995, false],
  at: [1495, false],
  ch: [1290, false],
  com: [1295, true],
  net: [1495, true],
  org: [1395, true],
  shop: [3495, true],
  school: [3995, true],
  amsterdam: [3250, true],
  berlin: [4400, true],
  studio: [2995, true],
  cafe: [3895, true],
  dev: [1595, true],
  online: [2795, true],
  frl: [2450, true],
};

const unregistered: readonly DomainState[] = ['pending_create', 'pending_transfer_in', 'failed'];

export function demoDomain({ house, today }: Ground, written: string, plan: DomainPlan = {}): DemoDomain {
  const name = toAscii(written) ?? written;
  const id = `dom_${uuidOf(`domain ${name}`)}`;
  const random = randomFrom(`domain ${name}`);
  const tld = name.slice(name.lastIndexOf('.') + 1);
  const [renewalAmount, hasLock] = endings[tld] ?? [2495, true];
  const registered = !plan.state || !unregistered.includes(plan.state);
  const expiresIn = plan.expiresIn ?? 20 + below(random, 345);
  // Not every ending has every phase after the expiry.
  const phase = phaseOn(today, addDays(today, expiresIn), tldOf(tld));
  const state = registered ? stateIn[phase === 'gone' ? 'pending_delete' : phase] : plan.state!;
  const years = plan.years ?? 1 + below(random, 12);
  const elsewhere = plan.elsewhere ?? false;
  const zone = plan.zone ?? 'website';
  const rrsets = state === 'failed' ? [] : typeof zone === 'string' ? zoneOf(zone, name, house) : zone;
  const changes = plan.changes?.(name, id) ?? [];
  const begun = changes.length > 0 ? rrsetsAfter(changes) : rrsets;
  return {
    id,
    name,
    unicodeName: toUnicode(name),
    tld,
    state,
    registeredOn: registered ? addDays(today, expiresIn - Math.round(years * 365.25)) : null,
    expiresOn: registered ? addDays(today, expiresIn) : null,
    autoRenew: plan.autoRenew ?? true,
    renewalAmount,
    nameServers: elsewhere ? ['ns1.elsewhere.example', 'ns2.elsewhere.example'] : house.nameServers,
    ownNameServers: !elsewhere,
    locked: hasLock && registered ? below(random, 8) > 0 : null,
    changes,
    ...redirectsOf(name, house, begun, plan.redirects ?? []),
  };
}

const rrsetsAfter = (changes: readonly DemoChange[]): RRset[] =>
  changes.reduce<RRset[]>(
    (zone, { diff }) =>
      applyChanges(
        zone,
        diff.map(({ name, type, after }) => (after ? { op: 'set', ...after } : { op: 'delete', name, type })),
      ),
    [],
  );

export interface DemoStep {
  readonly daysAgo: number;
  /** Nobody = the label's staff. */
  readonly user?: DemoUser;
  readonly changes: readonly RRsetChange[];
}

/** The history of a zone that began as `first`, each step at a working hour of its day. */
export function historyOf(
  id: string,
  { now }: Ground,
  staff: string,
  first: readonly RRset[],
  steps: readonly DemoStep[],
): DemoChange[] {
  let zone: readonly RRset[] = [];
  const begin: DemoStep = { daysAgo: 1130, changes: first.map((rrset) => ({ op: 'set', ...rrset })) };
  return [begin, ...steps].map(({ daysAgo, user, changes }, at) => {
    const after = applyChanges(zone, changes);
    const diff = diffOf(zone, after);
    zone = after;
    return {
      id: `chg_${uuidOf(`change ${id} ${at}`)}`,
      version: at + 1,
      at: new Date(now.getTime() - daysAgo * 86_400_000 - (at * 37 + 11) * 60_000),
      userId: user?.id ?? null,
      by: user?.name ?? staff,
      diff,
    };
  });
}
