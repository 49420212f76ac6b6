import assert from 'node:assert/strict';
import type { SessionInfo } from '../../bff/account/answers.ts';
import type { DomainDetail, HistoryPage } from '../../bff/domains/answers.ts';
import type { RedirectSaved } from '../../bff/domains/redirects/answers.ts';
import { addTemplate } from '../../bff/domains/connect/store.ts';
import { pushes } from '../../bff/domains/push/schema.ts';
import { transfers } from '../../bff/domains/transfers/schema.ts';
import { mailboxCookie } from '../../bff/mail/self/cookie.ts';
import { routesOf } from '../../bff/http/route.ts';
import { codeChallenge, randomSecret } from '../../bff/store/hash.ts';
import { newId } from '../../bff/store/ids.ts';
import { bakery } from '../bff/domains/contacts/people.ts';
import { pastBulk } from '../bff/domains/bulk/past.ts';
import { pastMailbox } from '../bff/mail/past.ts';
import { passwords, type Harness, type TestLabel } from '../bff/harness.ts';

export interface Person {
  readonly label: TestLabel;
  readonly customer: string;
  readonly user: string;
  readonly login: string;
  readonly cookie: string;
  readonly domain: string;
  /** A domain that another registrar does not give us. */
  readonly stuck: string;
  /** A domain that another customer offers him. */
  /** A domain that another registrar asks for. */
  readonly leaving: string;
  readonly offer: string;
  readonly declined: string;
  readonly change: string;
  readonly redirect: string;
  /** A bulk change that is over. */
  readonly bulk: string;
  /** A domain that leads its mail to the plan. */
  readonly mailDomain: string;
  readonly mailbox: string;
  /** Signed in to it. */
  readonly mailboxToken: string;
  /** A program's password of the mailbox. */
  readonly app: string;
  /** Another one, for its user to take back. */
  readonly ownApp: string;
  readonly forward: string;
  readonly catchAll: string;
  /** An import of mailboxes that is over. */
  readonly imported: string;
  /** A hosting plan. */
  readonly plan: string;
  /** A child host. */
  readonly host: string;
  /** Another session of his. */
  readonly session: string;
  /** One of a page that acts for him. */
  readonly page: string;
}

/** A service that may ask for domains of the label. */
const service = { provider: 'acme.example', service: 'site' };
const template = {
  providerId: service.provider,
  providerName: 'Acme',
  serviceId: service.service,
  serviceName: 'Site',
  records: [{ type: 'A', host: 'site', pointsTo: '192.0.2.3' }],
};

/** A customer with one person, a domain with one change set, and two sessions. */
export async function person(h: Harness, label: TestLabel, name: string): Promise<Person> {
  const login = name.toLowerCase();
  const customer = await h.customer(label.id, name);
  const { id: user } = await h.user(label.id, customer, name);
  const domain = await h.domain(label.id, customer, `${login}.example`);
  await h.signIn(label, login, passwords.owner);
  const cookie = await h.signIn(label, login, passwords.owner);
  const ask = async <T>(path: string, body?: object) => {
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const answer = await h.request(`http://${label.host}/v1${path}`, { cookie, ...init });
    assert.equal(answer.status, 200, await answer.clone().text());
    return (await answer.json()) as T;
  };
  await h.store.labels.use(label.id, ({ db }) => addTemplate(db, template));
  await h.set(label.id, { connect: { on: true } });
  const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.1'] };
  await ask(`/domains/${domain}/dns`, { version: 1, changes: [change] });
  const history = await ask<HistoryPage>(`/domains/${domain}/dns/history`);
  // Of another domain, so that the zone of the first stays as it is.
  const away = await h.domain(label.id, customer, `${login}-away.example`, [], { ownNameServers: false });
  const wish = { host: 'www', kind: '301', target: 'https://elsewhere.example/', version: 1 };
  const redirect = await ask<RedirectSaved>(`/domains/${away}/redirects`, wish);
  const child = { name: 'ns1', addresses: ['192.0.2.53'] };
  const { registration } = await ask<DomainDetail>(`/domains/${away}/hosts`, child);
  const stuck = await h.domain(label.id, customer, `${login}-stuck.example`, [], { state: 'pending_transfer_in' });
  const move = { id: newId('transfer'), domainId: stuck, incoming: true, by: name, startedAt: new Date() };
  const leaving = await h.domain(label.id, customer, `${login}-leaving.example`);
  const leaves = { ...move, id: newId('transfer'), domainId: leaving, incoming: false };
  await h.store.labels.use(label.id, ({ db }) =>
    db.insert(transfers).values([
      { ...move, state: 'stuck' },
      { ...leaves, state: 'waiting' },
    ]),
  );
  const bulk = await pastBulk(h, label.id, { customer, domain });
  const mailDomain = await h.domain(label.id, customer, `${login}-mail.example`);
  const mail = await pastMailbox(h, label.id, { customer, domain: mailDomain });
  const offered = async (at: string) => {
    const giver = await h.customer(label.id, `${name} ${at}`);
    const domainId = await h.domain(label.id, giver, `${login}-${at}.example`);
    const times = { createdAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000) };
    const push = { id: newId('push'), domainId, fromId: giver, email: `${login}@people.example`, by: '', ...times };
    await h.store.labels.use(label.id, ({ db }) => db.insert(pushes).values({ ...push, state: 'open' }));
    return push.id;
  };
  const [offer, declined] = [await offered('gives'), await offered('gives-too')];
  await h.token(label, customer);
  const sessions = await ask<{ items: SessionInfo[] }>('/account/sessions');
  await h.bff.jobs.idle(label.id);
  return {
    label,
    customer,
    user,
    login,
    // Both that a browser may have of the host.
    cookie: `${cookie}; ${mailboxCookie}=${mail.mailboxToken}`,
    domain,
    stuck,
    leaving,
    offer,
    declined,
    change: history.items[0]!.id,
    redirect: redirect.id,
    bulk,
    ...mail,
    mailDomain,
    host: registration.hosts[0]!.id,
    session: sessions.items.find(({ kind, current }) => kind === 'sign_in' && !current)!.id,
    page: sessions.items.find(({ kind }) => kind === 'embed')!.id,
  };
}

/** A body that each route accepts, by `METHOD path`. A route with a body and none here fails whoever asks for it. */
export async function bodyFor(route: string, of: Person): Promise<object> {
  const changes = [
    { op: 'set', name: 'new', type: 'A', ttl: 3600, records: ['192.0.2.2'] },
    { op: 'delete', name: 'www', type: 'A' },
  ];
  const redirect = { kind: '302', target: 'https://other.example/', version: 1 };
  const contact = bakery;
  const bulk = { which: { domains: [of.domain] }, wish: { action: 'domains.lock.edit', input: { locked: true } } };
  const line = { line: 2, address: `new@${of.login}-mail.example`, password: 'a brand new password', quota: 2 ** 30 };
  const imported = { rows: [line] };
  const agreement = {
    client: of.label.publishableKey,
    origin: of.label.origin,
    code_challenge: await codeChallenge(randomSecret()),
    tx: randomSecret(),
  };
  const bodies: Record<string, object> = {
    'POST /embed/v1/token': { secret: `hces_${of.label.id.slice(4)}_${randomSecret()}`, client: '0.1.0', elements: [] },
    'POST /v1/embed_sessions': { customer: of.customer, origin: of.label.origin },
    'POST /v1/auth/sign_in': { login: of.login, password: passwords.owner },
    'POST /v1/auth/reset_request': { email: `${of.login}@people.example` },
    'POST /v1/auth/reset': { token: randomSecret(), password: 'a brand new password' },
    'POST /v1/auth/authorize': agreement,
    'POST /v1/auth/step_up': { action: 'account.password.edit', object: of.user, password: passwords.owner },
    'POST /v1/account/password': { password: 'a brand new password' },
    'POST /v1/domains/:id/dns': { version: 2, changes },
    'POST /v1/domains/:id/dns/preview': { version: 2, changes },
    'POST /v1/domains/:id/dns/import': { version: 2, text: 'new 3600 IN A 192.0.2.2', replace: false },
    'POST /v1/domains/:id/dns/import/preview': { version: 2, text: 'new 3600 IN A 192.0.2.2', replace: false },
    'POST /v1/domains/:id/dns/templates': { version: 2, template: 'parked' },
    'POST /v1/domains/:id/dns/templates/preview': { version: 2, template: 'parked' },
    'POST /v1/domains/:id/connect': { version: 2, ...service, query: `domain=${of.login}.example` },
    'POST /v1/domains/changes/:id/rollback': { version: 2 },
    'POST /v1/domains/bulk/preview': bulk,
    'POST /v1/domains/bulk': bulk,
    'POST /v1/domains/:id/name_servers': { own: true },
    'POST /v1/domains/:id/name_servers/check': { nameServers: ['ns1.other.example'] },
    'POST /v1/domains/:id/lock': { locked: true },
    'POST /v1/domains/:id/privacy': { privacy: true },
    'POST /v1/domains/:id/push': { email: 'somebody@people.example' },
    'POST /v1/domains/transfers/check': { name: 'elsewhere.example' },
    'POST /v1/domains/transfers': { name: 'elsewhere.example', code: randomSecret(), nameServers: 'keep' },
    'POST /v1/domains/:id/transfer/code': { code: randomSecret() },
    'POST /v1/domains/:id/drift/resolve': { items: [{ kind: 'lock', subject: '' }], side: 'ours', seen: '' },
    'POST /v1/domains/:id/hosting': { subscription: of.plan, role: 'primary', mail: false, version: 1 },
    'POST /v1/domains/:id/hosting/preview': { subscription: of.plan, role: 'primary', mail: false, version: 1 },
    'POST /v1/domains/:id/hosting/unlink': { version: 1 },
    'POST /v1/domains/:id/hosting/unlink/preview': { version: 1 },
    'POST /v1/mail/mailboxes': { domain: of.domain, local: 'new', password: 'a brand new password', quota: 2 ** 30 },
    'POST /v1/mail/imports': imported,
    'POST /v1/mail/imports/preview': imported,
    'POST /v1/mail/domains/:id/fix': { version: 1, checks: ['dmarc'] },
    'POST /v1/mail/domains/:id/fix/preview': { version: 1, checks: ['dmarc'] },
    'PATCH /v1/mail/mailboxes/:id': { name: 'Other' },
    'POST /v1/mail/self/sign_in': { address: 'somebody@past.example', password: 'not his at all' },
    'POST /v1/mail/self/authorize': agreement,
    'POST /v1/mail/self/password': { current: 'not his at all', password: 'a brand new password' },
    'POST /v1/mail/self/auto_reply': { on: true, subject: 'Away', text: 'Back soon.', from: null, until: null },
    'POST /v1/mail/self/forward': { targets: ['friend@far.example'], keepCopy: true },
    'POST /v1/mail/self/forward/resend': { target: 'friend@far.example' },
    'POST /v1/mail/self/app_passwords': { name: 'Phone', scopes: ['imap'] },
    'POST /v1/mail/self/filters': { version: 0, rules: [] },
    'POST /embed/v1/mailbox_token': {
      ...{ key: of.label.publishableKey, tx: agreement.tx, code_verifier: randomSecret(), client: '1.0.0' },
    },
    'POST /v1/mail/forwards': { domain: of.domain, local: 'new', targets: ['friend@far.example'] },
    'POST /v1/mail/forwards/preview': { domain: of.domain, local: 'new', targets: ['friend@far.example'] },
    'POST /v1/mail/forwards/catch_all': { domain: of.domain, targets: ['friend@far.example'] },
    'PATCH /v1/mail/forwards/:id': { targets: ['friend@far.example'] },
    'POST /v1/mail/forwards/:id/resend': { target: 'friend@far.example' },
    'POST /v1/mail/forward_targets/confirm': { token: randomSecret() },
    'POST /v1/mail/webmail/redeem': { token: `hcwm_${of.label.id.slice(4)}_${randomSecret()}` },
    'POST /v1/mail/webmail/end': { proof: `hcws_${of.label.id.slice(4)}_${of.app.slice(4)}_${randomSecret()}` },
    'POST /v1/mail/mailboxes/:id/password': { password: 'a brand new password' },
    'POST /v1/mail/mailboxes/:id/suspend': { suspended: true },
    'POST /v1/mail/mailboxes/:id/app_passwords': { name: 'Phone', scopes: ['imap'] },
    'POST /v1/domains/:id/dnssec': { on: true },
    'POST /v1/domains/:id/renew': { expiresOn: '2027-03-14' },
    'POST /v1/domains/:id/hosts': { name: 'ns2', addresses: ['192.0.2.54'] },
    'PATCH /v1/domains/hosts/:id': { addresses: ['192.0.2.55'] },
    'POST /v1/account/profile': { version: 0, contact, extra: {}, seen: 'nothing' },
    'POST /v1/account/profile/preview': { version: 0, contact, extra: {} },
    'POST /v1/domains/:id/contact': { own: true, contact, extra: {}, seen: 'nothing' },
    'POST /v1/domains/:id/contact/preview': { own: true, contact, extra: {} },
    'POST /v1/registrant/question': { token: randomSecret() },
    'POST /v1/registrant/verify': { token: randomSecret() },
    'POST /v1/registrant/answer': { token: randomSecret(), agrees: true },
    'POST /v1/domains/:id/redirects': { ...redirect, host: 'new', version: 2 },
    'POST /v1/domains/:id/redirects/preview': { ...redirect, host: 'new', version: 2 },
    'PATCH /v1/domains/redirects/:id': redirect,
    'POST /v1/domains/redirects/:id/preview': redirect,
    'DELETE /v1/domains/redirects/:id': { records: 'keep', version: 1 },
    'POST /v1/domains/redirects/:id/delete/preview': { records: 'keep', version: 1 },
  };
  const body = bodies[route];
  assert.ok(body, `${route} takes a body that bodyFor does not know`);
  return body;
}

/** Whose id stands in the paths that begin so; the first that fits. */
const places = [
  ['/v1/domains/bulk/', 'bulk'],
  ['/v1/domains/changes/', 'change'],
  ['/v1/domains/offers/:id/decline', 'declined'],
  ['/v1/domains/offers/', 'offer'],
  ['/v1/domains/redirects/', 'redirect'],
  ['/v1/domains/hosts/', 'host'],
  ['/v1/domains/:id/transfer/code', 'stuck'],
  ['/v1/domains/:id/transfer/approve', 'leaving'],
  ['/v1/domains/', 'domain'],
  ['/v1/mail/mailboxes/', 'mailbox'],
  ['/v1/mail/imports/', 'imported'],
  ['/v1/mail/domains/', 'mailDomain'],
  ['/v1/mail/app_passwords/', 'app'],
  ['/v1/mail/self/app_passwords/', 'ownApp'],
  ['/v1/mail/forwards/catch_all/', 'catchAll'],
  ['/v1/mail/forwards/', 'forward'],
  ['/v1/account/sessions/', 'session'],
] as const satisfies [string, keyof Person][];

/** What stands for `:id` in each path. */
export function pathFor(path: string, ids: Pick<Person, (typeof places)[number][1]>): string {
  if (!path.includes(':id')) return path;
  const place = places.find(([start]) => path.startsWith(start));
  const id = place && ids[place[1]];
  assert.ok(id, `${path} has an id that pathFor does not know`);
  return path.replace(':id', id);
}

/** Every route with what it says of itself. */
export const routes = (h: Harness) =>
  routesOf(h.bff.app).map(({ method, path, info }) => {
    assert.ok(info, `${method} ${path} says nothing of itself`);
    return { method, path, name: `${method} ${path}`, info };
  });
