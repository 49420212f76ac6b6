import type { RRset } from '../../bff/domains/records.ts';
import { checkChanges, standardLimits } from '../../bff/domains/rules.ts';
import { planImport } from '../../bff/domains/zone-file/rules-plan.ts';
import { readZoneFile } from '../../bff/domains/zone-file/rules-read.ts';
import { writeZoneFile } from '../../bff/domains/zone-file/rules-write.ts';
import { nameServerBench } from './name-server.ts';
import { inTurn, samples, timed, timesInTurn, type Row } from './measure.ts';

/** A zone file of 5,000 records, read and compared with a zone where each has another TTL, against JSON.parse of the zone. */
async function fileBench(rrsets: readonly RRset[], text: string): Promise<Row> {
  const file = writeZoneFile('example.net', rrsets);
  const before = rrsets.map((rrset) => ({ ...rrset, ttl: 7200 }));
  const zone = { zone: 'example.net', nameServers: ['ns1.example.org'], rrsets: before, limits: standardLimits };
  const plan = () => {
    const { check } = planImport(readZoneFile(file, 'example.net', standardLimits), zone, true);
    if (check.diff.length !== 5000) throw new Error('the file was not read as expected');
  };
  const { ours, beside } = await timesInTurn({ ours: plan, beside: () => JSON.parse(text) as unknown }, samples(20));
  return { id: 'QZ5', ours: `${ours.toFixed(1)} ms`, beside: `${beside.toFixed(1)} ms`, value: ours };
}

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
  return [
    timed('QZ1', await inTurn(check, () => JSON.parse(text) as unknown, 40)),
    await fileBench(rrsets, text),
    ...(await nameServerBench(rrsets)),
  ];
}
