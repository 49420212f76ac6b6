import type Libsql from 'libsql';
import { type RecordType, type RRset, rrsetKey, type RRsetChange } from '../../domains/records.ts';
import { nextSerial } from '../../domains/rules-serial.ts';
import { sameRRset } from '../../domains/rules-zone.ts';
import { ownFile } from '../own-file.ts';
import { DnsError, type DnsZone } from './port.ts';
import { allRRsets, checkAlone, checkOnce, checkRRset } from './servable.ts';
import type { Labels } from './wire.ts';

export interface StoredZone {
  readonly id: bigint;
  readonly name: string;
  readonly serial: number;
}

/** Zones in a libSQL file: what the embedded name server reads, and the writes of its port, each one transaction. */
export interface ZoneStore {
  findZone(name: string): StoredZone | undefined;
  /** The RRsets of one owner. */
  at(zone: bigint, path: string): readonly RRset[];
  /** True when a name below has records: this one then exists as well (RFC 4592 §2.2.2). */
  hasBelow(zone: bigint, path: string): boolean;
  /** All RRsets, without SOA. */
  all(zone: bigint): readonly RRset[];
  /** Makes the zones exactly these, all or none. */
  ensureAll(zones: readonly DnsZone[]): void;
  change(zone: string, changes: readonly RRsetChange[]): void;
  remove(zone: string): void;
  close(): void;
}

interface Row {
  readonly name: string;
  readonly type: RecordType;
  readonly ttl: number;
  readonly records: string;
}

/** A label from the wire as text: bytes that no name here has are escaped, NUL and full stop among them. */
const escaped = (label: string) => label.replace(/[^\w*-]/g, (byte) => `\\${byte.charCodeAt(0)}`);

/** Labels as the name that a zone would have. */
export const textOf = (labels: Labels): string => labels.map(escaped).join('.');

/**
 * An owner by its labels from the right, a full stop behind each; the apex is empty. So all that is below a name
 * begins as it does, in one range of the index.
 */
export const pathOf = (labels: Labels): string =>
  labels
    .map((label) => `${escaped(label)}.`)
    .toReversed()
    .join('');
const pathOfOwner = (owner: string) => (owner === '@' ? '' : pathOf(owner.split('.')));

const rrsetOf = ({ name, type, ttl, records }: Row): RRset => ({ name, type, ttl, records: JSON.parse(records) });

function isSame(held: readonly RRset[], wanted: readonly RRset[]): boolean {
  const known = new Map(held.map((rrset) => [rrsetKey(rrset), rrset]));
  const same = (rrset: RRset) => {
    const old = known.get(rrsetKey(rrset));
    return old !== undefined && sameRRset(old, rrset);
  };
  return held.length === wanted.length && wanted.every(same);
}

const tables = `
  create table if not exists zones (id integer primary key, name text not null unique, serial integer not null);
  create table if not exists rrsets (
    zone integer not null, path text not null, type text not null, name text not null,
    ttl integer not null, records text not null,
    primary key (zone, path, type)
  ) without rowid;
`;

function prepare(db: InstanceType<typeof Libsql>) {
  return {
    zone: db.prepare('select id, name, serial from zones where name = ?'),
    at: db.prepare('select name, type, ttl, records from rrsets where zone = ? and path = ?'),
    below: db.prepare('select 1 from rrsets where zone = ? and path > ? and path < ? limit 1'),
    all: db.prepare('select name, type, ttl, records from rrsets where zone = ? order by path, type'),
    addZone: db.prepare('insert into zones (name, serial) values (?, ?)'),
    bump: db.prepare('update zones set serial = ? where id = ?'),
    put: db.prepare('insert or replace into rrsets (zone, path, type, name, ttl, records) values (?, ?, ?, ?, ?, ?)'),
    drop: db.prepare('delete from rrsets where zone = ? and path = ? and type = ?'),
    dropAll: db.prepare('delete from rrsets where zone = ?'),
    dropZone: db.prepare('delete from zones where id = ?'),
  };
}

/** Opens the file, in a folder that is made when it is missing, or `:memory:`. `now` gives the day of the serials. */
export function zoneStore(path: string, now: () => number): ZoneStore {
  const { use, alone, close } = ownFile({
    path,
    tables,
    prepare,
    isOurs: (error) => error instanceof DnsError,
    unreachable: (message, options) => new DnsError('unreachable', `zones: ${message}`, options),
  });
  const today = () => new Date(now()).toISOString().slice(0, 10);

  function findZone(name: string): StoredZone | undefined {
    const row = use().zone.get([name]) as { id: number; name: string; serial: number } | undefined;
    return row && { ...row, id: BigInt(row.id) };
  }
  const at = (zone: bigint, owner: string) => (use().at.all([zone, owner]) as Row[]).map(rrsetOf);
  const all = (zone: bigint) => (use().all.all([zone]) as Row[]).map(rrsetOf);

  function put(id: bigint, zone: string, rrset: RRset): void {
    checkRRset(rrset, zone);
    const { name, type, ttl, records } = rrset;
    use().put.run([id, pathOfOwner(name), type, name, BigInt(ttl), JSON.stringify(records)]);
  }
  function checkCnames(id: bigint, touched: readonly { readonly name: string }[]): void {
    for (const name of new Set(touched.map((one) => one.name))) {
      const there = at(id, pathOfOwner(name));
      checkAlone(
        name,
        there.map(({ type }) => type),
      );
    }
  }

  function ensureOne(zone: DnsZone): void {
    const on = use();
    const { name } = zone;
    const wanted = allRRsets(zone);
    const held = findZone(name);
    if (held && isSame(all(held.id), wanted)) return;
    checkOnce(wanted);
    const serial = BigInt(nextSerial(held?.serial, today()));
    if (held) {
      on.dropAll.run([held.id]);
      on.bump.run([serial, held.id]);
    }
    const id = held?.id ?? BigInt(on.addZone.run([name, serial]).lastInsertRowid);
    for (const rrset of wanted) put(id, name, rrset);
    checkCnames(
      id,
      wanted.filter(({ type }) => type === 'CNAME'),
    );
  }

  return {
    findZone,
    at,
    all,
    // Nothing in a path sorts behind `~`
    hasBelow: (zone, owner) => use().below.get([zone, owner, `${owner}~`]) !== undefined,
    ensureAll: (zones) => alone(() => zones.forEach(ensureOne)),
    change: (name, changes) =>
      alone((on) => {
        const zone = findZone(name);
        if (!zone) throw new DnsError('zone_missing', `no zone ${name}`);
        checkOnce(changes);
        for (const change of changes) {
          if (change.op === 'set') put(zone.id, name, change);
          else on.drop.run([zone.id, pathOfOwner(change.name), change.type]);
        }
        checkCnames(zone.id, changes);
        on.bump.run([BigInt(nextSerial(zone.serial, today())), zone.id]);
      }),
    remove: (name) =>
      alone((on) => {
        const zone = findZone(name);
        if (!zone) return;
        on.dropAll.run([zone.id]);
        on.dropZone.run([zone.id]);
      }),
    close,
  };
}
