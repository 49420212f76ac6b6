import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { DemoFile } from '../../bff/demo/demo-file.ts';
import { request, Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { DomainPage, ZoneAnswer } from '../../bff/domains/answers.ts';
import { freePorts, startBff } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { visitor } from './visitor.ts';

test(
  'F8: a stop sends open streams away at once, and the next process has its ports',
  { timeout: 60_000 },
  async () => {
    const data = scratch();
    const env = { ...(await freePorts()), HC_DATA: data };
    const first = await startBff({ ...env, HC_DEMO: '1' });
    const { tidewell } = (JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as DemoFile).labels;
    const { token, origin } = await visitor(first.url, tidewell, tidewell.customers[0]!.id);
    const stream = await fetch(`${first.url}/v1/events`, { headers: { authorization: `Bearer ${token}`, origin } });
    assert.equal(stream.status, 200);
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    assert.match((await reader.read()).value ?? '', /listening/);

    const stopped = first.kill('SIGTERM');
    while (!(await reader.read()).done);
    // Its end is not waited for: whoever restarts a service does not wait either.
    const second = await startBff({ ...env, HC_DEMO: '0' });
    await stopped;
    assert.equal(first.child.exitCode, 0);
    await second.kill('SIGTERM');
  },
);

interface Ask {
  readonly url: string;
  readonly agent: Agent;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object | undefined;
}

/** One request. `refused`: the process never had the connection. Rejects when it had it and did not answer. */
function ask(
  { url, agent, headers, body }: Ask,
  stopping: boolean,
): Promise<{ status: number; body: unknown } | 'refused'> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method: body ? 'POST' : 'GET', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode!, body: JSON.parse(text) }));
    });
    asked.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNREFUSED' || (stopping && !asked.reusedSocket) ? resolve('refused') : reject(error),
    );
    asked.end(body && JSON.stringify(body));
  });
}

test(
  'F8: a stop under load: each request that was taken is answered, all streams end whole, and it is over within ten seconds',
  { timeout: 60_000 },
  async (t) => {
    const data = scratch();
    const served = await startBff({ ...(await freePorts()), HC_DATA: data, HC_DEMO: '1' });
    const { tidewell } = (JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as DemoFile).labels;
    const person = await visitor(served.url, tidewell, tidewell.customers[0]!.id);
    const headers = { authorization: `Bearer ${person.token}`, origin: person.origin };
    const { body: page } = await person.call<DomainPage>(served.url, '/v1/domains?state=active');
    const domains = page.items.filter(({ denied }) => !denied['domains.dns.edit']);
    const streams = await Promise.all(
      [0, 1, 2, 3].map(async () => {
        const { body } = await fetch(`${served.url}/v1/events`, { headers });
        const reader = body!.getReader();
        await reader.read();
        return async () => {
          while (!(await reader.read()).done);
        };
      }),
    );

    const answers = new Map<number, number>();
    const connected = new Set<number>();
    const failed: string[] = [];
    let stopping = false;
    let after = 0;
    const connection = async (number: number) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const url = `${served.url}/v1/domains/${domains[number % domains.length]!.id}/dns`;
      const write = { 'content-type': 'application/json' };
      for (let version = 1; ;) {
        const change = { op: 'set', name: `c${number}`, type: 'TXT', ttl: 300, records: [`${version} ${number}`] };
        const body = number % 2 ? { version, changes: [change] } : undefined;
        const late = stopping;
        const answer = await ask({ url, agent, headers: { ...headers, ...(body ? write : {}) }, body }, late).catch(
          (error: NodeJS.ErrnoException) => {
            failed.push(`${body ? 'write' : 'read'} ${late ? 'after' : 'before'} the stop: ${error.code}`);
          },
        );
        if (!answer || answer === 'refused') break;
        connected.add(number);
        if (late) after += 1;
        answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
        const zone = answer.body as Partial<ZoneAnswer> & { current?: ZoneAnswer };
        version = zone.version ?? zone.current?.version ?? version;
        // Some think between two clicks: their connection is at rest when the stop comes.
        await pause(number % 3 ? 5 : 60);
      }
      agent.destroy();
    };
    const load = Array.from({ length: 16 }, (_, number) => connection(number));
    while (connected.size < 16 || answers.get(200)! < 100) await pause(20);
    stopping = true;
    const began = performance.now();
    await Promise.all([served.kill('SIGTERM'), ...streams.map((ended) => ended()), ...load]);
    const took = performance.now() - began;
    t.diagnostic(`${JSON.stringify([...answers])}, ${after} of them after the stop, over in ${Math.round(took)} ms`);
    assert.deepEqual(failed, []);
    assert.deepEqual(
      [...answers.keys()].filter((status) => ![200, 409, 429].includes(status)),
      [],
    );
    assert.equal(served.child.exitCode, 0);
    assert.ok(took < 10_000);
  },
);
