import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { SessionInfo } from '../../bff/account/answers.ts';
import type { DemoFile } from '../../bff/demo/demo-file.ts';
import { freePorts, runProgram, startBff, type Served } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { visitor } from './visitor.ts';
import { programFile } from '../program.ts';

/** From the moment that whoever revokes has his answer, in ms. */
const limit = 1000;
const data = scratch();
const running: Served[] = [];
let label: DemoFile['labels']['tidewell'];

before(async () => {
  running.push(await startBff({ ...(await freePorts()), HC_DATA: data, HC_DEMO: '1' }));
  label = (JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as DemoFile).labels.tidewell;
  running.push(await startBff({ ...(await freePorts()), HC_DATA: data, HC_DEMO: '0' }));
});
after(() => Promise.all(running.map((one) => one.kill('SIGKILL'))));

/** Asks a process by the name that the label's own host has in browsers. */
async function onOwnHost(
  { url }: Served,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: object,
) {
  const asked = request(`${url.replace('localhost', '127.0.0.1')}${path}`, {
    method,
    headers: { host: label.host, origin: `http://${label.host}`, 'content-type': 'application/json', ...headers },
  });
  asked.end(body && JSON.stringify(body));
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    asked.on('response', resolve).on('error', reject),
  );
  return { status: answer.statusCode!, cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '', answer };
}

type Ask = (served: Served, path: string) => Promise<number>;
type Listen = (served: Served) => Promise<{ ended: Promise<string> }>;

const withToken = ({ token, origin }: { token: string; origin: string }): { ask: Ask; listen: Listen } => {
  const headers = { authorization: `Bearer ${token}`, origin };
  return {
    ask: async ({ url }, path) => (await fetch(url + path, { headers })).status,
    listen: async ({ url }) => {
      const stream = await fetch(`${url}/v1/events`, { headers });
      assert.equal(stream.status, 200);
      return { ended: stream.text() };
    },
  };
};

const withCookie = (cookie: string): { ask: Ask; listen: Listen } => ({
  ask: async (served, path) => {
    const { status, answer } = await onOwnHost(served, 'GET', path, { cookie });
    answer.resume();
    return status;
  },
  listen: async (served) => {
    const { status, answer } = await onOwnHost(served, 'GET', '/v1/events', { cookie });
    assert.equal(status, 200);
    return { ended: text(answer) };
  },
});

/** Listens and reads in both processes, revokes, and looks how long each still serves. */
async function overWithin({ ask, listen }: { ask: Ask; listen: Listen }, revoke: () => Promise<unknown>) {
  for (const served of running) assert.equal(await ask(served, '/v1/domains'), 200);
  const streams = await Promise.all(running.map(listen));
  await revoke();
  const began = performance.now();
  const late = pause(5 * limit, 'it goes on');
  const times = await Promise.all([
    ...streams.map(async ({ ended }) => {
      assert.match(await Promise.race([ended, late]), /"kind":"session"/, 'an open page is told why');
      return performance.now() - began;
    }),
    ...running.map(async (served) => {
      while ((await ask(served, '/v1/domains')) !== 401) {
        assert.ok(performance.now() - began < 5 * limit, 'it still reads');
        await pause(20);
      }
      return performance.now() - began;
    }),
  ]);
  for (const time of times) assert.ok(time <= limit, `over after ${times.map(Math.round).join(', ')} ms`);
}

const signIn = async () => {
  const { username: login, password } = label.customers[0]!.users[0]!;
  const { status, cookie } = await onOwnHost(running[0]!, 'POST', '/v1/auth/sign_in', {}, { login, password });
  assert.equal(status, 200);
  return cookie;
};
const guest = () => visitor(running[0]!.url, label, label.customers[0]!.id, ['domains', 'account']);
const sessions = async (cookie: string): Promise<SessionInfo[]> => {
  const { answer } = await onOwnHost(running[0]!, 'GET', '/v1/account/sessions', { cookie });
  return (JSON.parse(await text(answer)) as { items: SessionInfo[] }).items;
};
const end = async (cookie: string, found: (one: SessionInfo) => boolean) => {
  const { id } = (await sessions(cookie)).find(found)!;
  return async () => {
    const { status } = await onOwnHost(running[0]!, 'DELETE', `/v1/account/sessions/${id}`, { cookie });
    assert.equal(status, 204);
  };
};

test('S10: an embed session that is revoked is over within a second, in both processes, and open pages are told', async () => {
  const visit = withToken(await guest());
  await overWithin(visit, await end(await signIn(), ({ kind }) => kind === 'embed'));
});

test('S10: so is a sign-in', async () => {
  const [mine, other] = [await signIn(), await signIn()];
  await overWithin(withCookie(other), await end(mine, ({ kind, current }) => kind === 'sign_in' && !current));
});

test('S10: with a secret key all sessions that it made are over, and it makes no more', async () => {
  const visit = withToken(await guest());
  const hc = async (...args: string[]) => {
    const { code, out, err } = await runProgram(programFile('cli'), args, { HC_DATA: data });
    assert.equal(code, 0, err);
    return out;
  };
  const { id } = (JSON.parse(await hc('key', 'list', label.id)) as { id: string; kind: string; hint: string }[]).find(
    ({ kind, hint }) => kind === 'secret' && label.secretKey.endsWith(hint),
  )!;
  await overWithin(visit, () => hc('key', 'revoke', id));
  for (const { url } of running) {
    const { status } = await fetch(`${url}/v1/embed_sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${label.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ customer: label.customers[0]!.id, origin: label.origins[0] }),
    });
    assert.equal(status, 401);
  }
});
