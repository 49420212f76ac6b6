import assert from 'node:assert/strict';
import type { SessionInfo } from '../../bff/account/answers.ts';
import type { HistoryPage } from '../../bff/domains/answers.ts';
import { routesOf } from '../../bff/http/route.ts';
import { codeChallenge, randomSecret } from '../../bff/store/hash.ts';
import { passwords, type Harness, type TestLabel } from '../bff/harness.ts';

export interface Person {
  readonly label: TestLabel;
  readonly customer: string;
  readonly user: string;
  readonly login: string;
  readonly cookie: string;
  readonly domain: string;
  readonly change: string;
  /** Another session of his. */
  readonly session: string;
  /** One of a page that acts for him. */
  readonly page: string;
}

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
  const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.1'] };
  await ask(`/domains/${domain}/dns`, { version: 1, changes: [change] });
  const history = await ask<HistoryPage>(`/domains/${domain}/dns/history`);
  await h.token(label, customer);
  const sessions = await ask<{ items: SessionInfo[] }>('/account/sessions');
  await h.bff.jobs.idle(label.id);
  return {
    label,
    customer,
    user,
    login,
    cookie,
    domain,
    change: history.items[0]!.id,
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
  const bodies: Record<string, object> = {
    'POST /embed/v1/token': { secret: `hces_${of.label.id.slice(4)}_${randomSecret()}`, client: '0.1.0', elements: [] },
    'POST /v1/embed_sessions': { customer: of.customer, origin: of.label.origin },
    'POST /v1/auth/sign_in': { login: of.login, password: passwords.owner },
    'POST /v1/auth/reset_request': { email: `${of.login}@people.example` },
    'POST /v1/auth/reset': { token: randomSecret(), password: 'a brand new password' },
    'POST /v1/auth/authorize': {
      client: of.label.publishableKey,
      origin: of.label.origin,
      code_challenge: await codeChallenge(randomSecret()),
      tx: randomSecret(),
    },
    'POST /v1/auth/step_up': { action: 'account.password.edit', object: of.user, password: passwords.owner },
    'POST /v1/account/password': { password: 'a brand new password' },
    'POST /v1/domains/:id/dns': { version: 2, changes },
    'POST /v1/domains/:id/dns/preview': { version: 2, changes },
    'POST /v1/domains/changes/:id/rollback': { version: 2 },
  };
  const body = bodies[route];
  assert.ok(body, `${route} takes a body that bodyFor does not know`);
  return body;
}

/** What stands for `:id` in each path. */
export function pathFor(path: string, ids: Pick<Person, 'domain' | 'change' | 'session'>): string {
  if (!path.includes(':id')) return path;
  const id = path.startsWith('/v1/domains/changes/')
    ? ids.change
    : path.startsWith('/v1/domains/')
      ? ids.domain
      : path.startsWith('/v1/account/sessions/')
        ? ids.session
        : undefined;
  assert.ok(id, `${path} has an id that pathFor does not know`);
  return path.replace(':id', id);
}

/** Every route with what it says of itself. */
export const routes = (h: Harness) =>
  routesOf(h.bff.app).map(({ method, path, info }) => {
    assert.ok(info, `${method} ${path} says nothing of itself`);
    return { method, path, name: `${method} ${path}`, info };
  });
