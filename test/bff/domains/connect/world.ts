import type { ConnectRequest } from '../../../../bff/domains/connect/answers.ts';
import { addTemplate } from '../../../../bff/domains/connect/store.ts';
import type { RRset } from '../../../../bff/domains/records.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { ResolverError } from '../../../../bff/platform/resolver/port.ts';
import { harness, passwords, type Harness } from '../../harness.ts';

const kassa = {
  providerId: 'kassa.example',
  providerName: 'Kassa',
  serviceId: 'shop',
  serviceName: 'Web shop',
  version: 3,
  hostRequired: true,
  warnPhishing: true,
  sharedProviderName: true,
  syncRedirectDomain: 'kassa.example, kassa.shop',
  records: [
    { type: 'CNAME', groupId: 'shop', host: '@', pointsTo: '%region%.shops.kassa.example', ttl: 300 },
    { type: 'TXT', groupId: 'proof', host: '_kassa', data: '%proof%', ttl: '3600', txtConflictMatchingMode: 'All' },
  ],
};
const letters = {
  providerId: 'letters.example',
  providerName: 'Letters',
  serviceId: 'news',
  serviceName: 'Newsletters',
  syncPubKeyDomain: 'letters.example',
  records: [
    { type: 'SPFM', host: '@', spfRules: 'include:spf.letters.example' },
    { type: 'A', host: 'news', pointsTo: '%ip%', ttl: 600 },
  ],
};

export const connect = { on: true, providerId: 'north.example' };
export const found: RRset = { name: '_domainconnect', type: 'TXT', ttl: 3600, records: ['north.hc.test'] };
export const zone: RRset[] = [found, { name: 'shop', type: 'A', ttl: 300, records: ['192.0.2.1'] }];
export const shopQuery = (domain: string, more = '') => `domain=${domain}&host=shop&region=eu&proof=a1%2Bb${more}`;

/** A label with three templates, a customer of it, and a public DNS that says what the test wants. */
export async function connectWorld() {
  const keys: Record<string, readonly string[]> = {};
  const dns = { unreachable: false };
  const h = await harness({
    resolver: {
      records: async (name, type) => {
        if (dns.unreachable) throw new ResolverError();
        return (type === 'TXT' && keys[name]) || [];
      },
      ask: async () => ({ state: 'silent' }),
    },
  });
  const label = await h.label('north', { connect });
  const customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  await h.store.labels.use(label.id, async ({ db }) => {
    for (const template of [kassa, letters, { ...kassa, serviceId: 'later', syncBlock: true }])
      await addTemplate(db, template);
  });
  async function call<T>(path: string, body?: unknown, init: Parameters<Harness['request']>[1] = { cookie }) {
    const answer = await h.request(`http://${label.host}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...init,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : undefined) as T };
  }
  const look = (query: string, provider = 'kassa.example', service = 'shop') =>
    call<ConnectRequest & ProblemBody>(`/v1/domains/connect?${new URLSearchParams({ provider, service, query })}`);
  const domain = (name: string, rrsets: readonly RRset[] = zone, more: object = {}) =>
    h.domain(label.id, customer, name, rrsets, more);
  return { h, label, customer, keys, dns, call, look, domain };
}
export type ConnectWorld = Awaited<ReturnType<typeof connectWorld>>;
