import type { RRset } from '../../bff/domains/records.ts';
import { checkChanges, standardLimits } from '../../bff/domains/rules.ts';
import { nameServerBench } from './name-server.ts';
import { inTurn, timed, type Row } from './measure.ts';

/** A change of every TTL in a zone of 5,000 RRsets, against reading the same zone as JSON. */
export async function dnsBench(): Promise<Row[]> {
  const rrsets: RRset[] = Array.from({ length: 5000 }, (_, at) => ({
    name: `host-${at}`,
    type: 'A',
    ttl: 3600,
    records: [`192.0.2.${at % 250}`],
  }));
  const changes = rrsets.map((rrset) => ({ op: 'set' as const, ...rrset, ttl: 7200 }));
  const text = JSON.stringify(rrsets);
  const check = () => {
    const { errors, diff } = checkChanges({
      zone: 'example.net',
      nameServers: ['ns1.example.org'],
      rrsets,
      changes,
      limits: standardLimits,
    });
    if (Object.keys(errors).length || diff.length !== 5000)
      throw new Error('the change set was not judged as expected');
  };
  return [timed('QZ1', await inTurn(check, () => JSON.parse(text) as unknown, 40)), ...(await nameServerBench(rrsets))];
}
