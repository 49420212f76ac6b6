import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { mailboxCookie } from '../../../bff/mail/self/cookie.ts';
import { actionNames, isOfMailbox, type Action } from '../../../bff/policy/actions.ts';
import { codeChallenge, randomSecret } from '../../../bff/store/hash.ts';
import { gateWorld, type World } from './gate-world.ts';

const { h, mine, other, foreign, routes, guarded, ofMailboxes, ask, withSettings } = await gateWorld();
after(() => h.close());

const cookieOf = ({ mailboxToken }: World) => `${mailboxCookie}=${mailboxToken}`;
const own = actionNames.filter(isOfMailbox);
const guardOf = (route: ReturnType<typeof ofMailboxes>[number]) => (route.info.guard as { mailbox: Action }).mailbox;
/** It ends the session, whatever the label has switched off. */
const isLeaving = ({ path }: ReturnType<typeof ofMailboxes>[number]) => path.endsWith('/sign_out');

test('M3 S9: what the user of a mailbox may do is at its own routes, each with its action', () => {
  assert.deepEqual([...new Set(ofMailboxes().map(guardOf))].toSorted(), own.toSorted());
  for (const { path } of ofMailboxes()) assert.ok(path.startsWith('/v1/mail/self'), path);
});

test('M3 S9: nobody gets in without a mailbox’s session, and no customer’s is one', async () => {
  const page = await h.token(mine.label, mine.customer, ['mail', 'mail.mailbox.edit', 'mail.self.filter']);
  for (const route of ofMailboxes())
    for (const init of [{}, { cookie: mine.owner }, { token: page, origin: mine.label.origin }]) {
      const { status, problem } = await ask(route, mine, init);
      assert.deepEqual([status, problem?.code], [401, 'not_signed_in'], `${route.method} ${route.path}`);
    }
});

test('M3 S9: signed in to a mailbox, by cookie or by a page’s token, one is nobody at every other route', async () => {
  let asked = 0;
  const here = new Set(ofMailboxes().map(({ method, path }) => `${method} ${path}`));
  for (const { method, path, info } of routes()) {
    const open = 'public' in info!.guard && info!.guard.public !== 'self';
    if (open || here.has(`${method} ${path}`)) continue;
    const route = { method, path, info: info! };
    for (const init of [{ cookie: cookieOf(mine) }, { token: mine.mailboxToken, origin: mine.label.origin }]) {
      const { status, problem } = await ask(route, mine, init);
      // What anybody signed in does about himself reads what was sent first, and then whose it is.
      const read = 'public' in info!.guard && problem?.code === 'invalid';
      assert.ok(status === 401 || read, `${method} ${path}: ${status}`);
      asked += 1;
    }
  }
  assert.ok(asked > 2 * guarded().length);
  const agreed = {
    ...{ client: mine.label.publishableKey, origin: mine.label.origin },
    ...{ code_challenge: await codeChallenge(randomSecret()), tx: randomSecret() },
  };
  const proof = { action: 'account.password.edit', object: 'usr_1', password: 'a password of somebody' };
  for (const [path, body] of [
    ['authorize', agreed],
    ['step_up', proof],
  ] as const) {
    const init = { method: 'POST', cookie: cookieOf(mine), body: JSON.stringify(body) };
    assert.equal((await h.request(`http://${mine.label.host}/v1/auth/${path}`, init)).status, 401, path);
  }
});

test('M3 S9 L1: what the label has switched off is refused, and only that', async () => {
  const off = (actions: readonly Action[]) => ({
    policy: { hiddenTabs: [], disabledActions: Object.fromEntries(actions.map((one) => [one, {}])) },
  });
  const cookie = cookieOf(mine);
  for (const action of own)
    await withSettings(off([action]), async () => {
      for (const route of ofMailboxes()) {
        if (isLeaving(route)) continue;
        const { status, problem } = await ask(route, mine, { cookie });
        if (guardOf(route) === action || action === 'mail.self.sign_in')
          assert.deepEqual([status, problem?.code, problem?.action], [403, 'action_disabled', action], route.path);
        else assert.notEqual(problem?.code, 'action_disabled', `${route.path} while ${action} is off`);
      }
    });
  await withSettings({ policy: { hiddenTabs: ['mail'], disabledActions: {} } }, async () => {
    for (const route of ofMailboxes())
      if (!isLeaving(route))
        assert.equal((await ask(route, mine, { cookie })).problem?.code, 'tab_disabled', route.path);
  });
});

test('M3 TR1: another label’s mailbox is nobody here, and another’s program is none of this one’s', async () => {
  for (const route of ofMailboxes()) {
    assert.equal((await ask(route, mine, { cookie: cookieOf(foreign) })).status, 401, route.path);
    if (!route.path.includes(':id')) continue;
    for (const world of [other, foreign])
      assert.equal((await ask(route, world, { cookie: cookieOf(mine) }, mine.label)).status, 404, route.path);
  }
});
