import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setDefaultCACertificates, getCACertificates } from 'node:tls';
import { outboundClient } from '../../../bff/platform/outbound/client.ts';
import { OutboundError } from '../../../bff/platform/outbound/port.ts';
import { lacking } from '../dns/real.ts';
import { selfSigned } from '../self-signed.ts';

const good = selfSigned('DNS:shop.example');
const skip = lacking('/usr/bin/faketime', 'faketime');

/** What comes of asking a site that shows a certificate. */
async function ask({ key, certificate: cert }: typeof good, name: string) {
  const server = createServer({ key, cert }, (_, response) => void response.end('hello'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `${name}:${(server.address() as AddressInfo).port}`;
  const client = outboundClient({ allowed: [host], resolve: async () => ['127.0.0.1'] });
  try {
    return await client.ask(`https://${host}/`);
  } catch (error) {
    assert.ok(error instanceof OutboundError, String(error));
    return error.code;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test(
  'a certificate that browsers refuse is told by what is wrong with it, one that they take by its end',
  { skip },
  async () => {
    assert.equal(await ask(good, 'shop.example'), 'certificate_untrusted');
    const old = selfSigned('DNS:shop.example', '5 days ago');
    setDefaultCACertificates([...getCACertificates('default'), good.certificate, old.certificate]);
    assert.equal(await ask(old, 'shop.example'), 'certificate_expired');
    assert.equal(await ask(good, 'other.example'), 'certificate_name');
    const answer = await ask(good, 'shop.example');
    assert.ok(typeof answer === 'object');
    const days = (answer.certificateUntil! - Date.now()) / 86_400_000;
    assert.ok(days > 1.9 && days <= 2, `${days} days`);
  },
);
