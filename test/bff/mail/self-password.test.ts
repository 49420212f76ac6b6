import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import { gibibyte } from '../../../bff/mail/rules.ts';
import { mailboxes } from '../../../bff/mail/schema.ts';
import { hash } from 'bcryptjs';
import { mailboxUsers, selfUser } from './self-world.ts';
import { mailWorld, password, type MailWorld } from './world.ts';

const next = 'the next password of it';
const hashed: string[] = [];
const mailHash = (word: string) => (hashed.push(word), hash(word, 4));
let w: MailWorld;
let users: ReturnType<typeof mailboxUsers>;
before(async () => {
  w = await mailWorld({ limits: memoryLimits(), mailHash }, { maxMailboxes: 100, mailPool: 100 * gibibyte });
  users = mailboxUsers(w.h, w.label);
});
after(() => w.h.close());

const user = (local: string) => selfUser(w, users, local);

test('M3: who has not the old password changes none, and is stopped from trying', async () => {
  const { box, call } = await user('old');
  const change = (current: string, word = next) => call<object>('POST', '/password', { current, password: word });
  assert.deepEqual((await change(password, 'short')).body.fields, { password: 'password_short' });
  assert.deepEqual((await change(password, 'qwertyuiop12')).body.fields, { password: 'password_guessable' });
  for (let many = 0; many < 5; many += 1)
    assert.deepEqual((await change(`wrong ${many}`)).body.fields, { current: 'password_wrong' });
  assert.equal((await change(password)).status, 429);
  assert.equal((await users.post('/sign_in', { address: box.address, password })).status, 200);
});

test('M3: the mailbox’s hash is the customer’s to set, and one is changed by one only', async () => {
  const { box, cookie } = await user('twice');
  const [first, second] = await Promise.all(
    ['a first new password', 'a second new password'].map((word) =>
      users.call(cookie, 'POST', '/password', { current: password, password: word }),
    ),
  );
  assert.deepEqual([first!.status, second!.status].toSorted(), [200, 422]);
  const [row] = await w.h.store.labels.use(w.label.id, ({ db }) =>
    db.select().from(mailboxes).where(eq(mailboxes.id, box.id)),
  );
  assert.equal(row!.credentials, 2);
});

test('M1 M3: what is guessed first is refused before anything is hashed, the customer’s own name among it', async () => {
  const { box, call } = await user('first.guess');
  hashed.length = 0;
  const wrong = { password: 'password_guessable' };
  for (const word of ['passwordpassword', 'First-Guess-2026', 'Loaf-2026-Loaf!', 'L04f-first-12345']) {
    const made = await w.refused({ local: 'other', name: 'First Guess', password: word });
    assert.deepEqual(made.fields, wrong, word);
    assert.deepEqual((await w.call('POST', `/mailboxes/${box.id}/password`, { password: word })).body.fields, wrong);
    assert.deepEqual((await call('POST', '/password', { current: password, password: word })).body.fields, wrong);
  }
  assert.deepEqual(hashed, []);
});
