import { createBff, openStore, type Bff } from '../../bff/create.ts';
import { readConfig } from '../../bff/config.ts';
import { addCustomer, addUser } from '../../bff/account/admin.ts';
import type { Role } from '../../bff/account/answers.ts';
import { dnsRrsets, domains } from '../../bff/domains/schema.ts';
import type { RRset } from '../../bff/domains/records.ts';
import { forgetSettings } from '../../bff/http/bind.ts';
import type { RequestLine } from '../../bff/http/env.ts';
import { noLimits, type Limits } from '../../bff/http/limits.ts';
import { memoryDns } from '../../bff/platform/dns/memory.ts';
import type { DnsPort } from '../../bff/platform/dns/port.ts';
import { endingOf } from '../../bff/domains/registry/tlds.ts';
import { memoryHosting } from '../../bff/platform/hosting/memory.ts';
import type { HostingPort } from '../../bff/platform/hosting/port.ts';
import { memoryRegistrar } from '../../bff/platform/registrar/memory.ts';
import type { RegistrarPort } from '../../bff/platform/registrar/port.ts';
import { memoryResolver } from '../../bff/platform/resolver/memory.ts';
import type { Resolver } from '../../bff/platform/resolver/port.ts';
import type { Outbound } from '../../bff/platform/outbound/port.ts';
import { memoryMail } from '../../bff/platform/mail/memory.ts';
import type { MailPort } from '../../bff/platform/mail/port.ts';
import type { Mail } from '../../bff/platform/mailer/port.ts';
import { writeSettings, defaultSettings, type LabelSettings } from '../../bff/reseller/settings.ts';
import { newId } from '../../bff/store/ids.ts';
import { memoryDatabases, remoteDatabases, type Databases } from '../../bff/store/open.ts';
import { hash } from 'bcryptjs';
import { hashPassword } from 'better-auth/crypto';
import { startSqld, type Sqld } from '../sqld.ts';
import { scratch } from './store/files.ts';

export const passwords = { owner: 'owner of loaf bread', other: 'someone else entirely' };
// Hashing takes 60 ms each: once for all tests of a file.
const hashes = new Map<string, Promise<string>>();
const hashed = (password: string) => {
  let hash = hashes.get(password);
  if (!hash) hashes.set(password, (hash = hashPassword(password)));
  return hash;
};

export interface TestLabel {
  readonly id: string;
  readonly host: string;
  readonly origin: string;
  readonly secretKey: string;
  readonly publishableKey: string;
}

export interface HarnessOptions {
  readonly databases?: Databases;
  readonly dns?: DnsPort;
  readonly registrar?: RegistrarPort;
  readonly hosting?: HostingPort;
  readonly mail?: MailPort;
  /** Of passwords of mailboxes. */
  readonly mailHash?: (password: string) => Promise<string>;
  readonly limits?: Limits;
  /** What addresses that customers typed answer; nothing answers otherwise. */
  readonly outbound?: Outbound;
  /** What the public DNS says; no name has records otherwise. */
  readonly resolver?: Resolver;
  readonly now?: () => number;
  readonly demo?: boolean;
  /** As `HC_REDIRECT_ADDRESSES`. */
  readonly redirectAddresses?: string;
  /** The platform's own origin. */
  readonly url?: string;
  readonly data?: string;
  /** Trusted proxies in front, as `HC_PROXIES`. */
  readonly proxies?: number;
}

/** What a webmail's server proves itself with. */
export const webmailKey = 'hc_wk_of-the-tests-of-the-tests-of-the-tests-of-the-tests';

/** True when the whole suite runs on a real libSQL server, with two BFFs that take turns: the suite `sqld` of test/run.ts. */
const onServer = process.env.TEST_DATABASE === 'sqld';
let server: Promise<Sqld> | undefined;
let worlds = 0;

/** So many random cases; on the server, where each takes ten times as long, some of them: rules have been tried in memory. */
export const randomRuns = (many: number): number => (onServer ? Math.ceil(many / 4) : many);

async function usualDatabases(): Promise<Databases> {
  if (!onServer) return memoryDatabases();
  const { url, adminUrl } = await (server ??= startSqld(scratch('/dev/shm')));
  const remote = remoteDatabases({ url, adminUrl });
  // Every test has a world of its own on the one server.
  const world = (worlds += 1);
  const own = (name: string) => (name === 'control' ? `control_${world}` : name);
  return { open: (name) => remote.open(own(name)), make: (name) => remote.make(own(name)) };
}

/** Every other request goes to the second; whoever waits for jobs waits for those of both. */
function alternate(first: Bff, second: Bff): void {
  const both = [first.app.request.bind(first.app), second.app.request.bind(second.app)];
  let turn = 0;
  first.app.request = (...args) => both[(turn += 1) % 2]!(...args);
  const idle = first.jobs.idle.bind(first.jobs);
  const stop = first.jobs.stop.bind(first.jobs);
  first.jobs.stop = async () => void (await Promise.all([stop(), second.jobs.stop()]));
  first.jobs.idle = async (label) => void (await Promise.all([idle(label), second.jobs.idle(label)]));
}

/** A domain as its customer has it once all is done. */
export const domainRow = (customerId: string, name: string, createdAt: Date) => ({
  id: newId('domain'),
  customerId,
  name,
  unicodeName: name,
  tld: endingOf(name),
  state: 'active' as const,
  expiresOn: '2027-03-14',
  nameServers: ['ns1.example.net'],
  ownNameServers: true,
  ownerName: 'Owner',
  ownerEmail: 'owner@people.example',
  zoneVersion: 1,
  servedVersion: 1,
  createdAt,
});

/** The real BFF on databases in memory, and the few commands a test needs to fill it. */
export async function harness(options: HarnessOptions = {}) {
  const dns = options.dns ?? memoryDns();
  const registrar = options.registrar ?? memoryRegistrar(options.now);
  const hosting = options.hosting ?? memoryHosting();
  const mail = options.mail ?? memoryMail();
  const mails: Mail[] = [];
  const lines: RequestLine[] = [];
  const events: { name: string; facts: object | undefined }[] = [];
  const now = options.now ?? Date.now;
  const config = readConfig({
    HC_SECRET: 'a secret of the tests, long enough',
    HC_DEMO: options.demo ? '1' : '0',
    HC_DATA: options.data ?? '/tmp',
    HC_URL: options.url ?? 'http://hc.test',
    HC_REDIRECT_ADDRESSES: options.redirectAddresses ?? '192.0.2.80,2001:db8::80',
    HC_PROXIES: String(options.proxies ?? 0),
  });
  const databases = options.databases ?? (await usualDatabases());
  const open = async () => {
    const store = await openStore(databases, now);
    const bff = createBff({
      config,
      store,
      dns,
      registrar,
      hosting,
      mail,
      webmailKey,
      mailer: { send: async (mail) => void mails.push(mail), close: async () => {} },
      log: { request: (line) => void lines.push(line), event: (name, facts) => void events.push({ name, facts }) },
      assets: () => undefined,
      now,
      elapsed: now,
      limits: options.limits ?? noLimits,
      resolver: options.resolver ?? memoryResolver(),
      // The least that bcrypt can: what a password is worth is not the matter here.
      mailHash: options.mailHash ?? ((password) => hash(password, 4)),
      ...(options.outbound ? { outbound: options.outbound } : {}),
    });
    return { store, bff };
  };
  const { store, bff } = await open();
  const second = onServer && !options.databases ? await open() : undefined;
  if (second) alternate(bff, second.bff);

  const reseller = await store.control.addReseller('Reseller');

  async function label(name: string, settings: Partial<LabelSettings> = {}): Promise<TestLabel> {
    const host = `${name}.hc.test`;
    const origin = `https://www.${name}.example`;
    const id = await store.addLabel({ resellerId: reseller, name });
    await store.control.addHost(id, host);
    await store.control.addOrigin(id, origin);
    const { key: secretKey } = await store.control.addKey(id, 'secret', true);
    const { key: publishableKey } = await store.control.addKey(id, 'publishable', true);
    await set(id, {
      dns: { ...defaultSettings.dns, nameServers: [`ns1.${name}.example`, `ns2.${name}.example`] },
      ...settings,
    });
    return { id, host, origin, secretKey, publishableKey };
  }

  async function set(labelId: string, settings: Partial<LabelSettings>): Promise<void> {
    await store.labels.use(labelId, async (handle) => {
      for (const [section, value] of Object.entries(settings) as [keyof LabelSettings, never][])
        await writeSettings(handle.db, section, value);
      forgetSettings(handle);
    });
    await second?.store.labels.use(labelId, async (handle) => forgetSettings(handle));
  }

  const customer = (labelId: string, name: string) =>
    store.labels.use(labelId, async ({ db }) => (await addCustomer(db, { name, externalId: name.toLowerCase() })).id);

  const user = (labelId: string, customerId: string, name: string, role: Role = 'owner', password = passwords.owner) =>
    store.labels.use(labelId, async ({ db }) => {
      const { id } = await addUser(db, {
        customerId,
        name,
        email: `${name.toLowerCase()}@people.example`,
        username: name.toLowerCase(),
        role,
        passwordHash: await hashed(password),
      });
      return { id, email: `${name.toLowerCase()}@people.example`, username: name.toLowerCase(), password };
    });

  const domain = (
    labelId: string,
    customerId: string,
    name: string,
    rrsets: readonly RRset[] = [],
    more: Partial<typeof domains.$inferInsert> = {},
  ) =>
    store.labels.use(labelId, async ({ db }) => {
      const id = newId('domain');
      await db.insert(domains).values({ ...domainRow(customerId, name, new Date(now())), id, ...more });
      for (const { name: owner, type, ttl, records } of rrsets)
        await db.insert(dnsRrsets).values({ domainId: id, name: owner, type, ttl, records: [...records] });
      await dns.createZones([{ name, nameServers: ['ns1.example.net'], rrsets }]);
      await registrar.adopt([
        {
          name,
          registeredOn: '2020-03-14',
          expiresOn: more.expiresOn ?? '2027-03-14',
          nameServers: more.nameServers ?? ['ns1.example.net', 'ns2.example.net'],
          locked: more.locked ?? null,
          privacy: null,
          hosts: [],
        },
      ]);
      return id;
    });

  /** A request as a browser on the label's own host sends it, with its cookie. */
  const request = (
    url: string,
    init: RequestInit & { cookie?: string; token?: string; origin?: string | null } = {},
  ) => {
    const headers = new Headers(init.headers);
    if (init.cookie) headers.set('cookie', init.cookie);
    if (init.token) headers.set('authorization', `Bearer ${init.token}`);
    if (init.origin !== null) headers.set('origin', init.origin ?? new URL(url).origin);
    if (init.body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
    return bff.app.request(url, { ...init, headers });
  };

  async function signIn(at: TestLabel, login: string, password: string): Promise<string> {
    const answer = await request(`http://${at.host}/v1/auth/sign_in`, {
      method: 'POST',
      body: JSON.stringify({ login, password }),
    });
    if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
    return answer.headers.get('set-cookie')!.split(';')[0]!;
  }

  /** Confirms an action with the password; the session goes on under the cookie that this answers with. */
  async function stepUp(
    at: TestLabel,
    cookie: string,
    proof: { action: string; object: string; password?: string },
  ): Promise<string> {
    const answer = await request(`http://${at.host}/v1/auth/step_up`, {
      method: 'POST',
      cookie,
      body: JSON.stringify({ password: passwords.owner, ...proof }),
    });
    if (answer.status !== 204) throw new Error(`the step-up answered ${answer.status}: ${await answer.text()}`);
    return answer.headers.get('set-cookie')!.split(';')[0]!;
  }

  const mint = (at: TestLabel, body: object, key = at.secretKey) =>
    bff.app.request('http://hc.test/v1/embed_sessions', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ origin: at.origin, ...body }),
    });

  const exchange = (body: object, origin: string) =>
    bff.app.request('http://hc.test/embed/v1/token', {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin },
      body: JSON.stringify({ client: '0.1.0', elements: [], ...body }),
    });

  /** A token of mode A for a customer, as its page would get it. */
  async function token(at: TestLabel, customerId: string, scope?: string[]): Promise<string> {
    const minted = (await (await mint(at, { customer: customerId, ...(scope ? { scope } : {}) })).json()) as {
      client_secret: string;
    };
    const answer = (await (await exchange({ secret: minted.client_secret }, at.origin)).json()) as { token: string };
    return answer.token;
  }

  return {
    bff,
    store,
    dns,
    registrar,
    mails,
    lines,
    events,
    label,
    set,
    customer,
    user,
    domain,
    request,
    signIn,
    stepUp,
    mint,
    exchange,
    token,
    async close() {
      for (const each of [bff, ...(second ? [second.bff] : [])]) await each.jobs.stop();
      for (const each of [store, ...(second ? [second.store] : [])]) await each.close();
    },
  };
}
export type Harness = Awaited<ReturnType<typeof harness>>;
