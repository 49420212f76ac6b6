import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { jobTable } from '../../../bff/jobs/outbox.ts';
import { powerDns } from '../../../bff/platform/dns/powerdns.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

let h: Harness;
let label: TestLabel;
let cookie: string;
let domain: string;
const heard: string[] = [];
// What the header looks like on the wire is all that is asked of it.
const listener = createServer((request, response) => {
  heard.push(String(request.headers['traceparent']));
  response.writeHead(request.method === 'POST' ? 201 : 204).end();
});

before(async () => {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  h = await harness({ dns: powerDns({ url, key: 'key' }) });
  label = await h.label('north');
  const customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  domain = await h.domain(label.id, customer, 'loaf.example');
  heard.length = 0;
});
after(async () => {
  listener.close();
  await h.close();
});

let version = 0;
async function publish(headers: Record<string, string>) {
  version += 1;
  const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: [`192.0.2.${version}`] };
  const answer = await h.request(`http://${label.host}/v1/domains/${domain}/dns`, {
    method: 'POST',
    cookie,
    headers,
    body: JSON.stringify({ version, changes: [change] }),
  });
  assert.equal(answer.status, 200, await answer.text());
  await h.bff.jobs.idle(label.id);
  const { trace } = h.lines.at(-1)!;
  const jobs = await h.store.labels.use(label.id, ({ db }) =>
    db.select().from(jobTable).where(eq(jobTable.trace, trace)),
  );
  return { trace, requestId: answer.headers.get('x-request-id'), jobs };
}

test('a trace of the page goes on in the log line, the job and the call of the connector', async () => {
  const { trace, requestId, jobs } = await publish({
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  });
  assert.equal(trace, '0af7651916cd43dd8448eb211c80319c');
  assert.deepEqual([jobs.length, jobs[0]?.requestId], [1, requestId]);
  assert.match(heard.at(-1)!, /^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[\da-f]{16}-01$/);
  const facts = h.events.filter(({ name }) => name === 'job_done').map((event) => event.facts);
  assert.ok(
    facts.some((one) => one && 'requestId' in one && one.requestId === requestId),
    'the id that a customer sees finds the job',
  );
});

test('without one, all tries of a write are one trace by its Idempotency-Key', async () => {
  const { trace, jobs } = await publish({ 'idempotency-key': 'D9428888-122B-41E1-B85C-61A0B4D6A1F0' });
  assert.equal(trace, 'd9428888122b41e1b85c61a0b4d6a1f0');
  assert.equal(jobs.length, 1);
});

test('what is no trace is not taken for one', async () => {
  for (const traceparent of ['00-00000000000000000000000000000000-b7ad6b7169203331-01', 'x\\"', '00-1-1-1']) {
    const { trace } = await publish({ traceparent });
    assert.match(trace, /^[\da-f]{32}$/);
    assert.ok(!traceparent.includes(trace));
  }
});
