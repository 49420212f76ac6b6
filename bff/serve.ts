import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { readConfig, type Config } from './config.ts';
import { createBff, databasesOf, openStore, shippingOf, type Bff } from './create.ts';
import { wordsOf } from './failure.ts';
import { builtAssets, builtPins, keepAssets } from './http/assets.node.ts';
import { sharedLimits } from './http/limits.node.ts';
import { listen } from './http/listen.node.ts';
import { pinoLog } from './http/log.node.ts';
import { redirectFinder } from './domains/redirects/serve.ts';
import { figures } from './http/figures.node.ts';
import { Metrics } from './http/metrics.ts';
import { breaking, type Breaker } from './platform/breaker.ts';
import { embeddedDns } from './platform/dns/embedded.ts';
import { powerDns } from './platform/dns/powerdns.ts';
import { embeddedHosting } from './platform/hosting/embedded.ts';
import { openEpp } from './platform/registrar/epp/open.ts';
import { rdapAnswers } from './platform/registrar/rdap.ts';
import { embeddedRegistrar } from './platform/registrar/embedded.ts';
import { embeddedMail, keepOutside } from './platform/mail/embedded.ts';
import { postfixDovecot } from './platform/mail/postfix-dovecot.ts';
import { receiveMail } from './platform/mail/embedded-smtp.ts';
import { fileMailer, smtpMailer } from './platform/mailer/nodemailer.ts';
import { redirectServer } from './platform/redirect/server.ts';
import { measured } from './platform/measured.ts';
import { root } from './root.ts';
import { randomSecret } from './store/hash.ts';

/** A stop is over within this time, in ms. */
const patience = 9500;
/** What only a sign-in needs is loaded when the first requests are answered, in ms. */
const warmAfter = 1000;
const day = 86_400_000;
/** A simulated registry is asked for messages so often, in ms: who tries it does not want to wait. */
const often = 3000;

/** The Node entry: settings, databases, connectors, then listening. */
async function start(config: Config): Promise<() => Promise<void>> {
  const dist = join(root, 'dist/embed/v1/');
  if (!config.production) await (await import('./demo/build.ts')).buildWhenOlder();
  const metrics = new Metrics();
  const log = metrics.counting(pinoLog());
  const now = config.demoDays ? () => Date.now() + config.demoDays * day : Date.now;
  const shipping = shippingOf(config, now);
  const store = await openStore(databasesOf(config), now, shipping);
  const calls = (connector: string) => (call: string, outcome: string, seconds: number) =>
    metrics.observe('hc_connector_seconds', 'Calls of connectors.', { connector, call, outcome }, seconds);
  const nameServer = config.powerDns
    ? powerDns(config.powerDns)
    : await embeddedDns({ path: join(config.data, 'dns.db'), port: config.dnsPort, now });
  const breakers = new Map<string, Breaker>();
  /** Measured, and spared while its system is down. */
  const connected = <Port extends object>(
    name: 'dns' | 'hosting' | 'mail' | 'mailer' | 'registrar',
    connector: string,
    system: Port,
  ): Port => {
    const { port, breaker } = breaking(measured(system, calls(connector)), {
      report: (event) => log.event(event, { connector }),
      wanted: (many) => void bff.jobs.hurry(name, many),
    });
    breakers.set(connector, breaker);
    return port;
  };
  const dns = connected('dns', nameServer.kind, nameServer);
  const simulated = config.epp ? undefined : embeddedRegistrar(join(config.data, 'registrar.db'), now);
  const registry = simulated ?? openEpp(config.epp!);
  const registrar = connected('registrar', registry.kind, registry);
  const sites = embeddedHosting(join(config.data, 'hosting.db'));
  const hosting = connected('hosting', sites.kind, sites);
  const simulatedMail = config.mail
    ? undefined
    : embeddedMail({
        path: join(config.data, 'mail.db'),
        hosts: config.mailHosts,
        now,
        outside: keepOutside(join(config.data, 'mail')),
        ...(config.demo ? { webmail: `${config.url}/demo/mailbox/open` } : {}),
      });
  const mailServer =
    simulatedMail ?? postfixDovecot({ ...config.mail!, hosts: config.mailHosts, webmail: config.mail!.webmail?.url });
  const mail = connected('mail', mailServer.kind, mailServer);
  const mailer = config.smtpUrl
    ? connected('mailer', 'smtp', smtpMailer(config.smtpUrl))
    : connected('mailer', 'files', fileMailer(join(config.data, 'mail')));
  metrics.gauge('hc_breaker_open', {
    help: 'Connectors that are left alone, as their systems are down.',
    read: () => [...breakers].map(([connector, { open }]) => [{ connector }, Number(open)] as const),
  });
  const limits = config.limitsUrl ? await sharedLimits(config.limitsUrl, (name) => log.event(name)) : undefined;
  const kept = join(config.data, 'embed');
  // Without room for them the pages of today still work.
  await keepAssets(dist, kept).catch(() => log.event('scripts_not_kept'));
  const assets = builtAssets(dist, '/embed/v1/', kept);
  const pins = builtPins(dist);
  // The demo's page that shows mail asks in our own process.
  const webmailKey = config.mail ? config.mail.webmail?.key : `hc_wk_${randomSecret()}`;
  const bff: Bff = createBff({
    config,
    store,
    dns,
    registrar,
    hosting,
    mail,
    mailer,
    webmailKey,
    log,
    now,
    assets,
    pins,
    ...(limits ? { limits } : {}),
  });

  const askWebmail = async (path: string, body: object) =>
    bff.app.request(`${config.url}/v1/mail/webmail${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${webmailKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const demo = config.demo
    ? await (
        await import('./demo/start.ts')
      ).startDemo(config, store, dns, registrar, mail, simulated?.others, askWebmail)
    : undefined;
  const unreceive = config.demo && simulatedMail ? await receiveMail(simulatedMail, config.mailInPort) : undefined;
  const main = await listen(
    (request, env) =>
      demo?.answer(request, (env as Partial<HttpBindings>).incoming?.socket.remoteAddress) ??
      bff.app.fetch(request, env),
    config.port,
  );
  const patrol = bff.patrol();
  const unfigure = figures(metrics, {
    labels: store.labels,
    jobs: bff.jobs,
    data: config.dbUrl === undefined ? config.data : undefined,
    lost: () => patrol?.lost() ?? 0,
    backupAge: () => shipping?.age(),
    now,
  });
  const redirects = await redirectServer({
    find: redirectFinder({ claims: store.claims, labels: store.labels, now }),
    findSetUp: bff.deps.findSetUp,
    limits: bff.deps.limits,
    ...config.redirects,
    told: (outcome, seconds) => metrics.observe('hc_redirect_seconds', 'Redirects served.', { outcome }, seconds),
  });
  // What the simulated registry says in public; a real one has a server of its own.
  const rdap = simulated && rdapAnswers(simulated);
  const ops = await listen(
    async (request) => (await rdap?.(request)) ?? metrics.answer(request),
    config.opsPort,
    '127.0.0.1',
  );
  const unship = bff.ship();
  const unwatch = bff.watch();
  const undaily = bff.daily();
  const unnoticed = bff.notices(simulated ? often : undefined);
  demo?.announce();
  const warming = setTimeout(() => void bff.warm().catch(() => {}), warmAfter);

  return async () => {
    // An open stream would hold up the stop; its page comes again by itself.
    bff.deps.changes.end();
    await Promise.all([main(), ops(), redirects(), demo?.close()]);
    clearTimeout(warming);
    unfigure();
    // They write jobs: those are left to whoever is told next that there are some.
    await Promise.all([undaily(), unnoticed()]);
    await Promise.all([bff.jobs.stop(), patrol?.stop()]);
    await Promise.all([unwatch(), unship?.()]);
    await dns.close();
    await registrar.close();
    await hosting.close();
    await unreceive?.();
    await mail.close();
    await mailer.close();
    await limits?.close();
    await store.close();
  };
}

try {
  const stop = await start(readConfig(process.env));
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      // What is not done by then is as after a crash: nothing is lost, and another process takes it over.
      setTimeout(() => process.exit(1), patience).unref();
      void stop().then(() => process.exit(0));
    });
} catch (error) {
  // A port that is taken, a database that cannot be opened.
  console.error(wordsOf(error));
  process.exit(1);
}
