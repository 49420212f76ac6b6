import { randomUUID } from 'node:crypto';
import type { EmbedSessionInput } from '../../account/embed-input.ts';
import type { Visitor } from './visitors.ts';

/** All that these sites let their customers do in the page: tabs to read, actions to take. */
const scope = [
  'domains',
  'domains.*',
  'account',
  'account.profile.*',
  'account.password.*',
  'account.session.*',
  'account.notification.*',
];
const locales = ['en', 'nl', 'de'] as const;

export interface Minting {
  readonly bffUrl: string;
  readonly secretKey: string;
  readonly origin: string;
}

/** Asks the BFF for the one-time secret of a visitor's panels, as a reseller's server does. */
export async function mintSecret(
  { bffUrl, secretKey, origin }: Minting,
  { person, customer }: Visitor,
): Promise<{ secret: string } | { status: number }> {
  const locale = locales.find((one) => one === person.locale);
  const body: EmbedSessionInput = {
    external_id: customer.externalId,
    email: person.email,
    scope,
    origin,
    ...(locale ? { locale } : {}),
  };
  const answer = await fetch(`${bffUrl}/v1/embed_sessions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secretKey}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  if (!answer) return { status: 502 };
  if (!answer.ok) return { status: answer.status };
  const { client_secret: secret } = (await answer.json()) as { client_secret: string };
  return { secret };
}
