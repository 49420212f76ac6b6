import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import { mixes, type SessionsWorld } from '../bff/auth/sessions-model.ts';

const onLabel =
  (trigger: string) =>
  ({ h, label }: SessionsWorld) =>
    h.store.labels.use(label.id, ({ db }) => db.run(sql.raw(`create trigger twin ${trigger}`)));

/** The same BFF on a database that undoes one thing. */
const twins: Readonly<Record<string, (world: SessionsWorld) => Promise<unknown>>> = {
  'a revocation is not looked at': onLabel(
    'after update of revoked_at on embed_sessions begin update embed_sessions set revoked_at = null where id = new.id; end',
  ),
  'a secret works again': onLabel(
    'after update of redeemed_at on embed_sessions begin update embed_sessions set redeemed_at = null where id = new.id; end',
  ),
  'signing out ends nothing': onLabel('before delete on sessions begin select raise(ignore); end'),
  'the cookie from before a step-up goes on': onLabel(
    `after update of token on sessions begin insert into sessions select id || '-', old.token, user_id, customer_id, expires_at,
     ip_address, user_agent, created_at, updated_at from sessions where id = new.id; end`,
  ),
  'a revoked key keeps its sessions': ({ h }) =>
    Promise.resolve(
      h.store.control.db.run(
        sql.raw(
          'create trigger twin after update of revoked_at on keys begin update keys set revoked_at = null where id = new.id; end',
        ),
      ),
    ),
};

for (const [twin, fault] of Object.entries(twins))
  test(`S10: the model finds it out when ${twin}`, async (t) => {
    const { failed, numRuns, errorInstance } = await mixes(100, fault);
    assert.ok(failed, 'it was not found out');
    t.diagnostic(`mix ${numRuns}: ${(errorInstance as Error).message.split('\n')[0]}`);
  });
