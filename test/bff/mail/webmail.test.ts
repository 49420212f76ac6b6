import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from 'bcryptjs';
import { eq } from 'drizzle-orm';
import { webmailPage } from '../../../bff/demo/webmail-page.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import type { Change } from '../../../bff/jobs/changes.ts';
import { jobs } from '../../../bff/jobs/schema.ts';
import { appPasswords } from '../../../bff/mail/schema.ts';
import type { WebmailLink, WebmailSession } from '../../../bff/mail/webmail/answers.ts';
import { embeddedMail } from '../../../bff/platform/mail/embedded.ts';
import { exampleHosts, memoryMail } from '../../../bff/platform/mail/memory.ts';
import { auditLog } from '../../../bff/policy/schema.ts';
import { sha256 } from '../../../bff/store/hash.ts';
import { contentsOf } from '../../trust/contents.ts';
import { passwords, webmailKey } from '../harness.ts';
import { mailboxUsers } from './self-world.ts';
import { mailWorld, password, type MailWorld } from './world.ts';

type Answer<Body> = { readonly status: number; readonly body: Body & Partial<ProblemBody> };

/** A mailbox that is there, and what its owner and the webmail's server ask. */
async function webmailWorld(options: Parameters<typeof mailWorld>[0] = {}) {
  const w = await mailWorld(options);
  const { id, address } = await w.create('info', { name: 'Loaf' });
  await w.idle();
  const server = async <Body>(path: string, body: object, key = webmailKey): Promise<Answer<Body>> => {
    const answer = await w.h.request(`http://hc.test/v1/mail/webmail${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${key}` },
      origin: null,
    });
    return { status: answer.status, body: (await answer.json()) as Body & Partial<ProblemBody> };
  };
  const link = (as?: string) => w.call<WebmailLink>('POST', `/mailboxes/${id}/webmail`, undefined, as);
  return {
    ...{ w, id, address, server, link },
    async token(): Promise<string> {
      const { status, body } = await link();
      assert.equal(status, 201, JSON.stringify(body));
      return body.url!.split('#')[1]!;
    },
    redeem: (token: string) => server<WebmailSession>('/redeem', { token }),
    opens: async (word: string) => (await w.server.inbox(address, word)) !== undefined,
  };
}
const rows = <Row>(
  w: MailWorld,
  read: (db: Parameters<Parameters<MailWorld['h']['store']['labels']['use']>[1]>[0]['db']) => Promise<Row>,
) => w.h.store.labels.use(w.label.id, ({ db }) => read(db));

test('M2: a link opens the mailbox once and within a minute, by a password that ends with the session', async () => {
  const { w, id, address, server, link, redeem, opens } = await webmailWorld();
  const { body } = await link();
  assert.match(body.url!, /^https:\/\/webmail\.example\/#hcwm_[0-9a-f-]{36}_[\w-]{43}$/);
  assert.equal(Date.parse(body.expiresAt) - w.clock.now, 60_000);
  const token = body.url!.split('#')[1]!;
  const { status, body: opened } = await redeem(token);
  assert.equal(status, 200, JSON.stringify(opened));
  assert.deepEqual([opened.address, opened.name], [address, 'Loaf']);
  assert.ok(await opens(opened.password));
  assert.deepEqual([(await redeem(token)).status, (await redeem(token)).body.code], [404, 'not_found']);
  // The owner sees who is in it; what he made for programs is counted apart.
  const { appPasswords } = await w.read(id);
  assert.deepEqual(
    appPasswords.map(({ webmail }) => webmail),
    [{ by: 'Marieke', until: opened.expiresAt }],
  );
  // Of another's session, only its id is known.
  assert.equal((await server('/end', { proof: `${opened.proof.slice(0, -43)}${'a'.repeat(43)}` })).status, 200);
  await w.idle();
  assert.ok(await opens(opened.password));
  assert.equal((await server('/end', { proof: opened.proof })).status, 200);
  await w.idle();
  assert.equal(await opens(opened.password), false);
  assert.deepEqual((await w.read(id)).appPasswords, []);
  assert.equal((await server('/end', { proof: opened.proof })).status, 200);
});

test('M2: of many who bring one link at once one gets in; a link of a minute ago and an invented one open nothing', async () => {
  const { w, token, redeem } = await webmailWorld();
  const once = await token();
  const all = await Promise.all(Array.from({ length: 20 }, () => redeem(once)));
  assert.deepEqual(
    all.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, ...Array<number>(19).fill(404)],
  );
  const old = await token();
  w.clock.now += 60_001;
  assert.equal((await redeem(old)).status, 404);
  const known = await token();
  assert.equal((await redeem(`${known.slice(0, -4)}aaaa`)).status, 404);
  const other = await w.h.label('south');
  assert.equal((await redeem(known.replace(w.label.id.slice(4), other.id.slice(4)))).status, 404);
  assert.equal((await redeem(known)).status, 200);
});

test('M2: another customer, another label and who may not read mail get no link; nobody but the webmail redeems one', async () => {
  const { w, token, link, server } = await webmailWorld();
  const other = await w.h.customer(w.label.id, 'Bread');
  await w.h.user(w.label.id, other, 'Joris');
  assert.equal((await link(await w.h.signIn(w.label, 'joris', passwords.owner))).status, 404);
  await w.h.user(w.label.id, w.customer, 'Bills', 'billing');
  const bills = await link(await w.h.signIn(w.label, 'bills', passwords.owner));
  assert.deepEqual([bills.status, bills.body.code], [403, 'role_forbidden']);
  const south = await w.h.label('south');
  await w.h.user(south.id, await w.h.customer(south.id, 'Crumb'), 'Els');
  const foreign = await w.h.request(`http://${south.host}/v1/mail/mailboxes/${(await w.list()).items[0]!.id}/webmail`, {
    method: 'POST',
    cookie: await w.h.signIn(south, 'els', passwords.owner),
  });
  assert.equal(foreign.status, 404);
  const good = await token();
  for (const key of ['hc_wk_guessed', w.label.secretKey, w.label.publishableKey])
    assert.equal((await server('/redeem', { token: good }, key)).status, 401);
  const page = await w.h.request('http://hc.test/v1/mail/webmail/redeem', {
    method: 'POST',
    body: JSON.stringify({ token: good }),
    headers: { authorization: `Bearer ${webmailKey}` },
    origin: w.label.origin,
  });
  assert.equal(page.status, 403);
  assert.equal((await server('/redeem', { token: good })).status, 200);
});

test('M2: switched off it is refused, also for a link that is out; a platform without webmail offers none', async () => {
  const { w, link, token, redeem } = await webmailWorld();
  const out = await token();
  await w.h.set(w.label.id, { policy: { hiddenTabs: [], disabledActions: { 'mail.mailbox.open': {} } } });
  const off = await link();
  assert.deepEqual([off.status, off.body.code], [403, 'action_disabled']);
  const no = await redeem(out);
  assert.deepEqual([no.status, no.body.code], [403, 'action_disabled']);
  await w.h.set(w.label.id, { policy: { hiddenTabs: [], disabledActions: {} } });
  assert.equal((await redeem(out)).status, 404, 'what was refused is spent');
  const none = await webmailWorld({ mail: memoryMail({ webmail: undefined }) });
  const refused = await none.link();
  assert.deepEqual([refused.status, refused.body.code], [403, 'unsupported']);
  assert.ok((await none.w.call('GET', '/../me')).body.denied['mail.mailbox.open']);
});

test('M2: a suspended or deleted mailbox opens for nobody, and a new password ends what is open', async () => {
  const { w, id, link, token, redeem, opens } = await webmailWorld();
  const begin = async () => {
    const { status, body } = await redeem(await token());
    assert.equal(status, 200, JSON.stringify(body));
    assert.ok(await opens(body.password));
    return body.password;
  };
  const change = async (method: string, path: string, body?: object) => {
    const [open, out] = [await begin(), await token()];
    assert.equal((await w.call(method, `/mailboxes/${id}${path}`, body)).status, 200);
    await w.idle();
    assert.equal(await opens(open), false, path);
    assert.equal((await redeem(out)).status, 404, path);
    return w.server.inbox((await w.read(id)).address, open);
  };
  await change('POST', '/password', { password: 'another password of the tests' });
  await change('POST', '/suspend', { suspended: true });
  const suspended = await link();
  assert.deepEqual([suspended.status, suspended.body.code], [403, 'state_forbids']);
  await w.call('POST', `/mailboxes/${id}/suspend`, { suspended: false });
  await change('DELETE', '');
  assert.equal((await link()).body.code, 'state_forbids');
  // What was withdrawn does not come back with the mailbox.
  await w.call('POST', `/mailboxes/${id}/restore`);
  await w.idle();
  assert.deepEqual((await w.read(id)).appPasswords, []);
});

test('M2: a session of the webmail ends by itself after half a day, and when its owner takes it back', async () => {
  const { w, id, token, redeem, opens } = await webmailWorld();
  const first = (await redeem(await token())).body;
  await w.later(11 * 3_600_000);
  assert.ok(await opens(first.password));
  const second = (await redeem(await token())).body;
  const [, { id: app } = { id: '' }] = (await w.read(id)).appPasswords;
  assert.equal((await w.call('DELETE', `/app_passwords/${app}`)).status, 200);
  await w.idle();
  assert.deepEqual([await opens(first.password), await opens(second.password)], [true, false]);
  await w.later(3_600_001);
  assert.equal(await opens(first.password), false);
});

test('TR16: a reset password and signing out everywhere end what the person has open in the webmail, and his links', async () => {
  const { w, id, token, redeem, opens, link } = await webmailWorld();
  const area = async (path: string, body: object) =>
    (await w.h.request(`http://${w.label.host}/v1${path}`, { method: 'POST', body: JSON.stringify(body) })).status;
  await w.h.user(w.label.id, w.customer, 'Joris');
  const joris = await w.h.signIn(w.label, 'joris', passwords.owner);
  const others = (await redeem((await link(joris)).body.url!.split('#')[1]!)).body.password;
  const [open, out] = [(await redeem(await token())).body.password, await token()];
  assert.equal(await area('/auth/reset_request', { email: 'marieke@people.example' }), 202);
  await w.idle();
  const [, reset] = /#([\w-]+)/.exec(w.h.mails.at(-1)!.text)!;
  assert.equal(await area('/auth/reset', { token: reset, password: 'a new one of the tests' }), 204);
  await w.idle();
  assert.deepEqual([await opens(open), (await redeem(out)).status, await opens(others)], [false, 404, true]);
  const cookie = await w.h.signIn(w.label, 'marieke', 'a new one of the tests');
  const mine = async () => (await link(cookie)).body.url!.split('#')[1]!;
  const [again, left] = [(await redeem(await mine())).body.password, await mine()];
  assert.equal(
    (await w.h.request(`http://${w.label.host}/v1/account/sessions`, { method: 'DELETE', cookie })).status,
    204,
  );
  await w.idle();
  assert.deepEqual([await opens(again), (await redeem(left)).status, await opens(others)], [false, 404, true]);
  assert.equal((await w.call('GET', `/mailboxes/${id}`, undefined, cookie)).status, 200);
});

test('M2: a session of the webmail that ends cuts off whoever is in it, and not who knows the mailbox’s own password', async () => {
  const told: number[] = [];
  const mail = memoryMail({ compare });
  const { w, address, token, redeem, server } = await webmailWorld({
    mail: { ...mail, putMailbox: (box, call) => (told.push(box.credentials), mail.putMailbox(box, call)) },
  });
  const user = mailboxUsers(w.h, w.label);
  const cookie = await user.signIn(address);
  const { proof } = (await redeem(await token())).body;
  const [before] = told.slice(-1);
  await server('/end', { proof });
  await w.idle();
  assert.equal(told.at(-1), before! + 1);
  assert.equal((await user.call(cookie, 'GET', '')).status, 200);
});

test('M2: a mailbox has 20 sessions of the webmail at most: with one more the oldest ends', async () => {
  const { w, id, token, redeem, opens } = await webmailWorld();
  const first = (await redeem(await token())).body.password;
  await rows(w, async (db) => {
    const [row] = await db.select().from(appPasswords);
    const at = w.clock.now;
    const more = Array.from({ length: 19 }, (_, n) => ({ ...row!, id: `apw_${n}`, createdAt: new Date(at + n + 1) }));
    await db.insert(appPasswords).values(more.map((each, n) => ({ ...each, key: `more${1000 + n}` })));
  });
  w.clock.now += 1000;
  const last = (await redeem(await token())).body.password;
  assert.deepEqual([await opens(first), await opens(last)], [false, true]);
  assert.equal((await w.read(id)).appPasswords.length, 20);
});

test('panels hear of it when a session of the webmail ends by itself', async () => {
  const { w, id, token, redeem } = await webmailWorld();
  await redeem(await token());
  const heard: Change[] = [];
  w.h.bff.deps.changes.subscribe(w.label.id, w.customer, {
    heard: (change) => void heard.push(change),
    ended: () => {},
  });
  await w.h.store.labels.use(w.label.id, ({ db }) =>
    db
      .update(jobs)
      .set({ dueAt: new Date(0) })
      .where(eq(jobs.kind, 'mail.webmail.end')),
  );
  await w.later(0);
  assert.deepEqual(heard, [
    { kind: 'mail.mailbox', id },
    { kind: 'mail.mailbox', id },
  ]);
});

test('M2: a server that is down starts no session, and the password of it never holds', async () => {
  const { MailError } = await import('../../../bff/platform/mail/port.ts');
  const { w, id, token, redeem } = await webmailWorld();
  const out = await token();
  w.trouble.error = new MailError('unreachable', 'down');
  const { status, body } = await redeem(out);
  assert.deepEqual([status, body.code], [503, 'unavailable']);
  w.trouble.error = undefined;
  assert.deepEqual((await w.read(id)).appPasswords, []);
});

test('M1: a mailbox that its owner has to open first waits for that, has no webmail before, and then is ready by itself', async () => {
  const mail = embeddedMail({
    ...{ path: ':memory:', hosts: exampleHosts, now: Date.now, webmail: 'https://webmail.example/' },
    firstSignIn: (address) => `https://first.example/${address}`,
  });
  const { link, w, id, address } = await webmailWorld({ mail });
  const waits = await w.read(id);
  assert.deepEqual([waits.state, waits.firstSignInUrl], ['first_sign_in', `https://first.example/${address}`]);
  assert.match((await link()).body.reason!, /first time/);
  await w.later(10_001);
  assert.equal((await w.read(id)).state, 'first_sign_in');
  assert.ok(await mail.inbox(address, password));
  await w.later(10_001);
  const opened = await w.read(id);
  assert.deepEqual([opened.state, opened.firstSignInUrl], ['active', undefined]);
  assert.equal((await link()).status, 201);
  await mail.close();
});

test('M1: a mailbox that waits for its owner stays as it is while the server is away, and is looked at again', async () => {
  const { MailError } = await import('../../../bff/platform/mail/port.ts');
  let away = false;
  const mail = memoryMail({ compare, firstSignIn: (address) => `https://first.example/${address}` });
  const { w, id, address } = await webmailWorld({
    mail: {
      ...mail,
      async putMailbox(box, call) {
        if (away) throw new MailError('unreachable', 'away');
        return mail.putMailbox(box, call);
      },
    },
  });
  away = true;
  await w.later(10_001);
  const { state, sync } = await w.read(id);
  assert.deepEqual([state, sync.state], ['first_sign_in', 'ready']);
  away = false;
  await mail.inbox(address, password);
  await w.later(60_000);
  assert.equal((await w.read(id)).state, 'active');
});

test('M2: who opened it is written down, and no row or line has a link, its token or a password', async () => {
  const { w, id, token, redeem } = await webmailWorld();
  const out = await token();
  const { body } = await redeem(out);
  const audit = await rows(w, (db) => db.select().from(auditLog).where(eq(auditLog.action, 'mail.mailbox.open')));
  assert.deepEqual(
    audit.map(({ object }) => object),
    [id, id],
  );
  assert.equal(audit[1]!.origin, 'webmail.example');
  // A repetition, whose first answer was lost, is told no link: none is kept.
  const key = crypto.randomUUID();
  const again = async () => {
    const path = `http://${w.label.host}/v1/mail/mailboxes/${id}/webmail`;
    const cookie = await w.h.signIn(w.label, 'marieke', passwords.owner);
    const answer = await w.h.request(path, { method: 'POST', cookie, headers: { 'idempotency-key': key } });
    return [answer.status, ((await answer.json()) as WebmailLink).url?.split('#')[1]] as const;
  };
  const [first, second] = [await again(), await again()];
  assert.deepEqual([first[0], second], [201, [201, undefined]]);
  const everything = JSON.stringify([await contentsOf(w.h.store, w.label.id), w.h.lines, w.h.events]);
  for (const secret of [out, first[1]!, body.password, body.proof]) assert.ok(!everything.includes(secret.slice(-20)));
  assert.ok(everything.includes(await sha256(first[1]!)));
});

test('the demo’s page shows the mail of a link once', async () => {
  const { w, address, server, token, id } = await webmailWorld();
  w.server.deliver(
    'guest@people.example',
    address,
    'From: guest@people.example\r\nSubject: Saturday\r\n\r\nTwo loaves.',
  );
  const ask = async (path: string, body: object) => {
    const { status, body: said } = await server(path, body);
    return new Response(JSON.stringify(said), { status });
  };
  const page = 'http://localhost:4001/demo/mailbox/open';
  const form = await webmailPage(new Request(page), w.server, ask);
  const [, script] = /<script>(.*)<\/script>/.exec(await form.text())!;
  assert.match(script!, /location\.hash/);
  assert.equal(form.headers.get('referrer-policy'), 'no-referrer');
  const post = async (out: string, origin = 'http://localhost:4001') =>
    webmailPage(
      new Request(page, { method: 'POST', body: new URLSearchParams({ token: out }), headers: { origin } }),
      w.server,
      ask,
    );
  const out = await token();
  assert.equal((await post(out, 'https://elsewhere.example')).status, 403);
  const shown = await (await post(out)).text();
  assert.match(shown, /Saturday/);
  assert.ok(!shown.includes(out));
  assert.equal((await post(out)).status, 403);
  assert.deepEqual((await w.read(id)).appPasswords, []);
  assert.ok(await w.server.inbox(address, password));
});
