import { registrantFields } from '../../platform/registrar/contacts.ts';
import { dsText, type Ds } from '../dnssec/ds.ts';
import { recordTypes, rrsetKey, type RRset, type RRsetDiff } from '../records.ts';
import { diffOf } from '../rules-zone.ts';

export const driftKinds = [
  'expiry',
  'state',
  'statuses',
  'lock',
  'hold',
  'registrant',
  'privacy',
  'name_servers',
  'hosts',
  'ds',
  'unregistered',
  'record',
  'zone',
] as const;
export type DriftKind = (typeof driftKinds)[number];

/** What one side has; a record with its TTL in seconds. Null: it has nothing of the kind. */
export interface Value {
  readonly values: readonly string[];
  readonly ttl?: number;
}

export interface Drift {
  readonly kind: DriftKind;
  readonly subject: string;
  readonly ours: Value | null;
  readonly theirs: Value | null;
}

/** Whose side wins. */
export type Side = 'ours' | 'theirs';

interface Rule {
  /** Without asking anybody; of a record by which side lacks it. */
  readonly alone?: Side | ((drift: Drift) => Side | undefined);
  /** What a person may choose. */
  readonly may: readonly Side[] | ((drift: Drift) => readonly Side[]);
  readonly where: 'registry' | 'name_server';
}

/** What becomes of each difference: the registry decides what only it can, ours is what a customer set, and the rest is asked. */
export const driftRules: Readonly<Record<DriftKind, Rule>> = {
  expiry: { alone: 'theirs', may: ['theirs'], where: 'registry' },
  state: { alone: 'theirs', may: ['theirs'], where: 'registry' },
  statuses: { alone: 'theirs', may: ['theirs'], where: 'registry' },
  // One that was taken off there may be the first step of a theft: that is asked.
  lock: {
    alone: ({ theirs }) => (theirs && isOn(theirs) ? 'theirs' : undefined),
    may: ['ours', 'theirs'],
    where: 'registry',
  },
  // What else it is held for, as abuse, is none of the customer's to let go.
  hold: {
    alone: ({ ours }) => (ours && isOn(ours) ? 'ours' : undefined),
    may: ({ ours }) => (ours && isOn(ours) ? ['ours'] : []),
    where: 'registry',
  },
  registrant: { may: ['ours', 'theirs'], where: 'registry' },
  privacy: { may: ['ours', 'theirs'], where: 'registry' },
  name_servers: { may: ['ours', 'theirs'], where: 'registry' },
  hosts: { may: ['ours', 'theirs'], where: 'registry' },
  // Keys that the zone is not signed with make it unreachable: theirs are never taken.
  ds: { may: ['ours'], where: 'registry' },
  unregistered: { may: [], where: 'registry' },
  record: {
    alone: ({ ours, theirs }) => (!theirs ? 'ours' : !ours ? 'theirs' : undefined),
    may: ['ours', 'theirs'],
    where: 'name_server',
  },
  zone: { alone: 'ours', may: ['ours'], where: 'name_server' },
};

export function aloneOf(drift: Drift): Side | undefined {
  const { alone } = driftRules[drift.kind];
  return typeof alone === 'function' ? alone(drift) : alone;
}

export function mayOf(drift: Drift): readonly Side[] {
  const { may } = driftRules[drift.kind];
  return typeof may === 'function' ? may(drift) : may;
}

/** So many domains may differ before nothing is done without a person: that is an outage somewhere, or a mistake of ours. */
export const fewEnough = (differing: number, all: number): boolean => differing <= Math.max(3, all * 0.05);

/** A registration as far as both sides know it. `null` where there is nothing to compare. */
export interface Registration {
  readonly expiresOn: string | null;
  readonly state: string;
  readonly statuses: readonly string[];
  readonly locked: boolean | null;
  /** It answers nobody, by our own word (clientHold). */
  readonly held: boolean;
  /** Each of `registrantFields`, empty where it is not known. */
  readonly registrant: readonly string[] | null;
  readonly privacy: boolean | null;
  readonly nameServers: readonly string[];
  readonly hosts: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  readonly ds: readonly Ds[] | null;
}

const list = (values: readonly string[]): Value => ({ values: values.toSorted() });
const flag = (on: boolean | null): Value | null => (on === null ? null : { values: [on ? 'on' : 'off'] });

const sides: readonly (readonly [DriftKind, (registration: Registration) => Value | null])[] = [
  ['expiry', ({ expiresOn }) => (expiresOn === null ? null : list([expiresOn]))],
  ['state', ({ state }) => list([state])],
  ['statuses', ({ statuses }) => list(statuses)],
  ['lock', ({ locked }) => flag(locked)],
  ['hold', ({ held }) => flag(held)],
  ['registrant', ({ registrant }) => registrant && { values: registrant }],
  ['privacy', ({ privacy }) => flag(privacy)],
  ['name_servers', ({ nameServers }) => list(nameServers)],
  ['hosts', ({ hosts }) => list(hosts.map(({ name, addresses }) => [name, ...addresses.toSorted()].join(' ')))],
  ['ds', ({ ds }) => (ds === null ? null : list(ds.map(dsText)))],
];

const sameValue = (one: Value | null, other: Value | null): boolean => JSON.stringify(one) === JSON.stringify(other);

/** `theirs` undefined: the registry has no such domain of ours. */
export function compareRegistration(ours: Registration, theirs: Registration | undefined): Drift[] {
  if (!theirs) return [{ kind: 'unregistered', subject: '', ours: list([ours.state]), theirs: null }];
  return sides
    .map(([kind, side]) => ({ kind, subject: '', ours: side(ours), theirs: side(theirs) }))
    .filter(({ kind, ours: one, theirs: other }) => !isUncompared(kind, one) && !sameValue(one, other));
}

/** What nobody here decides is not compared: the ending has no lock, the keys are between two steps. */
const isUncompared = (kind: DriftKind, ours: Value | null): boolean => ours === null && mayBeUnknown.has(kind);
const mayBeUnknown: ReadonlySet<DriftKind> = new Set(['lock', 'registrant', 'privacy', 'ds', 'expiry']);

type RegistrantValues = Partial<Record<(typeof registrantFields)[number], string>>;

/** In one spelling. */
export const registrantValues = (contact: RegistrantValues): string[] =>
  registrantFields.map((field) => {
    const text = (contact[field] ?? '').trim();
    return field === 'email' ? text.toLowerCase() : field === 'country' ? text.toUpperCase() : text;
  });

export const registrantIn = ({ values }: Value): RegistrantValues =>
  Object.fromEntries(registrantFields.map((field, at) => [field, values[at] ?? '']));

/** Of records that both know; the apex NS RRset follows from the label. `theirs` undefined: the server has no such zone. */
export function compareZone(ours: readonly RRset[], theirs: readonly RRset[] | undefined): Drift[] {
  if (!theirs) return [{ kind: 'zone', subject: '', ours: list([]), theirs: null }];
  const known = theirs.filter(({ name, type }) => recordTypes.includes(type) && !(name === '@' && type === 'NS'));
  return diffOf(ours, known).map(({ name, type, before, after }) => ({
    kind: 'record',
    subject: rrsetKey({ name, type }),
    ours: before ? recordValue(before) : null,
    theirs: after ? recordValue(after) : null,
  }));
}

const recordValue = ({ ttl, records }: RRset): Value => ({ values: [...records], ttl });

/** The line of a change set that makes ours what theirs is. */
export function takenRecord({ subject, ours, theirs }: Drift): RRsetDiff {
  const [name, type] = subject.split(' ') as [string, RRset['type']];
  const rrset = ({ values, ttl }: Value): RRset => ({ name, type, ttl: ttl ?? 3600, records: [...values] });
  return { name, type, ...(ours ? { before: rrset(ours) } : {}), ...(theirs ? { after: rrset(theirs) } : {}) };
}

export const hostsIn = ({ values }: Value) =>
  values.map((line) => {
    const [name = '', ...addresses] = line.split(' ');
    return { name, addresses };
  });

export const isOn = ({ values }: Value): boolean => values[0] === 'on';
