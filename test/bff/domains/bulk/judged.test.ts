import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { BulkWish } from '../../../../bff/domains/bulk/input.ts';
import { memoryDatabases } from '../../../../bff/store/open.ts';
import { bulkWorld } from './visit.ts';

// What is asked of the databases in memory, in all.
let asked = 0;
const counted = () => {
  const databases = memoryDatabases();
  return {
    ...databases,
    open: (name: string) => {
      const opened = databases.open(name);
      const execute = opened.client.execute.bind(opened.client);
      opened.client.execute = (...args: Parameters<typeof execute>) => {
        asked += 1;
        return execute(...args);
      };
      return opened;
    },
  };
};

let world: Awaited<ReturnType<typeof bulkWorld>>;
before(async () => void (world = await bulkWorld({ databases: counted() })));
after(() => world.h.close());

const names = ['ns1.elsewhere.example', 'ns2.elsewhere.example'];
const wishes: BulkWish[] = [
  { action: 'domains.lock.edit', input: { locked: true } },
  { action: 'domains.privacy.edit', input: { privacy: true } },
  { action: 'domains.renewal.stop', input: {} },
  { action: 'domains.renewal.resume', input: {} },
  { action: 'domains.nameservers.edit', input: { own: true } },
  { action: 'domains.nameservers.edit', input: { own: false, nameServers: names } },
  { action: 'domains.template.apply', input: { template: 'parked' } },
];

const domain = fc.record({
  ending: fc.constantFrom('com', 'nl', 'de', 'example'),
  state: fc.constantFrom('active', 'active', 'active', 'expired', 'redemption', 'pending_create', 'released'),
  autoRenew: fc.boolean(),
  ownNameServers: fc.boolean(),
  locked: fc.boolean(),
  privacy: fc.boolean(),
  statuses: fc.constantFrom([], [], ['serverUpdateProhibited'], ['pendingTransfer']),
});
type Made = typeof domain extends fc.Arbitrary<infer T> ? T : never;

let made = 0;
const make = ({ ending, ...more }: Made) =>
  world.h.domain(world.label.id, world.customer, `any${(made += 1)}.${ending}`, [], {
    ...more,
    nameServers: more.ownNameServers ? ['ns1.north.example', 'ns2.north.example'] : names,
    statuses: [...more.statuses] as never[],
  } as Parameters<typeof world.h.domain>[4]);

test('D19: a run does what its preview says, whatever the domains are and whatever is wished', async () => {
  // So many at most as a preview names beside a reason.
  const many = fc.array(domain, { minLength: 1, maxLength: 5 });
  const property = fc.asyncProperty(many, fc.constantFrom(...wishes), async (rows, wish) => {
    const ids: string[] = [];
    for (const row of rows) ids.push(await make(row));
    const which = { domains: ids };
    const before = await world.preview(which, wish);
    const run = await world.done(which, wish);
    assert.deepEqual(
      [run.counts.changed, run.counts.same, run.counts.refused, run.counts.waiting],
      [before.changed, before.same, before.refused, 0],
    );
    const refused = (await world.items(run.id, '?state=refused')).items;
    const said = before.reasons.flatMap(({ code, reason, domains }) => domains.map(({ id }) => [id, code, reason]));
    assert.deepEqual(refused.map(({ domain: { id }, code, reason }) => [id, code, reason]).sort(), said.sort());
  });
  await fc.assert(property, { numRuns: 60 });
});

test('D19: a preview asks the database a few times for each hundred, however many there are', async () => {
  // Four for each, at most: some are the session's own.
  const cost = async (many: number, wish: BulkWish) => {
    const ids = await world.domains(many);
    const before = asked;
    const { total } = await world.preview({ domains: ids }, wish);
    assert.equal(total, many);
    return asked - before;
  };
  for (const wish of wishes) {
    const [few, hundreds] = [await cost(2, wish), await cost(300, wish)];
    assert.ok(hundreds - few <= 4 * 3, `${wish.action}: ${few} for 2, ${hundreds} for 300`);
  }
});
