import assert from 'node:assert/strict';
import type { DemoFile } from '../../bff/demo/demo-file.ts';

/** A customer on a page of his reseller, with a session that the reseller's server made. */
export interface Visitor {
  readonly token: string;
  readonly origin: string;
  /** Asks the process at `url`, which may be another one than the session came from; with a body it writes. */
  call<T>(url: string, path: string, body?: object): Promise<{ status: number; body: T }>;
}

export async function visitor(
  url: string,
  label: Pick<DemoFile['labels']['tidewell'], 'secretKey' | 'origins'>,
  customer: string,
  scope: readonly string[] = ['domains', 'domains.dns.*'],
): Promise<Visitor> {
  const origin = label.origins[0]!;
  const minted = await fetch(`${url}/v1/embed_sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${label.secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ customer, origin, scope }),
  });
  assert.equal(minted.status, 201, await minted.clone().text());
  const { client_secret: secret } = (await minted.json()) as { client_secret: string };
  const exchanged = await fetch(`${url}/embed/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', origin },
    body: JSON.stringify({ secret, client: '0.1.0', elements: [] }),
  });
  assert.equal(exchanged.status, 200, await exchanged.clone().text());
  const { token } = (await exchanged.json()) as { token: string };
  return {
    token,
    origin,
    async call<T>(at: string, path: string, body?: object) {
      const answer = await fetch(at + path, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${token}`,
          origin,
          ...(body ? { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: answer.status, body: (await answer.json()) as T };
    },
  };
}
