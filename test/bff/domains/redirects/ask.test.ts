import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { memoryLimits } from '../../../../bff/http/limits.node.ts';
import { certificateAnswers } from '../../../../bff/platform/redirect/ask.ts';
import { redirectWorld, type RedirectWorld } from './world.ts';

let w: RedirectWorld;
before(async () => {
  w = await redirectWorld();
});
after(() => w.h.close());

test('D13: certificates are for hosts with a redirect, and of the names below a wildcard for some only', async () => {
  const answer = certificateAnswers({ find: w.find, isSetUp: async () => false, limits: memoryLimits() });
  const ask = async (host: string) => (await answer(new Request(`http://127.0.0.1/?domain=${host}`))).status;
  const id = await w.domain('loaf.example');
  await w.create(id, { host: 'www', target: 'https://bread.example' });
  assert.deepEqual([await ask('www.loaf.example'), await ask('WWW.loaf.example')], [200, 200]);
  for (const host of ['loaf.example', 'shop.loaf.example', 'other.example', 'example', '', '..', 'a%00.loaf.example'])
    assert.equal(await ask(host), 403, host);
  await w.create(id, { host: '*', target: 'https://bread.example' });
  assert.equal(await ask('made-up-0.loaf.example'), 200);
  const statuses = await Promise.all(Array.from({ length: 25 }, (_, at) => ask(`made-up-${at}.loaf.example`)));
  assert.deepEqual(statuses.sort(), [...Array(20).fill(200), ...Array(5).fill(403)]);
  assert.equal(await ask('www.loaf.example'), 200, 'a name that somebody chose is not counted');
  for (const name of ['late', 'late']) assert.equal(await ask(`${name}.loaf.example`), 403, 'one too many stays one');
  const again = 'made-up-0.loaf.example';
  assert.deepEqual([await ask(again), await ask(again)], [200, 200], 'one that was counted is not counted again');
});
