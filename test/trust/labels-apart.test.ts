import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { backUp } from '../../bff/store/backup/snapshot.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { mailboxCookie } from '../../bff/mail/self/cookie.ts';
import { actionNames } from '../../bff/policy/actions.ts';
import { harness, type Harness, type TestLabel } from '../bff/harness.ts';
import { scratch } from '../bff/store/files.ts';
import { bodyFor, pathFor, person, routes } from './two-customers.ts';

interface Member {
  readonly label: TestLabel;
  /** A text that stands in all that the label has, and nowhere else. */
  readonly canary: string;
  readonly customer: string;
  readonly domain: string;
  readonly token: string;
}

const count = 50;
const requests = 10_000;
const data = scratch('/dev/shm');
// Far fewer stay open than are asked: databases are closed and opened all the time.
const databases = { ...fileDatabases(data), keep: 12 };
const found = (text: string) => new Set(text.match(/canary[0-9a-f]{8}/g));

let h: Harness;
const members: Member[] = [];

async function member(at: number): Promise<Member> {
  const canary = `canary${at.toString(16).padStart(2, '0')}${crypto.randomUUID().slice(0, 6)}`;
  const label = await h.label(canary);
  const customer = await h.customer(label.id, canary);
  await h.user(label.id, customer, canary);
  const domain = await h.domain(label.id, customer, `${canary}.example`);
  const token = await h.token(label, customer, ['domains', 'account', 'domains.dns.*']);
  return { label, canary, customer, domain, token };
}

const ask = ({ label, token }: Member, path: string, body?: object) =>
  h.request(`http://hc.test${path}`, {
    token,
    origin: label.origin,
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });

before(async () => {
  h = await harness({ databases });
  for (let at = 0; at < count; at += 1) members.push(await member(at));
});
after(() => h.close());

test('TR1: 50 labels and 10,000 requests at once: nobody gets a word of another label', async () => {
  const streams = await Promise.all(
    members.slice(0, 10).map(async (one) => {
      const reader = (await ask(one, '/v1/events')).body!.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      const reading = (async () => {
        for (;;) {
          const { done, value } = await reader.read().catch(() => ({ done: true, value: '' }));
          if (done) return;
          text += value;
        }
      })();
      return { one, heard: () => text, end: () => reader.cancel().then(() => reading) };
    }),
  );
  const first = await Promise.all(
    members.map((one) =>
      ask(one, `/v1/domains/${one.domain}/dns`, {
        version: 1,
        changes: [{ op: 'set', name: 'word', type: 'TXT', ttl: 300, records: [one.canary] }],
      }),
    ),
  );
  assert.ok(first.every(({ status }) => status === 200));

  const paths = ({ domain }: Member) => [
    '/v1/domains',
    '/v1/domains?q=canary&limit=200',
    `/v1/domains/${domain}`,
    `/v1/domains/${domain}/dns`,
    `/v1/domains/${domain}/dns/history`,
    '/v1/account/sessions',
    '/v1/me',
  ];
  let foreign = 0;
  let own = 0;
  const one = async (at: number): Promise<void> => {
    const mine = members[at % count]!;
    // Every fifth asks for what is another label's, with a token that is good for its own.
    const other = members[(at * 7 + 13) % count]!;
    const prying = at % 5 === 0 && other !== mine;
    const choice = paths(prying ? other : mine);
    const path = choice[Math.floor(at / count) % choice.length]!;
    const text = await (await ask(mine, path)).text();
    for (const canary of found(text)) canary === mine.canary ? (own += 1) : (foreign += 1);
  };
  for (let at = 0; at < requests; at += 1000)
    await Promise.all(Array.from({ length: 1000 }, (_, more) => one(at + more)));
  assert.equal(foreign, 0);
  assert.ok(own > requests / 2, 'the canaries are in what was asked');
  // Transactions wait for the event loop to turn, and requests that are made in here never let it.
  await Promise.all(members.map(({ label }) => h.bff.jobs.idle(label.id)));
  assert.ok(h.store.labels.open <= 12, `${h.store.labels.open} stay open`);

  await Promise.all(
    members.map(async ({ label, canary }) => {
      const asked = await h.request(`http://${label.host}/v1/auth/reset_request`, {
        method: 'POST',
        body: JSON.stringify({ email: `${canary}@people.example` }),
      });
      assert.equal(asked.status, 202);
    }),
  );
  for (const { label } of members) await h.bff.jobs.idle(label.id);
  assert.equal(h.mails.length, count);
  for (const mail of h.mails) assert.equal(found(JSON.stringify(mail)).size, 1, JSON.stringify(mail));

  for (const { one, heard, end } of streams) {
    await end();
    const told = [...heard().matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual([...new Set(told)], [one.domain]);
  }
  assert.deepEqual([...found(JSON.stringify([h.lines, h.events]))], [], 'a log holds ids only');
  for (const { label, canary } of members) {
    const target = join(data, 'backup', `${label.id}.db`);
    backUp(data, label.id, target);
    assert.deepEqual([...found(readFileSync(target, 'latin1'))], [canary]);
  }
});

test('TR1: on every route the token of another label opens nothing', async () => {
  const mine = await person(h, await h.label('north'), 'Loaf');
  const other = members[0]!;
  const scope = ['domains', 'account', ...actionNames];
  const token = await h.token(other.label, other.customer, scope);
  let asked = 0;
  for (const { method, path, name, info } of routes(h).filter((route) => route.path.startsWith('/v1/'))) {
    const init = {
      method,
      token,
      ...(info.json ? { body: JSON.stringify(await bodyFor(name, mine)) } : {}),
    };
    for (const origin of [null, other.label.origin]) {
      const there = await h.request(`http://${mine.label.host}${pathFor(path, mine)}`, { ...init, origin });
      assert.equal(there.status, 401, `${name} on the host of the label, from ${origin}`);
    }
    asked += 1;
    if (!path.includes(':id')) continue;
    const anywhere = await h.request(`http://hc.test${pathFor(path, mine)}`, { ...init, origin: other.label.origin });
    // A customer is nobody at all where the user of a mailbox is asked for.
    assert.equal(anywhere.status, 'mailbox' in info.guard ? 401 : 404, `${name} on the platform's host`);
  }
  assert.ok(asked > 15);
});

test('M3 TR1: the session of another label’s mailbox opens nothing, on any route', async () => {
  const mine = await person(h, await h.label('west'), 'Bun');
  const { mailboxToken } = await person(h, await h.label('far-west'), 'Crust');
  let asked = 0;
  for (const { method, path, name, info } of routes(h).filter((route) => route.path.startsWith('/v1/'))) {
    if ('public' in info.guard && info.guard.public !== 'self') continue;
    const body = info.json ? { body: JSON.stringify(await bodyFor(name, mine)) } : {};
    const there = `http://${mine.label.host}${pathFor(path, mine)}`;
    for (const init of [{ token: mailboxToken }, { cookie: `${mailboxCookie}=${mailboxToken}` }]) {
      assert.equal((await h.request(there, { method, ...body, ...init })).status, 401, name);
      asked += 1;
    }
  }
  assert.ok(asked > 100);
});
