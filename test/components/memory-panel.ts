import initSqlJs, { type SqlJsStatic } from 'sql.js';
import wasm from 'sql.js/dist/sql-wasm-browser.wasm?url';
import { eq } from 'drizzle-orm';
import { createApp } from '../../bff/app.ts';
import type { Me, Role } from '../../bff/account/answers.ts';
import { customers } from '../../bff/account/schema.ts';
import { tokenOf, withLabel } from '../../bff/http/bind.ts';
import type { Deps } from '../../bff/http/env.ts';
import { noLimits } from '../../bff/http/limits.ts';
import { bulkJobs } from '../../bff/domains/bulk/job.ts';
import { driftJobs } from '../../bff/domains/drift/job.ts';
import { contactJobs } from '../../bff/domains/contacts/job.ts';
import { zoneJobs } from '../../bff/domains/dns-job.ts';
import { moveDemo } from '../../bff/demo/moves.ts';
import type { Others } from '../../bff/platform/registrar/simulated-transfers.ts';
import { registrations } from '../../bff/demo/registrations.ts';
import { authCodeJobs } from '../../bff/domains/auth-code/job.ts';
import { dnssecJobs } from '../../bff/domains/dnssec/job.ts';
import { incomingJobs } from '../../bff/domains/transfers/incoming.ts';
import { outgoingJobs } from '../../bff/domains/transfers/outgoing.ts';
import { verifyJobs } from '../../bff/domains/verification/job.ts';
import { linkJobs } from '../../bff/domains/hosting-link/job.ts';
import { memoryHosting } from '../../bff/platform/hosting/memory.ts';
import { pushJobs } from '../../bff/domains/push/job.ts';
import { registryJobs } from '../../bff/domains/registry/job.ts';
import { redirectJobs } from '../../bff/domains/redirects/job.ts';
import { demoLabels, demoThemes } from '../../bff/demo/data.ts';
import { fillLabel } from '../../bff/demo/rows.ts';
import type { DemoLabel, DemoSlug } from '../../bff/demo/types.ts';
import { embedSessions } from '../../bff/auth/schema.ts';
import { tokenLife } from '../../bff/auth/session.ts';
import { OpenStreams } from '../../bff/auth/streams.ts';
import { Changes } from '../../bff/jobs/changes.ts';
import { JobRunner } from '../../bff/jobs/runner.ts';
import { forwardJobs } from '../../bff/mail/forwards/job.ts';
import { importJobs } from '../../bff/mail/import/job.ts';
import { domainJobs } from '../../bff/mail/domain-job.ts';
import { mailboxJobs } from '../../bff/mail/mailboxes/job.ts';
import { mailboxes } from '../../bff/mail/schema.ts';
import { mailboxSessions } from '../../bff/mail/self/schema.ts';
import { mailboxPageLife } from '../../bff/mail/self/session.ts';
import { scriptJobs } from '../../bff/mail/self/job.ts';
import { MailboxUse } from '../../bff/mail/mailboxes/use.ts';
import { memoryMail } from '../../bff/platform/mail/memory.ts';
import type { MailPort } from '../../bff/platform/mail/port.ts';
import { memoryDns } from '../../bff/platform/dns/memory.ts';
import { memoryResolver } from '../../bff/platform/resolver/memory.ts';
import type { Resolver } from '../../bff/platform/resolver/port.ts';
import type { Outbound } from '../../bff/platform/outbound/port.ts';
import type { DnsPort } from '../../bff/platform/dns/port.ts';
import { memoryRegistrar } from '../../bff/platform/registrar/memory.ts';
import type { RegistrarPort } from '../../bff/platform/registrar/port.ts';
import { themeOf } from '../../bff/account/me.ts';
import { writeSettings, type LabelSettings } from '../../bff/reseller/settings.ts';
import { Claims } from '../../bff/store/claims.ts';
import { QueuedClient } from '../../bff/store/client.ts';
import { Control } from '../../bff/store/control.ts';
import { hosts, labels as labelRows, origins, resellers } from '../../bff/store/control.schema.ts';
import { openDatabase, type Db } from '../../bff/store/database.ts';
import { sqljsDriver } from '../../bff/store/driver-sqljs.ts';
import { randomSecret, sha256 } from '../../bff/store/hash.ts';
import { Labels } from '../../bff/store/labels.ts';
import { migrate, type Migration } from '../../bff/store/migrate.ts';
import { controlMigrations, labelMigrations } from '../../bff/store/migrations.page.ts';
import { createClient } from '../../components/shared/client.ts';
import { fixedPanel } from '../../components/shared/fixed-panel.ts';
import type { Panel } from '../../components/shared/panel.ts';

export interface MemoryOptions {
  readonly label?: DemoSlug;
  /** The reseller's number of the demo customer; the first of the label otherwise. */
  readonly customer?: string;
  readonly role?: Role;
  /** False: the reseller has made the customer read-only. */
  readonly manageable?: boolean;
  /** What the label decided, over what the demo label did. */
  readonly settings?: Partial<LabelSettings>;
  readonly theme?: keyof typeof demoThemes;
  readonly dns?: DnsPort;
  readonly registrar?: RegistrarPort;
  readonly mail?: MailPort;
  /** The address of the mailbox whose user is signed in beside the customer. */
  readonly mailbox?: string;
  /** What targets of masks answer; a page that anybody may show otherwise. */
  readonly outbound?: Outbound;
  /** What the public DNS says; that every name server answers and no name has records otherwise. */
  readonly resolver?: Resolver;
  /** Answers in the BFF's place; for states that it cannot be brought to. */
  readonly intercept?: (request: Request) => Promise<Response | undefined> | Response | undefined;
}

const anyPage: Outbound = { ask: async () => ({ status: 200, headers: new Headers() }) };
/** Of the mailbox whose user is signed in. */
export const mailboxPassword = 'a password of the stories';
const today = new Date();
const origin = 'https://stories.example';
let engine: Promise<SqlJsStatic> | undefined;
const images = new Map<string, Promise<Uint8Array>>();
const demos = demoLabels(today, { small: true });

/** A database as it is after that; made once a page, each panel then gets a copy of its own. */
function imageOf(
  sql: SqlJsStatic,
  name: string,
  migrations: readonly Migration[],
  fill: (tx: Db) => Promise<unknown>,
): Promise<Uint8Array> {
  let image = images.get(name);
  if (!image) images.set(name, (image = make()));
  return image;

  async function make(): Promise<Uint8Array> {
    const driver = sqljsDriver(sql);
    const client = new QueuedClient(driver);
    await migrate(client, migrations);
    await openDatabase(client).db.transaction(fill);
    const made = driver.image();
    client.close();
    return made;
  }
}

/** The platform's own database, with one label. */
async function fillControl(tx: Db, { id, slug, name, reseller }: DemoLabel): Promise<void> {
  await tx.insert(resellers).values({ id: 'rsl_1', name: reseller, createdAt: today });
  await tx.insert(labelRows).values({ id, resellerId: 'rsl_1', name, createdAt: today });
  await tx.insert(hosts).values({ labelId: id, host: `${slug}.example`, primary: true });
  await tx.insert(origins).values({ labelId: id, origin });
}

/** A panel whose real BFF runs in this page, on SQLite in memory and the demo data; tests and stories share it. */
export async function memoryPanel(options: MemoryOptions = {}): Promise<Panel & { deps: Deps }> {
  const sql = await (engine ??= initSqlJs({ locateFile: () => wasm }));
  const slug = options.label ?? 'tidewell';
  const demo = demos.find((one) => one.slug === slug)!;
  const image = await imageOf(sql, slug, labelMigrations, (tx) => fillLabel(tx, demo, new Map(), today));
  const controlImage = await imageOf(sql, `control of ${slug}`, controlMigrations, (tx) => fillControl(tx, demo));
  const controlDatabase = openDatabase(new QueuedClient(sqljsDriver(sql, controlImage)));

  const control = new Control(controlDatabase.db);
  const claims = new Claims(controlDatabase.db);
  const labels = new Labels({
    open: () => openDatabase(new QueuedClient(sqljsDriver(sql, image))),
    migrations: labelMigrations,
  });
  const changes = new Changes();
  const registrar = options.registrar ?? memoryRegistrar();
  await registrar.adopt(registrations(demo));
  if ('others' in registrar) await moveDemo(registrar, registrar.others as Others, demo, today);
  const dns = options.dns ?? memoryDns();
  const resolver = options.resolver ?? memoryResolver();
  const mail = options.mail ?? memoryMail();
  const jobs = new JobRunner({
    labels,
    handlers: {
      ...zoneJobs(dns, claims, changes, Date.now),
      ...authCodeJobs(registrar, Date.now),
      ...dnssecJobs(dns, claims, changes, Date.now),
      ...registryJobs(registrar, claims, changes, Date.now),
      ...incomingJobs({ registrar, resolver, claims, changes, now: Date.now, secret: 'stories' }),
      ...verifyJobs({ control, platformUrl: 'https://bff.example', secret: 'stories', now: Date.now }),
      ...pushJobs(changes, Date.now),
      ...linkJobs(memoryHosting(), changes),
      ...outgoingJobs(registrar, changes, Date.now),
      ...contactJobs(registrar, changes, Date.now),
      ...redirectJobs(claims),
      ...domainJobs({ mail, claims, now: Date.now, secret: 'stories' }),
      ...mailboxJobs({ mail, claims, changes, now: Date.now, secret: 'stories' }),
      ...scriptJobs({ mail, claims, changes, now: Date.now, secret: 'stories' }),
      ...forwardJobs({
        ...{ mail, claims, changes, now: Date.now, secret: 'stories' },
        ...{ control, platformUrl: 'https://bff.example' },
      }),
      ...bulkJobs(() => deps),
      ...importJobs(() => deps),
      ...driftJobs(dns, registrar, changes, Date.now, () => {}),
    },
    now: Date.now,
    random: Math.random,
    report: () => {},
  });
  const refuse = () => Promise.reject(new Error('no passwords here'));
  const deps: Deps = {
    control,
    labels,
    claims,
    jobs,
    changes,
    streams: new OpenStreams({ control, labels, now: Date.now }),
    auth: {
      signIn: refuse,
      verifyPassword: refuse,
      requestReset: refuse,
      ownerOfReset: refuse,
      reset: refuse,
      hash: refuse,
    },
    limits: noLimits,
    outbound: options.outbound ?? anyPage,
    makeAuthCode: (name) => registrar.authCode(name),
    lookUp: (name) => registrar.look(name),
    lacks: [...(registrar.lacks ?? []), ...(mail.webmail ? [] : (['webmail'] as const))],
    mailHosts: mail.hosts,
    findSetUp: async () => undefined,
    webmail: mail.webmail ? { url: mail.webmail, key: 'hc_wk_stories' } : undefined,
    // No server reads it here.
    mailHash: async (password) => `$2b$10$stories ${password}`,
    mailFits: async (password, row) => row?.hash === `$2b$10$stories ${password}`,
    mailUse: new MailboxUse({ mail, labels, changes, now: Date.now }),
    resolver,
    signs: dns.signs,
    redirectAddresses: [],
    log: { request: () => {}, event: () => {} },
    platformUrl: 'https://bff.example',
    demo: true,
    secret: 'stories',
    now: Date.now,
    address: () => 'page',
    assets: () => undefined,
    ready: async () => [],
  };
  const app = createApp(deps);

  const customer = demo.customers.find(({ externalId }) => externalId === options.customer) ?? demo.customers[0]!;
  const user = customer.users.find(({ role }) => role === (options.role ?? 'owner')) ?? customer.users[0]!;
  const token = tokenOf('hcet', demo.id, randomSecret());
  const mailboxToken = tokenOf('hcmt', demo.id, randomSecret());
  const theme = new CSSStyleSheet();
  await withLabel(deps, demo.id, async (label) => {
    for (const [section, value] of Object.entries(options.settings ?? {}) as [keyof LabelSettings, never][])
      await writeSettings(label.db, section, value);
    if (options.manageable !== undefined)
      await label.db.update(customers).set({ manageable: options.manageable }).where(eq(customers.id, customer.id));
    await label.db.insert(embedSessions).values({
      id: `emb_${crypto.randomUUID()}`,
      mode: 'demo',
      userId: user.id,
      customerId: customer.id,
      scope: null,
      origin,
      tokenHash: await sha256(token),
      tokenExpiresAt: new Date(Date.now() + tokenLife),
      createdAt: new Date(),
    });
    if (options.mailbox) {
      const [box] = await label.db.select().from(mailboxes).where(eq(mailboxes.address, options.mailbox));
      const { id: mailboxId, credentials } = box!;
      const hash = await deps.mailHash(mailboxPassword);
      await label.db.update(mailboxes).set({ hash }).where(eq(mailboxes.id, mailboxId));
      await label.db.insert(mailboxSessions).values({
        ...{ id: `mbs_${crypto.randomUUID()}`, mailboxId, credentials, origin },
        ...{ tokenHash: await sha256(mailboxToken), createdAt: new Date() },
        expiresAt: new Date(Date.now() + mailboxPageLife),
      });
    }
    const tokens = options.theme ? demoThemes[options.theme] : label.settings.theme;
    theme.replaceSync(themeOf({ ...label, settings: { ...label.settings, theme: tokens } }).css);
  });
  // Settings are remembered for a second: what was just written must be seen.
  await labels.use(demo.id, async (handle) => (await import('../../bff/http/bind.ts')).forgetSettings(handle));

  let renewed = Date.now();
  const send: typeof fetch = async (input, init) => {
    // A story may be open for longer than a token is good.
    if (Date.now() - renewed > tokenLife / 2) {
      renewed = Date.now();
      const tokenExpiresAt = new Date(renewed + tokenLife);
      await withLabel(deps, demo.id, async ({ db }) => void (await db.update(embedSessions).set({ tokenExpiresAt })));
    }
    const request = new Request(input, init);
    const own = new URL(request.url).pathname.startsWith('/v1/mail/self');
    request.headers.set('authorization', `Bearer ${own ? mailboxToken : token}`);
    request.headers.set('accept-language', document.documentElement.lang);
    return (await options.intercept?.(request)) ?? app.request(request);
  };
  const api = createClient('https://bff.example', send);
  const me = (await (
    await app.request(new Request('https://bff.example/v1/me', { headers: { authorization: `Bearer ${token}` } }))
  ).json()) as Me;
  const panel = fixedPanel({
    api,
    me,
    theme,
    label: { ...me.label },
    onChange: (heard) => changes.subscribe(demo.id, customer.id, { heard, ended: () => {} }),
  });
  return Object.assign(panel, { deps });
}
