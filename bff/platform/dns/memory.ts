import type { Ds } from '../../domains/dnssec/ds.ts';
import { nextSerial } from '../../domains/rules-serial.ts';
import { type RRset, rrsetKey } from '../../domains/records.ts';
import { sameRRset } from '../../domains/rules-zone.ts';
import { DnsError, type DnsPort, type DnsZone } from './port.ts';
import { allRRsets, checkAlone, checkOnce, checkRRset } from './servable.ts';

interface Held {
  readonly rrsets: ReadonlyMap<string, RRset>;
  readonly serial: number;
}

/** Zones in memory: the connector of stories and component tests. It answers no questions of resolvers. */
export function memoryDns(): DnsPort {
  const zones = new Map<string, Held>();

  function hold(name: string, rrsets: ReadonlyMap<string, RRset>): void {
    const types = Map.groupBy(rrsets.values(), (rrset) => rrset.name);
    for (const [owner, together] of types) {
      checkAlone(
        owner,
        together.map(({ type }) => type),
      );
    }
    zones.set(name, { rrsets, serial: nextSerial(zones.get(name)?.serial, new Date().toISOString().slice(0, 10)) });
  }

  function ensure(zone: DnsZone): void {
    const wanted = allRRsets(zone);
    checkOnce(wanted);
    for (const rrset of wanted) checkRRset(rrset, zone.name);
    const held = zones.get(zone.name)?.rrsets;
    const same = (rrset: RRset) => {
      const old = held?.get(rrsetKey(rrset));
      return old !== undefined && sameRRset(old, rrset);
    };
    if (held?.size === wanted.length && wanted.every(same)) return;
    hold(zone.name, new Map(wanted.map((rrset) => [rrsetKey(rrset), rrset])));
  }

  /** Nobody asks it, so nothing is signed: a key is a number and its digest. */
  const keys = new Map<string, Ds>();
  let lastKey = 0;
  const newKey = (): Ds => ({
    keyTag: (lastKey += 1),
    algorithm: 13,
    digestType: 2,
    digest: lastKey.toString(16).toUpperCase().padStart(64, '0'),
  });

  return {
    kind: 'memory',
    signs: true,
    async sign(name, call) {
      call?.admit(0);
      if (!zones.has(name)) throw new DnsError('zone_missing', `no zone ${name}`);
      const key = keys.get(name) ?? newKey();
      keys.set(name, key);
      return [key];
    },
    withdraw: async (_, call) => call?.admit(0),
    async unsign(name, call) {
      call?.admit(0);
      keys.delete(name);
    },
    async ensureZone(zone, call) {
      call?.admit(0);
      ensure(zone);
    },
    createZones: async (many) => many.forEach(ensure),
    async change(name, changes, call) {
      call?.admit(0);
      const zone = zones.get(name);
      if (!zone) throw new DnsError('zone_missing', `no zone ${name}`);
      checkOnce(changes);
      const rrsets = new Map(zone.rrsets);
      for (const change of changes) {
        if (change.op === 'delete') {
          rrsets.delete(rrsetKey(change));
          continue;
        }
        const { name: owner, type, ttl, records } = change;
        const rrset = { name: owner, type, ttl, records: [...records] };
        checkRRset(rrset, name);
        rrsets.set(rrsetKey(rrset), rrset);
      }
      hold(name, rrsets);
    },
    async removeZone(name, call) {
      call?.admit(0);
      zones.delete(name);
      keys.delete(name);
    },
    serial: async (name) => zones.get(name)?.serial,
    readZone: async (name) => {
      const zone = zones.get(name);
      return zone && [...zone.rrsets.values()];
    },
    close: async () => {},
  };
}
