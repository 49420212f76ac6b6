import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { dailyDrift } from '../../../../bff/domains/drift/job.ts';
import { domains } from '../../../../bff/domains/schema.ts';
import { forgetRestore } from '../../../../bff/jobs/restored.ts';
import { jobTable } from '../../../../bff/jobs/outbox.ts';
import { harness } from '../../harness.ts';
import { drifting } from './visit.ts';

const here = drifting();
const { alike, dns, look, now, read, registrar, www } = here;

test('drift: a night settles few; where many differ it only tells', async () => {
  const world = await harness({ registrar, dns, now: () => now });
  try {
    const there = await world.label('south');
    const owner = await world.customer(there.id, 'Crumb');
    const names = Array.from({ length: 40 }, (_, at) => `crumb${at}.com`);
    for (const name of names)
      await world.domain(there.id, owner, name, [www], {
        ownNameServers: false,
        nameServers: ['ns1.example.net', 'ns2.example.net'],
        locked: false,
      });
    const night = async () => {
      await world.store.labels.use(there.id, (one) => dailyDrift(one, now));
      world.bff.jobs.wake(there.id);
      await world.bff.jobs.idle(there.id);
    };
    const expiry = (name: string) =>
      world.store.labels.use(there.id, async ({ db }) => {
        const [row] = await db.select().from(domains).where(eq(domains.name, name));
        return row?.expiresOn;
      });
    await registrar.renew(names[0]!, '2027-03-14', 1);
    await night();
    assert.equal(await expiry(names[0]!), '2028-03-14');
    for (const name of names.slice(1, 6)) await registrar.renew(name, '2027-03-14', 1);
    await night();
    assert.equal(await expiry(names[1]!), '2027-03-14');
    const told = world.events.find(({ name }) => name === 'drift_many');
    assert.deepEqual(told?.facts, { label: there.id, differing: 5, domains: 40 });
  } finally {
    await world.close();
  }
});

test('drift: after a restore the night only tells, until somebody has looked', async () => {
  const { id, name } = await alike();
  const held = {
    id: 'job_held',
    kind: 'domains.zone.publish',
    object: 'dom_gone',
    dueAt: new Date(now),
    createdAt: new Date(now),
  };
  await here.h.store.labels.use(here.label.id, ({ db }) =>
    db.insert(jobTable).values({ ...held, state: 'failed', error: 'restored' }),
  );
  await registrar.renew(name, '2027-03-14', 1);
  assert.deepEqual(
    (await look(id)).items.map(({ kind }) => kind),
    ['expiry'],
  );
  assert.equal((await read(id)).expiresOn, '2027-03-14');
  assert.equal(await here.h.store.labels.use(here.label.id, ({ db }) => db.transaction(forgetRestore)), 1);
  await look(id);
  assert.equal((await read(id)).expiresOn, '2028-03-14');
});
