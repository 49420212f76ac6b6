import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { harness, passwords, type Harness, type TestLabel } from '../bff/harness.ts';
import { sendLines, served } from './raw.ts';

const headers = [
  'x-forwarded-host',
  'forwarded',
  'x-host',
  'x-forwarded-server',
  'x-original-host',
  'x-http-host-override',
  'x-original-url',
  'x-rewrite-url',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-scheme',
  'x-locale',
  'referer',
];
const hosts = [
  'evil.example',
  'evil.example:443',
  'https://evil.example',
  '//evil.example',
  'host=evil.example;proto=https',
  'for=192.0.2.1;host="evil.example"',
  'north.hc.test, evil.example',
  'evil.example, north.hc.test',
  'north.hc.test@evil.example',
  'north.hc.test.evil.example',
  'evil.example/north.hc.test',
  'evil.example#north.hc.test',
  'evil.example?north.hc.test',
  'evil%2eexample',
  '[2001:db8::1]',
  '198.51.100.7',
];

let h: Harness;
let label: TestLabel;
before(async () => {
  h = await harness();
  label = await h.label('north');
  // A second name of the label's own: links lead to the first in any case.
  await h.store.control.addHost(label.id, 'second.hc.test');
  await h.user(label.id, await h.customer(label.id, 'Loaf'), 'Marieke');
});
after(() => h.close());

const body = JSON.stringify({ email: 'marieke@people.example' });
const asked = (host: string, more: readonly string[] = [], target = '/v1/auth/reset_request') => [
  `POST ${target} HTTP/1.1`,
  `host: ${host}`,
  `origin: http://${host}`,
  'content-type: application/json',
  ...more,
];
async function linksOf(ask: () => Promise<void>): Promise<string[]> {
  h.mails.length = 0;
  await ask();
  await h.bff.jobs.idle(label.id);
  return h.mails.map(({ text }) => /https?:\/\/\S+/.exec(text)![0].replace(/#.*/, ''));
}
const own = 'http://north.hc.test/ca/reset';

test('TR16: the link of a mail leads to the stored host, whatever 14 headers say of 16 hosts', async (t) => {
  const port = await served(t, h);
  const links = await linksOf(async () => {
    const answers = await Promise.all(
      headers.flatMap((name) => hosts.map((host) => sendLines(port, asked(label.host, [`${name}: ${host}`]), body))),
    );
    assert.ok(answers.every(({ status }) => status === 202));
  });
  assert.equal(links.length, headers.length * hosts.length);
  assert.deepEqual([...new Set(links)], [own]);
});

test('TR16: an unknown host is 421 and gets no mail, however it is put', async (t) => {
  const port = await served(t, h);
  const links = await linksOf(async () => {
    for (const host of [
      'evil.example',
      'north.hc.test.evil.example',
      'north.hc.test.',
      '198.51.100.7',
      '[2001:db8::1]',
    ])
      for (const target of ['/v1/auth/reset_request', `http://${host}/v1/auth/reset_request`])
        assert.equal((await sendLines(port, asked(host, [], target), body)).status, 421, `${host} ${target}`);
    const twice = await sendLines(port, asked('evil.example', [`host: ${label.host}`]), body);
    assert.ok([400, 421].includes(twice.status), String(twice.status));
    for (const host of ['', 'north.hc.test@evil.example', 'evil.example/north.hc.test', 'evil example']) {
      const { status } = await sendLines(port, asked(host), body);
      assert.ok([400, 421].includes(status), `${host}: ${status}`);
    }
  });
  assert.deepEqual(links, []);
  // Of two hosts that are his own, and in the absolute form of a request, it is the stored one too.
  const second = await linksOf(async () => {
    assert.equal((await sendLines(port, asked('second.hc.test'), body)).status, 202);
    const absolute = asked(label.host, [], `http://${label.host}/v1/auth/reset_request`);
    assert.equal((await sendLines(port, absolute, body)).status, 202);
  });
  assert.deepEqual(second, [own, own]);
});

test('TR16: 50 uses of one link at once: one sets a password', async () => {
  h.mails.length = 0;
  const post = (path: string, of: object) =>
    h.request(`http://${label.host}/v1/auth/${path}`, { method: 'POST', body: JSON.stringify(of) });
  await post('reset_request', { email: 'marieke@people.example' });
  await h.bff.jobs.idle(label.id);
  const token = /#([\w-]+)/.exec(h.mails.at(-1)!.text)![1]!;
  const statuses = await Promise.all(
    Array.from(
      { length: 50 },
      async (_, at) => (await post('reset', { token, password: `another loaf of bread ${at}` })).status,
    ),
  );
  assert.deepEqual(statuses.sort(), [204, ...Array<number>(49).fill(401)]);
  const again = await post('sign_in', { login: 'marieke', password: passwords.owner });
  assert.equal(again.status, 401, 'the old password is over');
});
