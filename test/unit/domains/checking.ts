import type { RecordType, RRset, RRsetChange } from '../../../bff/domains/records.ts';
import { checkChanges, standardLimits, type ZoneLimits } from '../../../bff/domains/rules.ts';

export const set = (name: string, type: RecordType, ...records: string[]): RRsetChange => ({
  op: 'set',
  name,
  type,
  ttl: 3600,
  records,
});
export const gone = (name: string, type: RecordType): RRsetChange => ({ op: 'delete', name, type });
export const has = (name: string, type: RecordType, ...records: string[]): RRset => ({
  name,
  type,
  ttl: 3600,
  records,
});
export const check = (rrsets: readonly RRset[], changes: readonly RRsetChange[], limits: Partial<ZoneLimits> = {}) =>
  checkChanges({
    zone: 'example.nl',
    nameServers: ['ns1.hc.test', 'ns.example.nl'],
    rrsets,
    changes,
    limits: { ...standardLimits, ...limits },
  });
export const errors = (rrsets: readonly RRset[], ...changes: RRsetChange[]) => check(rrsets, changes).errors;
