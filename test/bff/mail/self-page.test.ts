import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bcrypt, bcryptFits } from '../../../bff/mail/hash.node.ts';
import { mailboxCookie } from '../../../bff/mail/self/cookie.ts';
import { codeChallenge, randomSecret } from '../../../bff/store/hash.ts';
import { mailboxUsers } from './self-world.ts';
import { mailWorld, password, type MailWorld } from './world.ts';

let w: MailWorld;
let users: ReturnType<typeof mailboxUsers>;
let cookie: string;
let address: string;
before(async () => {
  w = await mailWorld();
  users = mailboxUsers(w.h, w.label);
  ({ address } = await w.create('paged'));
  await w.idle();
  cookie = await users.signIn(address);
});
after(() => w.h.close());

/** What a page makes before it opens the window. */
async function attempt() {
  const verifier = randomSecret();
  const wish = { code_challenge: await codeChallenge(verifier), tx: randomSecret() };
  return { verifier, wish };
}
type Attempt = Awaited<ReturnType<typeof attempt>>;

const agree = ({ wish }: Attempt, more: object = {}, as = cookie) =>
  users.post(
    '/authorize',
    { ...wish, client: w.label.publishableKey, origin: w.label.origin, ...more },
    { cookie: as },
  );

const redeem = ({ wish, verifier }: Attempt, more: object = {}, origin = w.label.origin) =>
  w.h.request('http://hc.test/embed/v1/mailbox_token', {
    method: 'POST',
    origin,
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({
      key: w.label.publishableKey,
      tx: wish.tx,
      code_verifier: verifier,
      client: '1.0.0',
      ...more,
    }),
  });
const ask = (init: object) => w.h.request('http://hc.test/v1/mail/self', init);

async function granted(): Promise<string> {
  const one = await attempt();
  assert.equal((await agree(one)).status, 204);
  const answer = await redeem(one);
  assert.equal(answer.status, 200, await answer.clone().text());
  return ((await answer.json()) as { token: string }).token;
}

test('M3: a page gets a token once its user agreed, for itself alone and for an hour', async () => {
  const one = await attempt();
  assert.equal((await redeem(one)).status, 202, 'nobody has agreed yet');
  assert.equal((await agree(one)).status, 204);
  const answer = await redeem(one);
  assert.equal(answer.headers.get('access-control-allow-origin'), w.label.origin);
  const { token } = (await answer.json()) as { token: string };
  assert.equal((await ask({ token, origin: w.label.origin })).status, 200);
  assert.equal((await ask({ token, origin: 'https://evil.example' })).status, 403);
  assert.equal((await redeem(one)).status, 401, 'it is given once');
  const own = w.h.request(`http://${w.label.host}/v1/mail/self`, { cookie: `${mailboxCookie}=${token}` });
  assert.equal((await own).status, 401, 'a page’s token is no cookie');
  assert.equal((await ask({ token: cookie.split('=')[1]! })).status, 401, 'and a cookie no token');
  w.clock.now += 3_600_001;
  assert.equal((await ask({ token, origin: w.label.origin })).status, 401);
});

test('M3: who has not the verifier, stands elsewhere or names another key gets none', async () => {
  const one = await attempt();
  await agree(one);
  const south = await w.h.label('south');
  assert.equal((await redeem(one, { code_verifier: randomSecret() })).status, 401);
  assert.equal((await redeem(one, {}, 'https://evil.example')).status, 403);
  assert.equal((await redeem(one, { key: south.publishableKey })).status, 403, 'of another label');
  assert.equal((await redeem(one, { key: south.publishableKey }, south.origin)).status, 202, 'there it is unknown');
  assert.equal((await redeem(one)).status, 200);
  const late = await attempt();
  await agree(late);
  w.clock.now += 300_001;
  assert.equal((await redeem(late)).status, 401, 'after five minutes');
});

test('M3: agreeing needs the mailbox’s session of the label’s host, a listed page and the label’s key', async () => {
  const one = await attempt();
  const south = await w.h.label('east');
  assert.equal((await agree(one, {}, '')).status, 401);
  assert.equal((await agree(one, { origin: 'https://evil.example' })).status, 403);
  assert.equal((await agree(one, { client: south.publishableKey })).status, 403);
  assert.equal((await agree(one, { client: w.label.secretKey })).status, 403);
  assert.equal((await redeem(one)).status, 202);
});

test('M3: a page’s session ends with the key that it named, and with the mailbox’s password', async () => {
  const first = await granted();
  const origin = w.label.origin;
  assert.equal((await ask({ token: first, origin })).status, 200);
  const fresh = await users.call(cookie, 'POST', '/password', {
    current: password,
    password: 'the next password of it',
  });
  assert.equal(fresh.status, 200);
  assert.equal((await ask({ token: first, origin })).status, 401);
  const second = await granted();
  const keys = await w.h.store.control.label(w.label.id);
  for (const id of keys!.keys) await w.h.store.control.revokeKey(id);
  // Another process may remember it for a second.
  w.clock.now += 1000;
  assert.equal((await ask({ token: second, origin })).status, 401);
});

test('TR15: an address that nobody has takes as long as one that somebody has', async () => {
  const hash = await bcrypt('a password of somebody');
  const time = async (of: string | undefined) => {
    const began = performance.now();
    assert.equal(await bcryptFits('one of many guesses', of), false);
    return performance.now() - began;
  };
  const best = async (of: string | undefined) => Math.min(await time(of), await time(of), await time(of));
  const known = await best(hash);
  for (const nobodys of [undefined, '']) assert.ok((await best(nobodys)) > known / 2, 'no hash');
});
