import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildWhenOlder } from '../../../bff/demo/build.ts';
import type { DemoFile } from '../../../bff/demo/demo-file.ts';
import { freePorts, startBff } from '../process.ts';
import { scratch } from '../store/files.ts';

const immutable = 'public, max-age=31536000, immutable';

test('C8: scripts of earlier builds stay where pages know them, and each build can be named', async (t) => {
  await buildWhenOlder();
  const data = scratch();
  mkdirSync(join(data, 'embed'));
  const earlier = 'hc-dns-editor-a1B2c3D4.js';
  writeFileSync(join(data, 'embed', earlier), 'export {};');
  const env = { ...(await freePorts()), HC_DATA: data, HC_DEMO: '1' };
  const bff = await startBff(env);
  t.after(() => bff.kill('SIGTERM'));
  const get = (path: string) => fetch(`${bff.url}/embed/v1/${path}`);

  const old = await get(earlier);
  assert.deepEqual([old.status, await old.text(), old.headers.get('cache-control')], [200, 'export {};', immutable]);

  const snippet = await (await get('snippet?key=hc_pk_test_demo')).text();
  const [, address = '', integrity = ''] = /src="([^"]+)" integrity="([^"]+)"/.exec(snippet) ?? [];
  const loader = await fetch(address);
  assert.equal(loader.headers.get('cache-control'), immutable);
  assert.match((await get('hc.js')).headers.get('cache-control')!, /^public, max-age=300/);
  const text = await loader.text();
  assert.equal(text, await (await get('hc.js')).text());
  const digest = async (body: string, name: string) =>
    `${name.toLowerCase().replace('-', '')}-${Buffer.from(await crypto.subtle.digest(name, Buffer.from(body))).toString('base64')}`;
  assert.equal(await digest(text, 'SHA-384'), integrity);
  const map = /<script type="importmap">(.+)<\/script>/.exec(snippet)![1]!;
  assert.ok(snippet.includes(`'${await digest(map, 'SHA-256')}'`), 'a policy can name the import map');

  const pinned = Object.entries((JSON.parse(map) as { integrity: Record<string, string> }).integrity);
  assert.ok(pinned.length > 30);
  for (const [url, hash] of pinned) {
    const script = await (await fetch(url)).text();
    assert.equal(await digest(script, 'SHA-384'), hash);
    const kept = readFileSync(join(data, 'embed', url.split('/').at(-1)!), 'utf8');
    assert.equal(kept, script, 'and it is kept for the time after an update');
  }

  const { labels } = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as DemoFile;
  const codeOf = async (key: string) => ((await (await get(`snippet?key=${key}`)).json()) as { code: string }).code;
  assert.equal(await codeOf(labels.tidewell.secretKey), 'key_not_allowed');
  assert.equal(await codeOf(encodeURIComponent('hc_pk_live_"><script>')), 'not_found');
});
