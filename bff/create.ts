import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { mailJob, sendMail } from './account/mail-job.ts';
import { resetHandler, resetJob } from './account/reset-job.ts';
import { areaUrl } from './account/me.ts';
import { createApp } from './app.ts';
import { lateAuth } from './auth/late.ts';
import { OpenStreams } from './auth/streams.ts';
import type { Config } from './config.ts';
import { dayOfLabel } from './daily.ts';
import { contactJobs } from './domains/contacts/job.ts';
import { zoneJobs } from './domains/dns-job.ts';
import { bulkJobs } from './domains/bulk/job.ts';
import { driftJobs } from './domains/drift/job.ts';
import { authCodeJobs } from './domains/auth-code/job.ts';
import { dnssecJobs } from './domains/dnssec/job.ts';
import { linkJobs } from './domains/hosting-link/job.ts';
import { pushJobs } from './domains/push/job.ts';
import { registryJobs } from './domains/registry/job.ts';
import { incomingJobs } from './domains/transfers/incoming.ts';
import { notices } from './domains/transfers/notices.ts';
import { outgoingJobs } from './domains/transfers/outgoing.ts';
import { verifyJobs } from './domains/verification/job.ts';
import { zoneLeftJobs } from './domains/zone-left.ts';
import { redirectJobs } from './domains/redirects/job.ts';
import { domainJobs } from './mail/domain-job.ts';
import { forwardJobs } from './mail/forwards/job.ts';
import { setUpFinder } from './mail/setup/find.ts';
import { importJobs } from './mail/import/job.ts';
import { mailboxJobs } from './mail/mailboxes/job.ts';
import { webmailJobs } from './mail/webmail/job.ts';
import { mailboxFits } from './mail/self/fits.ts';
import { scriptJobs } from './mail/self/job.ts';
import { MailboxUse } from './mail/mailboxes/use.ts';
import { brotli } from './http/compression.node.ts';
import type { Deps, Log } from './http/env.ts';
import { networkOf } from './http/address.ts';
import { memoryLimits } from './http/limits.node.ts';
import { Changes } from './jobs/changes.ts';
import { daily } from './jobs/daily.ts';
import { JobRunner } from './jobs/runner.ts';
import { watch } from './jobs/watch.ts';
import type { DnsPort } from './platform/dns/port.ts';
import { outboundClient } from './platform/outbound/client.ts';
import type { Outbound } from './platform/outbound/port.ts';
import { bcrypt, bcryptFits } from './mail/hash.node.ts';
import type { MailPort } from './platform/mail/port.ts';
import type { Mailer } from './platform/mailer/port.ts';
import { networkResolver } from './platform/resolver/node.ts';
import type { Resolver } from './platform/resolver/port.ts';
import type { HostingPort } from './platform/hosting/port.ts';
import type { RegistrarPort } from './platform/registrar/port.ts';
import type { Store } from './store/start.ts';

export { databasesOf, openStore, shippingOf, type Store } from './store/start.ts';

/** Below this much free space the process says that it is not ready, in bytes. */
const leastFree = 32 * 1024 * 1024;

/** What signs cookies and seals links; made once where none is set. */
export function secretOf({ secret, data }: Config): string {
  if (secret) return secret;
  const path = join(data, 'secret');
  mkdirSync(data, { recursive: true });
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

export interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly dns: DnsPort;
  readonly registrar: RegistrarPort;
  readonly hosting: HostingPort;
  readonly mail: MailPort;
  readonly mailer: Mailer;
  /** What the webmail's own server proves itself with; without it there is none. */
  readonly webmailKey?: string | undefined;
  readonly log: Log;
  readonly assets: Deps['assets'];
  readonly pins?: Deps['pins'];
  readonly now?: () => number;
  /** As `JobRunner` has it; a clock that a test turns is no clock that was moved. */
  readonly elapsed?: () => number;
  readonly limits?: Deps['limits'];
  readonly outbound?: Outbound;
  readonly resolver?: Resolver;
  /** Of passwords of mailboxes; bcrypt at its usual cost otherwise. */
  readonly mailHash?: Deps['mailHash'];
}

/** The BFF as it runs in Node, without listening yet: the app, its jobs, and how to stop them. */
export function createBff({
  config,
  store,
  dns,
  registrar,
  hosting,
  mail,
  mailer,
  webmailKey,
  log,
  assets,
  pins,
  now = Date.now,
  elapsed,
  limits = memoryLimits(),
  outbound = outboundClient({ allowed: config.outboundAllowed }),
  resolver = networkResolver({ at: config.resolver }),
  mailHash = bcrypt,
}: Parts) {
  const { control, claims, labels } = store;
  const changes = new Changes();
  const secret = secretOf(config);
  const webmail = mail.webmail && webmailKey ? { url: mail.webmail, key: webmailKey } : undefined;
  const jobs: JobRunner = new JobRunner({
    labels,
    handlers: {
      ...zoneJobs(dns, claims, changes, now),
      ...zoneLeftJobs(dns, claims, now),
      ...registryJobs(registrar, claims, changes, now),
      ...contactJobs(registrar, changes, now),
      ...authCodeJobs(registrar, now),
      ...incomingJobs({ registrar, resolver, claims, changes, now, secret }),
      ...outgoingJobs(registrar, changes, now),
      ...verifyJobs({ control, platformUrl: config.url, secret, now }),
      ...pushJobs(changes, now),
      ...linkJobs(hosting, changes),
      ...dnssecJobs(dns, claims, changes, now),
      [resetJob]: resetHandler({ control, labels, now, secret }, () => auth),
      ...redirectJobs(claims),
      ...driftJobs(dns, registrar, changes, now, (name, facts) => log.event(name, facts)),
      ...domainJobs({ mail, claims, now, secret }),
      ...mailboxJobs({ mail, claims, changes, now, secret }),
      ...webmailJobs({ changes, now }),
      ...scriptJobs({ mail, claims, changes, now, secret }),
      ...forwardJobs({ mail, claims, changes, now, secret, control, platformUrl: config.url }),
      ...bulkJobs(() => deps),
      ...importJobs(() => deps),
      [mailJob]: sendMail(mailer, control, config.mailFrom, secret),
    },
    now,
    ...(elapsed ? { elapsed } : {}),
    random: Math.random,
    report: (name, facts) => log.event(name, facts),
  });
  const auth = lateAuth(async () =>
    (await import('./auth/better.ts')).betterAuthPort({
      secret,
      areaUrl: (label) => areaUrl({ platformUrl: config.url }, label),
      now,
      wake: (id) => jobs.wake(id),
    }),
  );
  const deps: Deps = {
    control,
    labels,
    claims,
    auth,
    jobs,
    changes,
    streams: new OpenStreams({ control, labels, now }),
    limits,
    log,
    outbound,
    makeAuthCode: (name, trace) => registrar.authCode(name, { admit: () => {}, trace, insists: true }),
    lookUp: (name, trace) => registrar.look(name, { admit: () => {}, trace, insists: true }),
    lacks: [...(registrar.lacks ?? []), ...(webmail ? [] : (['webmail'] as const))],
    webmail,
    mailHosts: mail.hosts,
    findSetUp: setUpFinder({ claims, labels, control, hosts: mail.hosts, now }),
    mailHash,
    mailFits: mailboxFits(mail, bcryptFits),
    mailUse: new MailboxUse({ mail, labels, changes, now }),
    resolver,
    signs: dns.signs,
    redirectAddresses: config.redirects.addresses,
    platformUrl: config.url,
    demo: config.demo,
    secret,
    now,
    address: (c) =>
      networkOf(
        (c.env as HttpBindings | undefined)?.incoming?.socket.remoteAddress,
        c.req.header('x-forwarded-for'),
        config.proxies,
      ),
    assets,
    compression: brotli,
    pins,
    ready: () => lacking(store, config),
  };
  return {
    app: createApp(deps),
    deps,
    jobs,
    warm: () => auth.load(),
    daily: () =>
      daily({
        control,
        labels,
        now,
        round: async (label) => {
          await dayOfLabel(label, now(), () => jobs.wake(label.id));
          return false;
        },
        wake: (id) => jobs.wake(id),
        report: (name, facts) => log.event(name, facts),
        // Whoever moves the clock of the demo wants to see what comes of it.
        ...(config.demoDays ? { first: 0 } : {}),
      }),
    notices: (every?: number) =>
      notices({
        ...(every === undefined ? {} : { every }),
        registrar,
        control,
        claims,
        labels,
        now,
        wake: (id) => jobs.wake(id),
        report: (name, facts) => log.event(name, facts),
      }),
    watch: () => watch(control, jobs, now, (name) => log.event(name)),
    ship: () => store.ship((name, facts) => log.event(name, facts)),
    patrol: () => store.patrol((name, facts) => log.event(name, facts)),
  };
}
export type Bff = ReturnType<typeof createBff>;

async function lacking({ control }: Store, { dbUrl, data }: Config): Promise<string[]> {
  const problems: string[] = [];
  await control.labels().catch(() => problems.push('database'));
  if (dbUrl === undefined) {
    const { bavail, bsize } = statfsSync(data);
    if (bavail * bsize < leastFree) problems.push('disk');
  }
  return problems;
}
