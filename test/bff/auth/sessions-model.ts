import assert from 'node:assert/strict';
import { eq } from 'drizzle-orm';
import * as fc from 'fast-check';
import type { SessionInfo } from '../../../bff/account/answers.ts';
import { customers, memberships } from '../../../bff/account/schema.ts';
import { codeChallenge, randomSecret } from '../../../bff/store/hash.ts';
import { harness, passwords } from '../harness.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** What is promised: how long each lasts, how far clocks may be apart, and how soon a key counts everywhere. */
const lives = { sign_in: 7 * day, embed: 10 * minute, secret: minute, refresh: 8 * hour };
const [skew, prolongedAfter, keyDelay] = [10 * second, 15 * minute, 1001];

const acts = [
  ...['sign in', 'mint', 'exchange', 'exchange', 'pop-up', 'refresh', 'sign out', 'revoke', 'revoke', 'revoke others'],
  ...['step up', 'revoke key', 'leave or come back', 'suspend or not', 'wait', 'wait', 'wait'],
] as const;
const step = fc.record({
  act: fc.constantFrom(...acts),
  who: fc.nat(20),
  whom: fc.nat(20),
  wait: fc.constantFrom(-2 * day, -hour, 20 * second, 61 * second, 11 * minute, 9 * hour, 4 * day, 8 * day),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

interface Key {
  readonly id: string;
  readonly text: string;
  revoked: boolean;
}
interface Secret {
  readonly text: string;
  readonly ends: number;
  readonly key: Key;
  over: boolean;
}
interface Open {
  readonly id: string;
  readonly kind: 'sign_in' | 'embed';
  readonly key: Key | undefined;
  /** A cookie or a token. */
  pass: string;
  ends: number;
  used: number;
  refresh: string | undefined;
  readonly refreshEnds: number;
  over: boolean;
}

export type SessionsWorld = Awaited<ReturnType<typeof sessionsWorld>>;
async function sessionsWorld() {
  const clock = { now: Date.now() };
  const h = await harness({ now: () => clock.now });
  return { h, clock, label: await h.label('north'), people: 0 };
}

/** Does the steps as one person, and after each asks everything that he ever got whether it still works. */
async function play(world: SessionsWorld, steps: readonly Step[]): Promise<void> {
  const { h, clock, label } = world;
  const name = `Person${(world.people += 1)}`;
  const customer = await h.customer(label.id, name);
  const user = await h.user(label.id, customer, name);
  const newKey = async (kind: 'secret' | 'publishable'): Promise<Key> => {
    const { id, key } = await h.store.control.addKey(label.id, kind, true);
    return { id, text: key, revoked: false };
  };
  const keys = { secret: [await newKey('secret')], publishable: [await newKey('publishable')] };
  clock.now += keyDelay;
  const [all, secrets, dead]: [Open[], Secret[], string[]] = [[], [], []];
  let member = true;
  let manageable = true;

  // Later than a whole life from now was written by a clock that was ahead.
  const good = (ends: number, life: number) => clock.now < ends && ends <= clock.now + life + skew;
  const mayCome = ({ key, refreshEnds, refresh, over }: Open) =>
    !over && !key?.revoked && refresh !== undefined && good(refreshEnds, lives.refresh);
  const works = ({ kind, key, ends, over }: Open) => member && !over && !key?.revoked && good(ends, lives[kind]);

  async function ask(pass: string, method: string, path: string, body?: object): Promise<Response> {
    const init = { method, ...(body ? { body: JSON.stringify(body) } : {}) };
    return pass.startsWith('hcet_')
      ? h.request(`http://hc.test/v1${path}`, { ...init, token: pass, origin: label.origin })
      : h.request(`http://${label.host}/v1${path}`, { ...init, cookie: pass });
  }
  /** Asks with an open session, which must be answered so when it still works. */
  async function act(one: Open, expected: number, method: string, path: string, body?: object): Promise<Response> {
    const able = works(one);
    const answer = await ask(one.pass, method, path, body);
    assert.equal(answer.status, able ? expected : 401, `${method} ${path} by ${one.kind}`);
    if (able && one.kind === 'sign_in' && clock.now - one.used > prolongedAfter)
      Object.assign(one, { used: clock.now, ends: clock.now + lives.sign_in });
    return answer;
  }
  const itemsOf = async (answer: Response) => ((await answer.json()) as { items: SessionInfo[] }).items;
  async function opened(kind: Open['kind'], pass: string, key?: Key, refresh?: string): Promise<void> {
    const answer = await ask(pass, 'GET', '/account/sessions');
    assert.equal(answer.status, 200, `a new ${kind}`);
    const current = (await itemsOf(answer)).find((item) => item.current)!;
    const [ends, refreshEnds] = [clock.now + lives[kind], clock.now + lives.refresh];
    all.push({ id: current.id, kind, key, pass, ends, used: clock.now, refresh, refreshEnds, over: false });
  }
  const end = (one: Open) => void (one.over = true);

  const does: Readonly<Record<(typeof acts)[number], (one: Open, other: Open, step: Step) => Promise<unknown>>> = {
    'sign in': async () => member && opened('sign_in', await h.signIn(label, user.username, passwords.owner)),
    mint: async (_one, _other, { whom }) => {
      const key = keys.secret[whom % keys.secret.length]!;
      const answer = await h.mint(label, { customer, scope: ['account', 'account.session.*'] }, key.text);
      assert.equal(answer.status, key.revoked ? 401 : member ? 201 : 404);
      if (answer.status !== 201) return;
      const { client_secret: text } = (await answer.json()) as { client_secret: string };
      secrets.push({ text, ends: clock.now + lives.secret, key, over: false });
    },
    exchange: async (_one, _other, { whom }) => {
      const secret = secrets[whom % secrets.length];
      if (!secret) return;
      const able = member && !secret.over && !secret.key.revoked && good(secret.ends, lives.secret);
      if (able) secret.over = true;
      const answer = await h.exchange({ secret: secret.text }, label.origin);
      assert.equal(answer.status, able ? 200 : 401, 'a secret');
      if (able) await opened('embed', ((await answer.json()) as { token: string }).token, secret.key);
    },
    'pop-up': async (one) => {
      if (one.kind !== 'sign_in') return;
      const able = works(one);
      const [tx, code_verifier, key] = [randomSecret(), randomSecret(), keys.publishable.at(-1)!];
      const code_challenge = await codeChallenge(code_verifier);
      await act(one, 204, 'POST', '/auth/authorize', { client: key.text, origin: label.origin, code_challenge, tx });
      const redeem = () => h.exchange({ key: key.text, tx, code_verifier }, label.origin);
      const answer = await redeem();
      assert.equal(answer.status, able ? 200 : 202, 'what was agreed to');
      if (!able) return;
      assert.equal((await redeem()).status, 401, 'and only once');
      const { token, refresh } = (await answer.json()) as { token: string; refresh: string };
      await opened('embed', token, key, refresh);
    },
    refresh: async (_one, _other, { whom }) => {
      const renewable = all.filter(({ refresh }) => refresh);
      const one = renewable[whom % renewable.length];
      if (!one) return;
      const able = member && mayCome(one);
      const before = one.refresh!;
      const answer = await h.exchange({ refresh: before }, label.origin);
      assert.equal(answer.status, able ? 200 : 401, 'a refresh secret');
      if (!able) return;
      dead.push(one.pass);
      assert.equal((await h.exchange({ refresh: before }, label.origin)).status, 401, 'the refresh secret before');
      const { token: pass, refresh } = (await answer.json()) as { token: string; refresh: string };
      Object.assign(one, { pass, refresh, ends: clock.now + lives.embed });
    },
    'sign out': async (one) => {
      const able = works(one);
      await act(one, 204, 'POST', '/auth/sign_out');
      if (able) end(one);
    },
    revoke: async (one, other) => {
      const able = works(one);
      // A sign-in that has ended leaves nothing behind.
      const there = other.kind === 'embed' || !other.over;
      await act(one, there ? 204 : 404, 'DELETE', `/account/sessions/${other.id}`);
      if (able) end(other);
    },
    'revoke others': async (one) => {
      const able = works(one);
      await act(one, 204, 'DELETE', '/account/sessions');
      if (!able) return;
      all.filter((other) => other !== one).forEach(end);
      for (const secret of secrets) secret.over = true;
    },
    'step up': async (one) => {
      if (one.kind !== 'sign_in') return;
      const able = works(one);
      const proof = { action: 'account.password.edit', object: user.id, password: passwords.owner };
      const answer = await act(one, 204, 'POST', '/auth/step_up', proof);
      if (!able) return;
      dead.push(one.pass);
      one.pass = answer.headers.get('set-cookie')!.split(';')[0]!;
    },
    'revoke key': async (_one, _other, { whom }) => {
      const kind = whom % 2 ? 'secret' : 'publishable';
      const key = keys[kind].at(-1)!;
      await h.store.control.revokeKey(key.id);
      key.revoked = true;
      keys[kind].push(await newKey(kind));
      clock.now += keyDelay;
    },
    'leave or come back': async () => {
      const row = { customerId: customer, userId: user.id, role: 'owner' as const, createdAt: new Date(clock.now) };
      await h.store.labels.use(label.id, async ({ db }) => {
        if (member) await db.delete(memberships).where(eq(memberships.userId, user.id));
        else await db.insert(memberships).values(row);
      });
      member = !member;
    },
    // A customer who may change nothing can still see to his sessions.
    'suspend or not': async () => {
      manageable = !manageable;
      await h.store.labels.use(label.id, ({ db }) =>
        db.update(customers).set({ manageable }).where(eq(customers.id, customer)),
      );
    },
    wait: async (_one, _other, { wait }) => void (clock.now += wait),
  };

  for (const first of ['sign in', 'mint', 'exchange', 'pop-up'] as const)
    await does[first](all[0]!, all[0]!, steps[0]!);
  for (const one of steps) {
    await does[one.act](all[one.who % all.length]!, all[one.whom % all.length]!, one);
    for (const open of all) await act(open, 200, 'GET', '/me');
    for (const pass of dead) assert.equal((await ask(pass, 'GET', '/me')).status, 401, `a dead pass after ${one.act}`);
    const looker = all.find(works);
    if (!looker) continue;
    const listed = (await itemsOf(await act(looker, 200, 'GET', '/account/sessions'))).map(({ id }) => id);
    const living = all.filter((open) => works(open) || mayCome(open)).map(({ id }) => id);
    assert.deepEqual(listed.sort(), living.sort(), `the list of sessions after ${one.act}`);
  }
}

const mix = (wait: number, ...names: Step['act'][]): [Step[]] => [names.map((act) => ({ act, who: 0, whom: 1, wait }))];
/** What chance finds too seldom. */
const examples = [
  mix(4 * day, 'wait', 'wait', 'wait'),
  mix(0, 'step up', 'exchange', 'revoke', 'revoke key', 'sign out'),
  mix(0, 'mint', 'leave or come back', 'exchange', 'refresh', 'leave or come back', 'exchange', 'refresh'),
];

/** So many random mixes in a world that may have a fault; what was found. */
export async function mixes(numRuns: number, fault?: (world: SessionsWorld) => Promise<unknown>) {
  const world = await sessionsWorld();
  await fault?.(world);
  const steps = fc.array(step, { minLength: 8, maxLength: 24 });
  try {
    return await fc.check(
      fc.asyncProperty(steps, (some) => play(world, some)),
      { numRuns, examples, endOnFailure: true },
    );
  } finally {
    await world.h.close();
  }
}
