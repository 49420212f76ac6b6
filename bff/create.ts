import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { mailJob, sendMail } from './account/mail-job.ts';
import { areaUrl } from './account/me.ts';
import { createApp } from './app.ts';
import { lateAuth } from './auth/late.ts';
import { OpenStreams } from './auth/streams.ts';
import type { Config } from './config.ts';
import { zoneJobs } from './domains/dns-job.ts';
import { brotli } from './http/compression.node.ts';
import type { Deps, Log } from './http/env.ts';
import { networkOf } from './http/address.ts';
import { memoryLimits } from './http/limits.node.ts';
import { Changes } from './jobs/changes.ts';
import { JobRunner } from './jobs/runner.ts';
import { watch } from './jobs/watch.ts';
import type { DnsPort } from './platform/dns/port.ts';
import type { Mailer } from './platform/mailer/port.ts';
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
  readonly mailer: Mailer;
  readonly log: Log;
  readonly assets: Deps['assets'];
  readonly pins?: Deps['pins'];
  readonly now?: () => number;
  readonly limits?: Deps['limits'];
}

/** The BFF as it runs in Node, without listening yet: the app, its jobs, and how to stop them. */
export function createBff({
  config,
  store,
  dns,
  mailer,
  log,
  assets,
  pins,
  now = Date.now,
  limits = memoryLimits(),
}: Parts) {
  const { control, claims, labels } = store;
  const changes = new Changes();
  const secret = secretOf(config);
  const jobs: JobRunner = new JobRunner({
    labels,
    handlers: {
      ...zoneJobs(dns, claims, changes),
      [mailJob]: sendMail(mailer, control, config.mailFrom, secret),
    },
    now,
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
