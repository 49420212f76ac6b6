import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { harness, type Harness } from '../bff/harness.ts';
import { sendLines, sendRaw, served } from './raw.ts';
import { person, type Person } from './two-customers.ts';

let h: Harness;
let mine: Person;
before(async () => {
  h = await harness();
  mine = await person(h, await h.label('north'), 'Loaf');
});
after(() => h.close());

/** The limits of the id itself: an answer within a second, and the heap as it was. */
async function cheaply<T>(name: string, body: () => Promise<T>): Promise<T> {
  const heap = process.memoryUsage().heapUsed;
  const began = performance.now();
  const result = await body();
  assert.ok(performance.now() - began <= 1000, `${name} took ${performance.now() - began} ms`);
  assert.ok(process.memoryUsage().heapUsed - heap <= 50e6, name);
  return result;
}
const head = (line: string, more: readonly string[] = []) => [
  `${line} HTTP/1.1`,
  `host: ${mine.label.host}`,
  `origin: http://${mine.label.host}`,
  `cookie: ${mine.cookie}`,
  'content-type: application/json',
  ...more,
];

test('TR21: what is too much or too deep is refused at once, with the right status', { timeout: 20_000 }, async (t) => {
  const port = await served(t, h);
  const zone = `/v1/domains/${mine.domain}/dns`;
  const change = { op: 'set', name: 'www', type: 'A', ttl: 300, records: ['192.0.2.1'] };
  const set = (changes: unknown) => JSON.stringify({ version: 2, changes });
  const cases: [string, string, string, string[], number][] = [
    ['1,001 changes', `POST ${zone}`, set(Array.from({ length: 1001 }, () => change)), [], 422],
    ['1,001 records', `POST ${zone}`, set([{ ...change, records: Array(1001).fill('192.0.2.1') }]), [], 422],
    ['100,000 wrong changes', `POST ${zone}`, set(Array(100_000).fill(1)), [], 422],
    ['100,000 wrong records', `POST ${zone}`, set([{ ...change, records: Array(100_000).fill(1) }]), [], 422],
    ['deep JSON', `POST ${zone}`, `${'['.repeat(100_000)}${']'.repeat(100_000)}`, [], 422],
    ['a long body', `POST ${zone}`, `"${'x'.repeat(300_000)}"`, [], 413],
    ['a page of 201', 'GET /v1/domains?limit=201', '', [], 422],
    ['a long header', 'GET /v1/me', '', [`x-long: ${'x'.repeat(100_000)}`], 431],
  ];
  for (const [name, line, body, more, status] of cases) {
    const answer = await cheaply(name, () => sendLines(port, head(line, more), body));
    assert.equal(answer.status, status, name);
    assert.ok(answer.body.length < 50_000, `${name} is answered with ${answer.body.length} bytes`);
  }
  // In pieces, of which nobody says how many will come.
  async function* pieces() {
    yield [...head(`POST ${zone}`, ['transfer-encoding: chunked']), '', ''].join('\r\n');
    for (let sent = 0; sent < 40; sent += 1) {
      yield `4000\r\n${'x'.repeat(0x4000)}\r\n`;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  assert.equal((await cheaply('chunks', () => sendRaw(port, pieces()))).status, 413);
  assert.equal((await sendLines(port, head('GET /v1/me'))).status, 200, 'others are served as before');
});
