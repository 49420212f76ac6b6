import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RedirectPreview } from '../../../../bff/domains/redirects/answers.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { OutboundError, type OutboundAnswer } from '../../../../bff/platform/outbound/port.ts';
import { redirectWorld, type RedirectWorld } from './world.ts';

const page = (headers: Record<string, string> = {}, status = 200): OutboundAnswer => ({
  status,
  headers: new Headers(headers),
});
const on = (location: string) => page({ location }, 301);

/** What the web answers. */
const web: Readonly<Record<string, OutboundAnswer | OutboundError>> = {
  'https://open.example/': page(),
  'https://moved.example/': on('https://www.moved.example/start'),
  'https://www.moved.example/start': page({ 'content-security-policy': "script-src 'self'" }),
  'https://anybody.example/': page({ 'content-security-policy': 'frame-ancestors *', 'x-frame-options': 'DENY' }),
  'https://deny.example/': page({ 'x-frame-options': 'SAMEORIGIN' }),
  'https://csp.example/': page({
    'content-security-policy': "default-src 'self'; Frame-Ancestors 'self' https://a.example",
  }),
  'https://two.example/': page({ 'content-security-policy': "frame-ancestors *, frame-ancestors 'none'" }),
  'https://plain.example/': on('http://plain.example/'),
  'https://strange.example/': on('https://a;script-src.example/'),
  'https://gone.example/': page({}, 404),
  'https://inner.example/': new OutboundError('not_public'),
  'https://silent.example/': new OutboundError('unreachable'),
  ...Object.fromEntries([0, 1, 2, 3, 4].map((n) => [`https://hop${n}.example/`, on(`https://hop${n + 1}.example/`)])),
};
let asked: string[] = [];
let w: RedirectWorld;
before(async () => {
  w = await redirectWorld({
    outbound: {
      async ask(url) {
        asked.push(url);
        const answer = web[url] ?? new OutboundError('unreachable');
        if (answer instanceof OutboundError) throw answer;
        return answer;
      },
    },
  });
});
after(() => w.h.close());

const mask = { host: 'www', kind: 'mask' };

test('D14 TR11: a mask shows its target under its own name: one frame, no script, and only the target may load', async () => {
  const id = await w.domain('mask.example');
  const title = `Loaf </title><script>alert(1)</script> & "sons'`;
  const { status } = await w.create(id, {
    ...mask,
    target: 'https://moved.example',
    title,
    description: '"><img src=x>',
    noindex: true,
  });
  assert.equal(status, 200);
  const answer = await w.visit(`https://www.mask.example/a%22%3E%3Cscript%3E?q="><script>`);
  const html = await answer.text();
  const tags = [...html.matchAll(/<([a-z]+)/gi)].map(([, tag]) => tag);
  assert.deepEqual(tags, ['html', 'head', 'meta', 'meta', 'title', 'meta', 'meta', 'link', 'style', 'body', 'iframe']);
  assert.match(html, /<iframe src="https:\/\/moved\.example\/a%22%3E%3Cscript%3E\?q=%22%3E%3Cscript%3E"/);
  assert.match(html, /<link rel="canonical" href="https:\/\/moved\.example\//);
  assert.match(html, /<meta name="robots" content="noindex">/);
  const policy = answer.headers.get('content-security-policy')!;
  assert.match(policy, /default-src 'none'; frame-src https:\/\/moved\.example https:\/\/www\.moved\.example; /);
  assert.doesNotMatch(policy, /script-src|unsafe/);
  assert.equal(answer.headers.get('x-robots-tag'), 'noindex');
  assert.equal((await w.visit('https://www.mask.example/', { method: 'POST' })).status, 405);
});

test('D14: a mask without title has its name, and neither canonical nor noindex when they are off', async () => {
  const id = await w.domain('bare.example');
  await w.create(id, { ...mask, target: 'https://open.example', canonical: false });
  const html = await (await w.visit('https://www.bare.example/')).text();
  assert.match(html, /<title>www\.bare\.example<\/title>/);
  assert.doesNotMatch(html, /canonical|robots|description/);
});

test('D14 TR11: a target that may not be shown is refused before it is saved, with the reason', async () => {
  const id = await w.domain('no.example');
  for (const [host, code, words] of [
    ['deny', 'mask_frame_options', /deny\.example .*X-Frame-Options/],
    ['csp', 'mask_frame_ancestors', /csp\.example .*frame-ancestors/],
    ['two', 'mask_frame_ancestors', /two\.example/],
    ['plain', 'mask_insecure', /plain\.example .*without encryption/],
    ['strange', 'mask_status', /strange\.example/],
    ['gone', 'mask_status', /gone\.example .*error/],
    ['inner', 'mask_private', /inner\.example .*public/],
    ['silent', 'mask_unreachable', /silent\.example .*not answer/],
    ['hop1', 'mask_hops', /hop1\.example/],
  ] as const) {
    const wish = { ...mask, target: `https://${host}.example/`, version: 1 };
    for (const path of ['redirects', 'redirects/preview']) {
      const { status, body } = await w.call<ProblemBody>('POST', `/${id}/${path}`, wish);
      assert.deepEqual([status, body.fields], [422, { target: code }], `${path} ${host}`);
      assert.match(body.reason!, words);
    }
  }
  assert.deepEqual((await w.list(id)).items, []);
  const insecure = await w.create(id, { ...mask, target: 'http://open.example' });
  assert.deepEqual((insecure.body as unknown as ProblemBody).fields, { target: 'mask_insecure' });
  const anybody = await w.create(id, { ...mask, target: 'https://anybody.example' });
  assert.equal(anybody.status, 200, 'frame-ancestors stands above X-Frame-Options');
});

test('D14: each hop is asked anew, three at most, and a plain redirect asks nobody', async () => {
  const id = await w.domain('hops.example');
  asked = [];
  await w.create(id, { ...mask, target: 'https://hop0.example' });
  assert.deepEqual(
    asked,
    [0, 1, 2, 3].map((n) => `https://hop${n}.example/`),
  );
  asked = [];
  await w.create(id, { host: 'www', kind: '302', target: 'https://deny.example' });
  assert.deepEqual(asked, []);
});

test('D14: a redirect that becomes a mask is looked at too, and its words are forgotten when it is one no more', async () => {
  const id = await w.domain('turn.example');
  const { body } = await w.create(id, { host: 'www', target: 'https://deny.example' });
  const wish = { kind: 'mask', target: 'https://deny.example', version: 2 };
  assert.equal((await w.call('PATCH', `/redirects/${body.id}`, wish)).status, 422);
  const open = { ...wish, target: 'https://open.example', title: 'Open' };
  assert.equal((await w.call<RedirectPreview>('POST', `/redirects/${body.id}/preview`, open)).status, 200);
  assert.equal((await w.call('PATCH', `/redirects/${body.id}`, open)).status, 200);
  assert.equal((await w.list(id)).items[0]!.title, 'Open');
  await w.call('PATCH', `/redirects/${body.id}`, { ...open, kind: '301' });
  assert.deepEqual([(await w.list(id)).items[0]!.title, (await w.list(id)).items[0]!.kind], ['', '301']);
});
