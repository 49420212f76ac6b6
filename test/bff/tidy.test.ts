import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { embedSessions, stepUps } from '../../bff/auth/schema.ts';
import { jobRows } from '../../bff/jobs/outbox.ts';
import { jobs } from '../../bff/jobs/schema.ts';
import { dailyTidy } from '../../bff/tidy.ts';
import { harness, passwords, type Harness, type TestLabel } from './harness.ts';

const day = 86_400_000;
let now = Date.parse('2026-11-25T12:00:00Z');
let h: Harness;
let label: TestLabel;
before(async () => {
  h = await harness({ now: () => now });
  label = await h.label('north');
});
after(() => h.close());

test('what nobody can use any more is forgotten by night; what was given up, and what is still good, stays', async () => {
  const customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  await h.token(label, customer);
  const count = () =>
    h.store.labels.use(label.id, async ({ db }) => ({
      jobs: (await db.select().from(jobs)).map(({ state }) => state).toSorted(),
      embedded: (await db.select().from(embedSessions)).length,
      proofs: (await db.select().from(stepUps)).length,
    }));
  const at = new Date(now);
  await h.store.labels.use(label.id, async ({ db }) => {
    const rows = jobRows(
      ['a', 'b', 'c'].map((object) => ({ kind: 'none', object })),
      at,
    );
    const states = ['done', 'failed', 'done'] as const;
    for (const [place, row] of rows.entries())
      await db
        .insert(jobs)
        .values({ ...row, state: states[place]!, endedAt: new Date(now + (place === 2 ? 9 * day : 0)) });
    const proof = { userId: 'usr_1', sessionId: '', action: 'a', object: 'o' };
    await db.insert(stepUps).values({ ...proof, id: 'stp_1', expiresAt: at });
  });
  const night = () => h.store.labels.use(label.id, (one) => dailyTidy(one, now));
  await night();
  assert.deepEqual(await count(), { jobs: ['done', 'done', 'failed'], embedded: 1, proofs: 1 });
  assert.equal((await h.request(`http://${label.host}/v1/me`, { cookie })).status, 200);
  now += 35 * day;
  await night();
  assert.deepEqual(await count(), { jobs: ['done', 'failed'], embedded: 0, proofs: 0 });
});
