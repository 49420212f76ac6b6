import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { freePort } from '../../../bff/demo/platform/free-port.ts';
import { noLimits } from '../../../bff/http/limits.ts';
import { setUpFinder } from '../../../bff/mail/setup/find.ts';
import { redirectServer } from '../../../bff/platform/redirect/server.ts';
import { exampleHosts } from '../../../bff/platform/mail/memory.ts';
import { mailWorld, type MailWorld } from './world.ts';

let w: MailWorld;
let port = 0;
let askPort = 0;
let stop: () => Promise<void>;
before(async () => {
  w = await mailWorld();
  await w.create('info');
  await w.idle();
  [port, askPort] = [await freePort(), await freePort()];
  const find = async () => undefined;
  const findSetUp = setUpFinder({ ...w.h.store, hosts: exampleHosts, now: Date.now });
  stop = await redirectServer({ find, findSetUp, limits: noLimits, port, askPort });
});
after(async () => {
  await stop();
  await w.h.close();
});

/** Of another host than the one that is asked, which fetch cannot. */
const ask = (host: string, path: string, body?: string) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const asked = request({ port, host: '127.0.0.1', path, method, headers: { host } }, async (answer) => {
      let text = '';
      for await (const part of answer.setEncoding('utf8')) text += part as string;
      resolve({ status: answer.statusCode!, text });
    });
    asked.once('error', reject).end(body);
  });
/** Values at a path of a document, as a reader of XML has them. */
const values = (xml: string, path: string): string[] =>
  execFileSync('xmllint', ['--xpath', path, '-'], { input: xml, encoding: 'utf8' }).trim().split('\n');
const named = (name: string) => `//*[local-name()="${name}"]/text()`;

const question = (address: string) => `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>
<EMailAddress>${address}</EMailAddress><AcceptableResponseSchema>x</AcceptableResponseSchema></Request></Autodiscover>`;

test('M1: Thunderbird is told the servers of a domain, whether there is such an address or not', async () => {
  const { status, text } = await ask(
    'autoconfig.loaf.example',
    '/mail/config-v1.1.xml?emailaddress=nobody%40loaf.example',
  );
  assert.equal(status, 200);
  assert.deepEqual(values(text, named('hostname')), Array(3).fill('mail.north.example'));
  assert.deepEqual(values(text, named('port')), ['993', '995', '465']);
  assert.deepEqual(values(text, named('socketType')), ['SSL', 'SSL', 'SSL']);
  assert.deepEqual(values(text, named('displayName')), ['north']);
});

test('M1: Outlook is told the same for the address that it asks for', async () => {
  const path = '/Autodiscover/Autodiscover.xml';
  const { status, text } = await ask('autodiscover.loaf.example', path, question('Info@Loaf.example'));
  assert.equal(status, 200);
  assert.deepEqual(values(text, named('Type')), ['IMAP', 'POP3', 'SMTP']);
  assert.deepEqual(values(text, named('Server')), Array(3).fill('mail.north.example'));
  assert.deepEqual(values(text, named('LoginName')), Array(3).fill('info@loaf.example'));
  for (const wrong of ['', '<EMailAddress></EMailAddress>', question('info@other.example'), 'x'.repeat(100_000)])
    assert.equal((await ask('autodiscover.loaf.example', path, wrong)).status, 400, wrong.slice(0, 40));
  assert.equal((await ask('autodiscover.loaf.example', path)).status, 405);
});

test('nothing is told of other domains, and certificates are made for those alone', async () => {
  for (const host of ['autoconfig.other.example', 'autoconfig.north.example', 'loaf.example', 'autoconfig.'])
    assert.equal((await ask(host, '/mail/config-v1.1.xml')).status, 404, host);
  assert.equal((await ask('autoconfig.loaf.example', '/')).status, 404);
  const certificate = async (name: string) => (await fetch(`http://127.0.0.1:${askPort}/?domain=${name}`)).status;
  assert.equal(await certificate('autoconfig.loaf.example'), 200);
  assert.equal(await certificate('Autodiscover.Loaf.example'), 200);
  for (const name of ['autoconfig.other.example', 'loaf.example', 'mail.loaf.example'])
    assert.equal(await certificate(name), 403, name);
});

test('M1: the profile for Apple’s devices is at the address that the code holds, without a password and without signing in', async () => {
  const { profileUrl } = await w.read((await w.list()).items[0]!.id);
  assert.equal(profileUrl, `http://${w.label.host}/ca/mail/info%40loaf.example/profile`);
  const profile = async (url: string) => w.h.request(url, {});
  const answer = await profile(profileUrl);
  assert.equal(answer.headers.get('content-type'), 'application/x-apple-aspen-config');
  const text = await answer.text();
  const pairs = Object.fromEntries(
    [...text.matchAll(/<key>(\w+)<\/key><(?:string|integer)>([^<]*)</g)].map(([, key, value]) => [key, value]),
  );
  assert.equal(pairs['EmailAddress'], 'info@loaf.example');
  assert.deepEqual(
    [pairs['IncomingMailServerHostName'], pairs['IncomingMailServerPortNumber']],
    ['mail.north.example', '993'],
  );
  assert.equal(
    (await profile(profileUrl.replace('info', 'nobody'))).status,
    200,
    'nobody learns which addresses there are',
  );
  const south = await w.h.label('south');
  for (const url of [
    profileUrl.replace(w.label.host, south.host),
    profileUrl.replace('loaf.', 'other.'),
    profileUrl.replace('info%40', ''),
  ])
    assert.equal((await profile(url)).status, 404, url);
});
