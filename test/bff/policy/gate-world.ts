import assert from 'node:assert/strict';
import type { SessionInfo } from '../../../bff/account/answers.ts';
import type { DomainDetail, HistoryPage } from '../../../bff/domains/answers.ts';
import type { RedirectSaved } from '../../../bff/domains/redirects/answers.ts';
import { pushes } from '../../../bff/domains/push/schema.ts';
import { transfers } from '../../../bff/domains/transfers/schema.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { routesOf, type RouteInfo } from '../../../bff/http/route.ts';
import { tabOf, type Tab } from '../../../bff/policy/actions.ts';
import { defaultSettings, type LabelSettings } from '../../../bff/reseller/settings.ts';
import { newId } from '../../../bff/store/ids.ts';
import { pastBulk } from '../domains/bulk/past.ts';
import { pastMailbox } from '../mail/past.ts';
import { harness, passwords, type TestLabel } from '../harness.ts';

export interface World {
  readonly label: TestLabel;
  readonly customer: string;
  readonly owner: string;
  readonly support: string;
  readonly billing: string;
  /** Signed in to a mailbox of the customer's. */
  readonly mailboxToken: string;
  /** What to put for `:id`, by the start of the path. */
  readonly ids: Readonly<Record<string, string>>;
}

type Guarded = { method: string; path: string; info: RouteInfo };
export const tabOfRoute = ({ info: { guard } }: Guarded): Tab =>
  'action' in guard ? tabOf(guard.action) : (guard as { tab: Tab }).tab;

/** Two customers of a label and one of another, with an object for each id that a route can have. */
export async function gateWorld() {
  const h = await harness();
  async function world(label: TestLabel, name: string): Promise<World> {
    const customer = await h.customer(label.id, name);
    const people: Record<string, string> = {};
    for (const role of ['owner', 'support', 'billing'] as const) {
      await h.user(label.id, customer, `${name}${role}`, role);
      people[role] = await h.signIn(label, `${name}${role}`, passwords.owner);
    }
    const owner = people.owner!;
    const domain = await h.domain(label.id, customer, `${name.toLowerCase()}.example`);
    const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.1'] };
    await h.request(`http://${label.host}/v1/domains/${domain}/dns`, {
      method: 'POST',
      cookie: owner,
      body: JSON.stringify({ version: 1, changes: [change] }),
    });
    const read = async <T>(path: string) =>
      (await (await h.request(`http://${label.host}${path}`, { cookie: owner })).json()) as T;
    const away = await h.domain(label.id, customer, `${name.toLowerCase()}-away.example`, [], {
      ownNameServers: false,
    });
    const redirect = await h.request(`http://${label.host}/v1/domains/${away}/redirects`, {
      method: 'POST',
      cookie: owner,
      body: JSON.stringify({ host: 'www', kind: '301', target: 'https://elsewhere.example/', version: 1 }),
    });
    const leaving = await h.domain(label.id, customer, `${name.toLowerCase()}-leaving.example`);
    await h.store.labels.use(label.id, ({ db }) =>
      db.insert(transfers).values({
        id: newId('transfer'),
        domainId: leaving,
        incoming: false,
        state: 'waiting',
        by: '',
        startedAt: new Date(),
      }),
    );
    const bulk = await pastBulk(h, label.id, { customer, domain });
    const mailDomain = await h.domain(label.id, customer, `${name.toLowerCase()}-mail.example`);
    const mail = await pastMailbox(h, label.id, { customer, domain: mailDomain });
    const history = await read<HistoryPage>(`/v1/domains/${domain}/dns/history`);
    await h.signIn(label, `${name}owner`, passwords.owner);
    const { items } = await read<{ items: SessionInfo[] }>('/v1/account/sessions');
    return {
      label,
      customer,
      owner,
      support: people.support!,
      billing: people.billing!,
      mailboxToken: mail.mailboxToken,
      ids: {
        '/v1/domains/changes/:id': history.items[0]!.id,
        '/v1/domains/bulk/:id': bulk,
        '/v1/domains/redirects/:id': ((await redirect.json()) as RedirectSaved).id,
        '/v1/domains/hosts/:id': await anotherHost({ label, owner }, domain),
        '/v1/domains/:id/transfer/approve': leaving,
        '/v1/domains/offers/:id': await anotherOffer(label, name),
        '/v1/domains/:id': domain,
        '/v1/mail/domains/:id': mailDomain,
        '/v1/mail/mailboxes/:id': mail.mailbox,
        '/v1/mail/imports/:id': mail.imported,
        '/v1/mail/app_passwords/:id': mail.app,
        '/v1/mail/self/app_passwords/:id': mail.ownApp,
        '/v1/mail/forwards/catch_all/:id': mail.catchAll,
        '/v1/mail/forwards/:id': mail.forward,
        '/v1/account/sessions/:id': items.find(({ current }) => !current)!.id,
      },
    };
  }

  async function anotherSession({ label, owner }: Pick<World, 'label' | 'owner'>): Promise<string> {
    const read = async (cookie: string) =>
      (
        (await (await h.request(`http://${label.host}/v1/account/sessions`, { cookie })).json()) as {
          items: SessionInfo[];
        }
      ).items;
    await h.signIn(label, 'loafowner', passwords.owner);
    return (await read(owner)).find(({ current }) => !current)!.id;
  }

  let offers = 0;
  /** Of a domain, by some other customer. */
  async function anotherOffer(label: TestLabel, name: string): Promise<string> {
    const id = newId('push');
    const giver = `giver${(offers += 1)}`;
    const fromId = await h.customer(label.id, giver);
    const domainId = await h.domain(label.id, fromId, `${giver}.example`);
    const email = `${name.toLowerCase()}owner@people.example`;
    const times = { createdAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000) };
    await h.store.labels.use(label.id, ({ db }) =>
      db.insert(pushes).values({ id, domainId, fromId, email, state: 'open', by: '', ...times }),
    );
    return id;
  }

  let hosts = 0;
  async function anotherHost({ label, owner }: Pick<World, 'label' | 'owner'>, domain: string): Promise<string> {
    const name = `ns${(hosts += 1)}`;
    const made = await h.request(`http://${label.host}/v1/domains/${domain}/hosts`, {
      method: 'POST',
      cookie: owner,
      body: JSON.stringify({ name, addresses: ['192.0.2.53'] }),
    });
    const { registration } = (await made.json()) as DomainDetail;
    return registration.hosts.find((host) => host.name.startsWith(`${name}.`))!.id;
  }

  const label = await h.label('north');
  const mine = await world(label, 'Loaf');
  const other = await world(label, 'Bread');
  const foreign = await world(await h.label('south'), 'Crumb');

  const routes = () => routesOf(h.bff.app);
  const isGuarded = (route: { info: RouteInfo | undefined }): route is Guarded =>
    route.info !== undefined && !('public' in route.info.guard);
  /** What a customer's people do. */
  const guarded = () =>
    routes()
      .filter(isGuarded)
      .filter(({ info: { guard } }) => !('mailbox' in guard));
  /** What the users of mailboxes do. */
  const ofMailboxes = () =>
    routes()
      .filter(isGuarded)
      .filter(({ info: { guard } }) => 'mailbox' in guard);

  function pathIn(path: string, { ids }: World): string {
    if (!path.includes(':id')) return path;
    const prefix = Object.keys(ids).find((start) => path === start || path.startsWith(`${start}/`));
    assert.ok(prefix, `${path} has an id that this test has no case for`);
    return path.replace(prefix, prefix.replace(':id', ids[prefix]!));
  }

  async function ask(
    route: Guarded,
    of: World,
    init: { cookie?: string; token?: string; origin?: string } = {},
    at = of.label,
  ) {
    const base = init.token ? 'http://hc.test' : `http://${at.host}`;
    const answer = await h.request(`${base}${pathIn(route.path, of)}`, {
      method: route.method,
      // Never a body that fits: whoever is let through is stopped by it.
      ...(route.method === 'GET' ? {} : { body: '{"nothing":"fits"}' }),
      ...init,
    });
    const text = await answer.text();
    return { status: answer.status, problem: answer.status >= 400 ? (JSON.parse(text) as ProblemBody) : undefined };
  }

  async function withSettings(settings: Partial<LabelSettings>, body: () => Promise<void>): Promise<void> {
    await h.set(mine.label.id, settings);
    try {
      await body();
    } finally {
      await h.set(mine.label.id, { policy: defaultSettings.policy });
    }
  }

  return {
    h,
    mine,
    other,
    foreign,
    routes,
    guarded,
    ofMailboxes,
    ask,
    withSettings,
    anotherSession,
    anotherHost,
    anotherOffer,
  };
}
