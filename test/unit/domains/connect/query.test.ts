import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { keyName, readKey } from '../../../../bff/domains/connect/rules-key.ts';
import { backTo, readQuery, returnAddress } from '../../../../bff/domains/connect/rules-query.ts';

const ids = { providerId: 'a.example', providerName: 'A', serviceId: 's', serviceName: 'S' };
const template = { ...ids, syncRedirectDomain: 'a.example', records: [] };

describe('D7: Domain Connect requests', () => {
  it('D7: a signature is over the query as it stood, without itself and its key', () => {
    assert.equal(readQuery('a=1&sig=x%3D&b=%7e+2&key=k')?.signed, 'a=1&b=%7e+2');
    assert.equal(readQuery('sig=x&key=k&a=1')?.signed, 'a=1');
    assert.equal(readQuery('sigma=1&keys=2')?.signed, 'sigma=1&keys=2');
    assert.equal(readQuery('a=1&a=2'), undefined, 'it could be read in two ways');
    assert.equal(readQuery('a=1&%61=2'), undefined);
    assert.equal(readQuery('a=%ff'), undefined);
    assert.equal(readQuery(Array.from({ length: 251 }, (_, at) => `p${at}=1`).join('&')), undefined);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.string()), { selector: ([name]) => name }),
        (pairs) => {
          const wellFormed = pairs.filter(([name, value]) => name.isWellFormed() && value.isWellFormed());
          const asked = readQuery(new URLSearchParams(wellFormed).toString());
          assert.deepEqual([...(asked?.parameters ?? [])], wellFormed);
        },
      ),
    );
  });

  it('D7: a key comes in numbered parts, and of the one kind that there is', () => {
    const bytes = (text: string) => Buffer.from(text).toString('base64');
    const whole = bytes('a key of some length');
    const parts = [`p=2,a=RS256,d=${whole.slice(9)}`, 'v=spf1 -all', `p=1,d=${whole.slice(0, 9)}`];
    assert.equal(Buffer.from(readKey(parts)!).toString(), 'a key of some length');
    assert.equal(readKey(['p=1,a=ES256,d=AAAA']), undefined);
    assert.equal(readKey(['p=1,d=AAAA', 'p=1,d=BBBB']), undefined);
    assert.equal(readKey(['p=1,d=%%%']), undefined);
    assert.equal(readKey(['hello']), undefined);
    assert.equal(keyName('_k1', 'A.example'), '_k1.a.example');
    for (const bad of ['', '.', 'a..b', 'a b', '*', '-a', 'é', `${'a'.repeat(64)}`])
      assert.equal(keyName(bad, 'a.example'), undefined, bad);
  });

  it('D7: the way back keeps what it had, takes the state along and says how it ended', () => {
    const asked = readQuery('state=a%26b&redirect_uri=https%3A%2F%2Fx.a.example%2Fp%3Fq%3D1%26error%3Dold%23f')!;
    const way = returnAddress(template, asked, { signed: false, plain: false })!;
    assert.equal(backTo(way, asked), 'https://x.a.example/p?q=1&state=a%26b#f');
    assert.equal(
      backTo(way, asked, 'access_denied', 'user_cancel'),
      'https://x.a.example/p?q=1&state=a%26b&error=access_denied&error_description=user_cancel#f',
    );
    const plain = readQuery('redirect_uri=http%3A%2F%2Fa.example%2F')!;
    assert.equal(returnAddress(template, plain, { signed: true, plain: false }), undefined);
    assert.equal(returnAddress(template, plain, { signed: false, plain: true })?.href, 'http://a.example/');
  });

  it('D7: whatever a request names, an unsigned one leads to the domains of the template alone', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.domain().map((name) => `https://a.example@${name}`),
        ),
        (uri) => {
          const asked = readQuery(new URLSearchParams({ redirect_uri: uri.toWellFormed() }).toString())!;
          const way = returnAddress(template, asked, { signed: false, plain: false });
          assert.ok(way === undefined || way.hostname === 'a.example' || way.hostname.endsWith('.a.example'), uri);
        },
      ),
    );
  });
});
