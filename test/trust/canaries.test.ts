import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../bff/demo/platform/free-port.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { harness } from '../bff/harness.ts';
import { freePorts, startBff } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { sendLines } from './raw.ts';

const canary = (name: string) => `canary-${name.replaceAll(' ', '-')}-${crypto.randomUUID()}`;

test(
  'TR20: no secret is in the output, the files, the figures or an answer, whatever fails',
  { timeout: 60_000 },
  async (t) => {
    const secrets: Record<string, string> = {};
    const secret = (name: string, value = canary(name)) => (secrets[name] = value);

    const powerDns = createServer((request, response) => {
      response.writeHead(500).end(JSON.stringify({ error: `bad key ${request.headers['x-api-key']}` }));
    });
    await new Promise<void>((resolve) => powerDns.listen(0, '127.0.0.1', resolve));
    t.after(() => powerDns.close());

    const data = scratch('/dev/shm');
    const h = await harness({ databases: fileDatabases(data) });
    t.after(() => h.close());
    const label = await h.label('north');
    const customer = await h.customer(label.id, 'Loaf');
    const { email } = await h.user(label.id, customer, 'Marieke', 'owner', secret('password'));
    const domain = await h.domain(label.id, customer, 'loaf.example');
    secret('secret key', label.secretKey);

    const ports = await freePorts();
    const bff = await startBff({
      ...ports,
      HC_DATA: data,
      HC_DEMO: '0',
      HC_URL: 'http://hc.test',
      HC_SECRET: secret('HC_SECRET'),
      HC_POWERDNS_URL: `http://127.0.0.1:${(powerDns.address() as AddressInfo).port}`,
      HC_POWERDNS_KEY: secret('PowerDNS key'),
      HC_SMTP_URL: `smtp://hc:${secret('SMTP password')}@127.0.0.1:${await freePort()}`,
    });
    const port = Number(new URL(bff.url).port);
    const answers: string[] = [];
    const ask = async (line: string, body?: unknown, more: readonly string[] = [], host = label.host) => {
      const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
      const type = body === undefined ? [] : ['content-type: application/json'];
      const answer = await sendLines(port, [`${line} HTTP/1.1`, `host: ${host}`, ...type, ...more], text);
      if (answer.status >= 400) answers.push(answer.body);
      return answer;
    };
    const own = [`origin: http://${label.host}`];

    const signedIn = await ask('POST /v1/auth/sign_in', { login: 'marieke', password: secrets.password }, own);
    assert.equal(signedIn.status, 200);
    const cookie = secret('cookie', signedIn.headers.get('set-cookie')!.split(';')[0]!);
    await ask('POST /v1/auth/sign_in', { login: 'marieke', password: secret('wrong password') }, own);
    await ask('POST /v1/auth/sign_in', `{"login":"marieke","password":"${secret('broken JSON')}"`, own);
    await ask('POST /v1/auth/sign_in', { login: 'marieke', password: secret('odd field'), odd: 1 }, own);
    assert.equal((await ask('POST /v1/auth/reset_request', { email }, own)).status, 202);
    await ask('POST /v1/auth/reset', { token: secret('reset token'), password: secret('new password') }, own);
    await ask('POST /v1/auth/step_up', { action: 'x', object: 'y', password: secret('step-up password') }, [
      ...own,
      `cookie: ${cookie}`,
    ]);
    await ask(`GET /v1/domains?q=${secret('query')}&nothing=1`, undefined, [`cookie: ${cookie}`]);

    const key = [`authorization: Bearer ${label.secretKey}`];
    const minted = await ask(
      'POST /v1/embed_sessions',
      { customer, origin: label.origin, scope: ['domains', 'domains.dns.*'] },
      key,
      'hc.test',
    );
    const embed = secret('embed secret', (JSON.parse(minted.body) as { client_secret: string }).client_secret);
    const page = [`origin: ${label.origin}`];
    const exchanged = await ask(
      'POST /embed/v1/token',
      { secret: embed, client: '0.1.0', elements: [] },
      page,
      'hc.test',
    );
    const token = secret('token', /hcet_[\w-]+/.exec(exchanged.body)![0]);
    const bearer = [...page, `authorization: Bearer ${token}`];
    await ask('GET /v1/me', undefined, [...page, `authorization: Bearer ${secret('wrong token')}`], 'hc.test');
    const changes = [{ op: 'set', name: 'www', type: 'A', ttl: 300, records: ['192.0.2.1'] }];
    assert.equal((await ask(`POST /v1/domains/${domain}/dns`, { version: 1, changes }, bearer, 'hc.test')).status, 200);
    for (const end = performance.now() + 5000; performance.now() < end; await pause(50))
      if (/domains\.zone/.test(bff.said()) && /account\.mail/.test(bff.said())) break;
    await h.store.labels.use(label.id, ({ client }) => client.executeMultiple('alter table domains rename to gone'));
    assert.equal(
      (await ask(`GET /v1/domains?q=${secret('query of a failure')}`, undefined, bearer, 'hc.test')).status,
      500,
    );

    const figures = await (await fetch(`http://127.0.0.1:${ports.HC_OPS_PORT}/metrics`)).text();
    await bff.kill('SIGTERM');
    const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(data, name)).isFile(),
    );
    const places: Record<string, string> = {
      output: bff.said(),
      figures,
      answers: answers.join('\n'),
      ...Object.fromEntries(files.map((name) => [name, readFileSync(join(data, name), 'latin1')])),
    };
    assert.match(places.output!, /job_failed/);
    assert.match(places.figures!, /hc_request_seconds/);
    assert.ok(
      Object.values(places).some((text) => text.includes(domain)),
      'what is stored is found',
    );
    for (const [name, value] of Object.entries(secrets))
      for (const [place, text] of Object.entries(places)) assert.ok(!text.includes(value), `${name} is in ${place}`);
    for (const [place, text] of Object.entries(places))
      assert.ok(!text.includes('/ca/reset#'), `a reset link is in ${place}`);
  },
);
