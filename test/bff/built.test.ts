import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'vite';
import type { DemoFile } from '../../bff/demo/demo-file.ts';
import { freePorts, startBff } from './process.ts';
import { scratch } from './store/files.ts';

/** `fetch` takes no other host name than the one that it asks. */
const post = (port: string, path: string, host: string, body: object) =>
  new Promise<number | undefined>((resolve, reject) => {
    const headers = { host, origin: `http://${host}`, 'content-type': 'application/json' };
    request({ port, path, headers, method: 'POST' }, (answer) => resolve(answer.resume().statusCode))
      .once('error', reject)
      .end(JSON.stringify(body));
  });

test('QH6: the server as it is built makes its databases, serves the scripts and the sites, and signs people in', async (t) => {
  // Others start it too: it must not be built under their feet.
  if (!process.env.TEST_BUILT) await build({ mode: 'bff', logLevel: 'warn' });
  const data = scratch();
  const ports = await freePorts();
  const url = `http://localhost:${ports['HC_PORT']}`;
  const env = { HC_DATA: data, HC_URL: url, HC_DEMO: '1', ...ports };
  const served = await startBff(env, [], '/readyz', 'dist/bff/serve.js');
  t.after(() => served.kill('SIGKILL'));
  assert.equal((await fetch(`${url}/embed/v1/hc.js`)).status, 200);
  assert.equal((await fetch(`http://localhost:${ports['HC_TIDEWELL_PORT']}/nl/mijn`)).status, 200);
  const { host, customers } = (JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as DemoFile).labels.tidewell;
  const { username: login, password } = customers[0]!.users[0]!;
  const signIn = (word: string) => post(ports['HC_PORT']!, '/v1/auth/sign_in', host, { login, password: word });
  // The first one loads what keeps the passwords.
  assert.equal(await signIn('not the password'), 401);
  assert.equal(await signIn(password), 200);
});
