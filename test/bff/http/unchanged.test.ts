import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { domains } from '../../../bff/domains/schema.ts';
import { defaultSettings } from '../../../bff/reseller/settings.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

let now = Date.UTC(2026, 10, 24, 9);
let h: Harness;
let label: TestLabel;
let customer: string;
let other: string;
const cookies: Record<string, string> = {};

before(async () => {
  h = await harness({ now: () => now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  other = await h.customer(label.id, 'Crumb');
  await h.user(label.id, customer, 'Olga', 'owner');
  await h.user(label.id, customer, 'Bill', 'billing');
  for (let n = 10; n < 70; n += 1) await h.domain(label.id, customer, `loaf-${n}.example`);
  for (const name of ['olga', 'bill']) cookies[name] = await h.signIn(label, name, passwords.owner);
});
after(() => h.close());

const ask = (headers: Record<string, string> = {}, who = 'olga', path = '/v1/domains') =>
  h.request(`http://${label.host}${path}`, { cookie: cookies[who]!, headers });
async function tagOf(who = 'olga', headers: Record<string, string> = {}) {
  const answer = await ask(headers, who);
  assert.equal(answer.status, 200);
  return answer.headers.get('etag')!;
}
const statusWith = async (tag: string, who = 'olga') => (await ask({ 'if-none-match': tag }, who)).status;
const id = async () => ((await (await ask()).json()) as { items: { id: string }[] }).items[0]!.id;

test('QH3: who has the list as it is gets 304 and no rows', async () => {
  const tag = await tagOf();
  const answer = await ask({ 'if-none-match': `"else", ${tag}` });
  assert.equal(answer.status, 304);
  assert.equal(await answer.text(), '');
  assert.equal(answer.headers.get('etag'), tag);
  assert.equal(await statusWith('W/"000000000000000000000000"'), 200);
});

test('QH3: every change of a row that the list shows makes it another list, also one that undoes another', async () => {
  const seen = new Set([await tagOf()]);
  const changed = async (what: string) => {
    const tag = await tagOf();
    assert.ok(!seen.has(tag), what);
    seen.add(tag);
  };
  const first = await id();
  const set = (values: Partial<typeof domains.$inferInsert>) =>
    h.store.labels.use(label.id, ({ db }) => db.update(domains).set(values).where(eq(domains.id, first)));
  const publish = await h.request(`http://${label.host}/v1/domains/${first}/dns`, {
    method: 'POST',
    cookie: cookies.olga!,
    body: JSON.stringify({
      version: 1,
      changes: [{ op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.1'] }],
    }),
  });
  assert.equal(publish.status, 200);
  await changed('published');
  await h.bff.jobs.idle(label.id);
  await changed('the name server has it');
  await set({ autoRenew: false });
  await changed('will not renew');
  await set({ autoRenew: true });
  await changed('will renew again');
  const added = await h.domain(label.id, customer, 'new.example');
  await changed('added');
  await h.store.labels.use(label.id, ({ db }) => db.delete(domains).where(eq(domains.id, added)));
  await changed('gone');
  await set({ customerId: other });
  await changed('moved to another customer');
  await set({ customerId: customer });
  await changed('moved back');
});

test('QH3: what others have or change does not matter', async () => {
  const tag = await tagOf();
  await h.domain(label.id, other, 'crumb.example');
  assert.equal(await statusWith(tag), 304);
});

test('QH3: another right, language, setting or day is another answer', async () => {
  const tag = await tagOf();
  assert.equal(await statusWith(tag, 'bill'), 200);
  assert.notEqual(await tagOf('olga', { 'accept-language': 'de' }), tag);
  await h.set(label.id, {
    policy: { ...defaultSettings.policy, disabledActions: { 'domains.dns.edit': { reason: 'Ask us.' } } },
  });
  assert.equal(await statusWith(tag), 200);
  await h.set(label.id, { policy: defaultSettings.policy });
  assert.equal(await statusWith(tag), 304, 'as before');
  now += 86_400_000;
  assert.equal(await statusWith(tag), 200);
});

test('QH3: 304 is behind the guard', async () => {
  const tag = await tagOf();
  assert.equal((await h.request(`http://${label.host}/v1/domains`, { headers: { 'if-none-match': tag } })).status, 401);
  await h.set(label.id, { policy: { ...defaultSettings.policy, hiddenTabs: ['domains'] } });
  const refusal = await ask();
  assert.equal(refusal.status, 403);
  assert.equal(refusal.headers.get('etag'), null);
  assert.equal(await statusWith(tag), 403);
  await h.set(label.id, { policy: defaultSettings.policy });
});

test('QH4: a long list goes out in Brotli to who takes it, the same list', async () => {
  const plain = await ask();
  assert.equal(plain.headers.get('content-encoding'), null);
  const text = await plain.text();
  const answer = await ask({ 'accept-encoding': 'gzip, deflate, br, zstd' });
  assert.equal(answer.headers.get('content-encoding'), 'br');
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.equal(brotliDecompressSync(bytes).toString(), text);
  assert.ok(bytes.length < text.length * 0.16, `${bytes.length} of ${text.length}`);
  const foreign = await h.request(`http://${label.host}/v1/domains`, { cookie: cookies.olga!, origin: label.origin });
  assert.equal(foreign.headers.get('vary'), 'origin, accept-encoding');
  for (const one of [plain, answer]) assert.equal(one.headers.get('vary'), 'accept-encoding');
  for (const no of ['gzip', 'br;q=0', 'brotli'])
    assert.equal((await ask({ 'accept-encoding': no })).headers.get('content-encoding'), null, no);
});

test('QH4: a short answer, and one that holds a secret, stays plain', async () => {
  const br = { 'accept-encoding': 'br' };
  const short = await ask(br, 'olga', '/v1/domains?q=loaf-11');
  assert.equal(short.headers.get('content-encoding'), null);
  const minted = (await (await h.mint(label, { customer })).json()) as { client_secret: string };
  const start = await h.bff.app.request('http://hc.test/embed/v1/token', {
    method: 'POST',
    headers: { ...br, 'content-type': 'text/plain', origin: label.origin },
    body: JSON.stringify({ client: '0.1.0', elements: ['hc-domain-manager'], secret: minted.client_secret }),
  });
  assert.equal(start.headers.get('content-encoding'), null);
  const text = await start.text();
  assert.ok(text.includes('hcet_') && text.length > 5000);
});
