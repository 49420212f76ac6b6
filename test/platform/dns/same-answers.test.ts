import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as fc from 'fast-check';
import { type RRset, rrsetKey } from '../../../bff/domains/records.ts';
import { absolute, applyChanges } from '../../../bff/domains/rules.ts';
import { embeddedDns } from '../../../bff/platform/dns/embedded.ts';
import { history, nameServers, zone } from '../../unit/domains/arbitraries.ts';
import { ask } from './ask.ts';
import type { Subject } from './contract.ts';
import { lackingPowerDns, realPowerDns } from './real.ts';

const numbers: Readonly<Record<string, string>> = { HTTPS: 'TYPE65', SVCB: 'TYPE64' };
const others = ['@', 'nothing', 'x.nothing', '*', 'x.sub', 'a', 'y.a', 'b', 'z.b', '_tcp', 'x._tcp', 'deep.www'];
const otherTypes = ['A', 'MX', 'DS', 'NS', 'CNAME'];

/** What both must agree on: not the serial, and not which addresses are added without need. */
async function answerOf(port: number, name: string, type: string) {
  const { rcode, authoritative, answers, authorities } = await ask(port, name, type, { tcp: true, udpSize: 1232 });
  // PowerDNS leaves the SOA out when an ALIAS has no such address
  const delegation = authorities.filter((text) => text.split(' ')[2] !== 'SOA').toSorted();
  return { rcode, authoritative, answers: answers.toSorted(), delegation };
}

// PowerDNS 4.7 answers nothing for names that a wildcard ALIAS stands for, wherever it points
const comparable = ({ name, type }: RRset) => type !== 'ALIAS' || !name.startsWith('*');

const skip = lackingPowerDns();

describe('the embedded name server', { skip }, () => {
  let real: Subject;
  before(async () => {
    real = await realPowerDns();
  });
  after(() => real.stop());

  test('answers as PowerDNS does, whatever the zone', async () => {
    const embedded = await embeddedDns({ path: ':memory:', port: 0 });
    const realPort = real.dnsPort ?? 0;
    await fc
      .assert(
        fc.asyncProperty(history, async (steps) => {
          const rrsets = steps
            .reduce<readonly RRset[]>((held, { changes }) => applyChanges(held, changes), [])
            .filter(comparable);
          const whole = { name: zone, nameServers, rrsets };
          await Promise.all([real.dns.ensureZone(whole), embedded.ensureZone(whole)]);
          const questions = [
            ...rrsets.filter(({ type }) => type !== 'ALIAS'),
            ...[...others, ...rrsets.map(({ name }) => name)].flatMap((name) =>
              otherTypes.map((type) => ({ name, type })),
            ),
          ];
          for (const { name, type } of new Map(questions.map((one) => [rrsetKey(one), one])).values()) {
            const asked = [absolute(name, zone), numbers[type] ?? type] as const;
            assert.deepEqual(
              await answerOf(embedded.port, ...asked),
              await answerOf(realPort, ...asked),
              asked.join(' '),
            );
          }
        }),
        { numRuns: 40 },
      )
      .finally(() => embedded.close());
  });
});
