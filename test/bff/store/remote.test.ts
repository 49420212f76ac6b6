import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import { resellers } from '../../../bff/store/control.schema.ts';
import { remoteDatabases } from '../../../bff/store/open.ts';
import { RemoteClient } from '../../../bff/store/remote.ts';

interface PipelineRequest {
  readonly requests: readonly { readonly type: string; readonly stmt?: { readonly sql: string } }[];
}

/** Speaks as much Hrana 2 over HTTP as one select needs, and keeps what it was asked. */
async function hranaServer() {
  const asked: { headers: IncomingHttpHeaders; sql: string[] }[] = [];
  const cell = { type: 'integer', value: '7' };
  const result = {
    cols: [{ name: 'n', decltype: null }],
    rows: [[cell]],
    affected_row_count: 0,
    last_insert_rowid: null,
  };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { requests } = JSON.parse(text || '{"requests":[]}') as PipelineRequest;
    const statements = requests.flatMap(({ stmt }) => stmt?.sql ?? []);
    asked.push({ headers: request.headers, sql: statements });
    if (request.method === 'GET') return response.writeHead(404).end();
    const steps = { step_results: [null, result, null, null], step_errors: [null, null, null, null] };
    const results = requests.map(({ type }) => ({
      type: 'ok',
      response: { type, ...(type === 'execute' ? { result } : type === 'batch' ? { result: steps } : {}) },
    }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ baton: null, base_url: null, results }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const namespaceOf = (headers: IncomingHttpHeaders) => {
  const header = headers['x-namespace-bin'];
  return typeof header === 'string' ? Buffer.from(header, 'base64').toString() : undefined;
};

test('a server at an IP address gets the name in the header, and the token', async (t) => {
  const server = await hranaServer();
  t.after(server.close);
  const client = new RemoteClient({ url: `http://127.0.0.1:${server.port}`, token: 'a token' }, 'lab_5fcbb4e8-dbff');
  const { rows } = await client.execute('select 7 as n');
  assert.equal(rows[0]!.n, 7);
  const last = server.asked.findLast(({ sql: statements }) => statements.length)!;
  assert.equal(namespaceOf(last.headers), 'lab_5fcbb4e8-dbff');
  assert.ok(!String(last.headers['x-namespace-bin']).includes('='));
  assert.equal(last.headers.authorization, 'Bearer a token');
  client.close();
});

test('a server with a name for each database gets it in the host, and no header', async (t) => {
  const server = await hranaServer();
  t.after(server.close);
  // `*.sqld.test` resolves nowhere: the request is looked at and sent to our server.
  const hosts: string[] = [];
  const send = globalThis.fetch;
  t.mock.method(globalThis, 'fetch', (request: Request) => {
    const { host, pathname } = new URL(request.url);
    hosts.push(host);
    return send(new Request(`http://127.0.0.1:${server.port}${pathname}`, request));
  });
  const client = new RemoteClient({ url: `http://{db}.sqld.test:${server.port}` }, 'control');
  await client.execute('select 7 as n');
  const last = server.asked.findLast(({ sql: statements }) => statements.length)!;
  assert.deepEqual(new Set(hosts), new Set([`control.sqld.test:${server.port}`]));
  assert.equal(namespaceOf(last.headers), undefined);
  assert.equal(last.headers.authorization, undefined);
  client.close();
});

test('drizzle reads through it, by the column’s own type', async (t) => {
  const server = await hranaServer();
  t.after(server.close);
  const { db, client } = remoteDatabases({ url: `http://127.0.0.1:${server.port}` }).open('control');
  assert.deepEqual(await db.select({ n: sql<number>`n` }).from(resellers), [{ n: 7 }]);
  assert.match(server.asked.findLast(({ sql: statements }) => statements.length)!.sql[0]!, /from "resellers"/);
  client.close();
});
