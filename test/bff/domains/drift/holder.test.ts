import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { registrants } from '../../../../bff/domains/contacts/schema.ts';
import { domains } from '../../../../bff/domains/schema.ts';
import { drifting } from './visit.ts';

const here = drifting();
const { alike, look, registrar, resolve } = here;

const holder = {
  ...{ kind: 'person' as const, name: 'Marieke Molenaar', organisation: '', street: 'Ovenweg 1' },
  ...{ postalCode: '1011 AB', city: 'Amsterdam', state: '', country: 'NL', phone: '+31201234567' },
  ...{ email: 'Marieke@people.example', extra: {} },
};
/** One whose holder the registry was told by us. */
async function told() {
  const one = await alike();
  const { extra, ...contact } = holder;
  await here.h.store.labels.use(here.label.id, ({ db }) =>
    db.insert(registrants).values({ domainId: one.id, told: { contact, extra } }),
  );
  await registrar.setRegistrant(one.name, holder);
  return one;
}

test('drift: the holder is compared as the registry was told; another one is shown, and each side can win', async () => {
  for (const side of ['ours', 'theirs'] as const) {
    const { id, name } = await told();
    assert.deepEqual((await look(id)).items, []);
    const thief = { ...holder, name: 'Tessa Dief', email: 'tessa@elsewhere.example' };
    await registrar.setRegistrant(name, thief);
    const found = await look(id);
    assert.deepEqual(
      found.items.map(({ kind, ours, theirs }) => [kind, ours?.values[0], theirs?.values[0], theirs?.values.at(-1)]),
      [['registrant', 'Marieke Molenaar', 'Tessa Dief', 'tessa@elsewhere.example']],
    );
    assert.equal((await resolve(id, found, side)).status, 200);
    await here.h.bff.jobs.idle(here.label.id);
    const there = await registrar.registrant(name);
    const [row] = await here.h.store.labels.use(here.label.id, ({ db }) =>
      db.select().from(domains).where(eq(domains.id, id)),
    );
    if (side === 'ours') assert.deepEqual([there?.name, there?.street], ['Marieke Molenaar', 'Ovenweg 1']);
    else assert.deepEqual([there?.name, row?.ownerName], ['Tessa Dief', 'Tessa Dief']);
    assert.deepEqual((await look(id)).items, []);
  }
});

test('drift: a holder whom the customer changes meanwhile is not chosen from before', async () => {
  const { id, name } = await told();
  await registrar.setRegistrant(name, { ...holder, city: 'Utrecht' });
  assert.equal((await look(id)).items.length, 1);
  await here.h.store.labels.use(here.label.id, ({ db }) =>
    db.update(registrants).set({ state: 'waiting', changeId: 'rgc_1' }).where(eq(registrants.domainId, id)),
  );
  assert.deepEqual((await look(id)).items, []);
});

test('drift: what is held there without us is shown, and is nobody’s here to let go', async () => {
  const { id, name } = await alike();
  const { nameServers, privacy, hosts } = (await registrar.read(name))!;
  await registrar.update({ name, nameServers, locked: false, privacy, hosts, hold: true });
  const found = await look(id);
  assert.deepEqual(
    found.items.map(({ kind, ours, theirs, may }) => [kind, ours?.values, theirs?.values, may]),
    [['hold', ['off'], ['on'], []]],
  );
  assert.equal((await resolve(id, found, 'ours')).status, 403);
});

test('drift: what we had held and is not held there any more is held again', async () => {
  const { id, name } = await alike();
  await here.h.store.labels.use(here.label.id, ({ db }) =>
    db.update(domains).set({ held: true, verifyBy: '2026-11-20' }).where(eq(domains.id, id)),
  );
  assert.deepEqual((await look(id)).items, []);
  await here.h.bff.jobs.idle(here.label.id);
  assert.ok((await registrar.read(name))?.statuses.includes('clientHold'));
});
