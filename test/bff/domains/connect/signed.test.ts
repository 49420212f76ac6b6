import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ZoneAnswer } from '../../../../bff/domains/answers.ts';
import { keyRecords, signed } from './sign.ts';
import { connectWorld, shopQuery, zone, type ConnectWorld } from './world.ts';

let w: ConnectWorld;
before(async () => {
  w = await connectWorld();
});
after(() => w.h.close());

test('D7: nobody is led anywhere but where the template or a signature says', async () => {
  await w.domain('safe.example', zone);
  const ways = async (uri: string) =>
    (await w.look(shopQuery('safe.example', `&redirect_uri=${encodeURIComponent(uri)}`))).body.back;
  assert.equal((await ways('https://kassa.shop/x'))?.site, 'kassa.shop');
  for (const uri of [
    'https://evil.example/',
    'https://kassa.example.evil.example/',
    'https://notkassa.example/',
    'https://kassa.example@evil.example/',
    'https://x@kassa.example/',
    'javascript:alert(1)//kassa.example',
    'ftp://kassa.example/',
    '//kassa.example/',
    '/ca/',
    '',
  ])
    assert.equal(await ways(uri), undefined, uri);
});

test('D7: a template with a key takes signed requests alone, and the signature is over all that is asked', async () => {
  const pair = await keyRecords();
  const at = '_dck1.letters.example';
  const id = await w.domain('signed.example', [
    ...zone,
    { name: '@', type: 'TXT', ttl: 300, records: ['v=spf1 mx -all'] },
  ]);
  const asks = (query: string) => w.look(query, 'letters.example', 'news');
  const plain = 'domain=signed.example&ip=192.0.2.77&redirect_uri=https%3A%2F%2Fanywhere.example%2F';
  const query = await signed(pair.privateKey, plain, '_dck1');
  assert.equal((await asks(plain)).body.refusal, 'signature');
  assert.equal((await asks(query)).body.refusal, 'signature', 'no key in DNS');
  w.dns.unreachable = true;
  const later = await asks(query);
  assert.deepEqual([later.body.refusal, later.body.back], ['unreachable', undefined]);
  w.dns.unreachable = false;
  w.keys[at] = pair.records;
  const { body } = await asks(query);
  assert.deepEqual([body.signed, body.refusal, body.back?.site], [true, undefined, 'anywhere.example']);
  const bent = await asks(query.replace('192.0.2.77', '192.0.2.78'));
  assert.deepEqual([bent.body.refusal, bent.body.back], ['signature', undefined]);
  assert.equal((await asks(`${query}&host=www`)).body.refusal, 'signature');
  const foreign = await signed((await keyRecords()).privateKey, plain, '_dck1');
  assert.equal((await asks(foreign)).body.refusal, 'signature');
  const input = { version: 1, provider: 'letters.example', service: 'news', query: foreign };
  assert.equal((await w.call(`/v1/domains/${id}/connect`, input)).status, 422);
  const applied = await w.call<ZoneAnswer>(`/v1/domains/${id}/connect`, { ...input, query });
  assert.equal(applied.status, 200);
  assert.deepEqual(applied.body.rrsets.find(({ name, type }) => name === '@' && type === 'TXT')?.records, [
    'v=spf1 mx include:spf.letters.example ~all',
  ]);
});
