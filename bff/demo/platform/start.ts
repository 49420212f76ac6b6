import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from '../../config.ts';
import { isCaddyInstalled, startCaddy } from './caddy.ts';
import { installPackages } from './debian.ts';
import { freePort } from './free-port.ts';
import { isMailInstalled, mailPackages } from './mail/packages.ts';
import { startOutside } from './mail/outside.ts';
import { startRoundcube } from './mail/roundcube.ts';
import { type MailServers, startMail } from './mail/start.ts';
import { isPowerDnsInstalled, startPowerDns } from './powerdns.ts';

/** Why the platform cannot run here: said to people in one line. */
class Unfit extends Error {}

const packages = ['pdns-server', 'pdns-backend-sqlite3', 'caddy', ...mailPackages];
const isInstalled = () => isPowerDnsInstalled() && isCaddyInstalled() && isMailInstalled();

/** Installs the servers from Debian's own archive when they are missing. */
function install(): void {
  const wish = `Install ${packages.join(', ')}, or run "npm start": it needs none of them.`;
  if (process.getuid?.() !== 0) throw new Unfit(`Only root can start Postfix. ${wish}`);
  if (isInstalled()) return;
  if (!existsSync('/etc/debian_version')) throw new Unfit(`A server is missing, and this is no Debian. ${wish}`);
  console.log(`Installing ${packages.join(', ')} …`);
  const problem = installPackages(packages);
  if (!isInstalled()) throw new Unfit(`apt-get could not install them: ${problem ?? 'something is still missing'}`);
}

/** Where programs reach mail, unless it is said: the usual ports could be somebody's. */
const mailPorts = { HC_MAIL_IMAP_PORT: '4993', HC_MAIL_POP3_PORT: '4995', HC_MAIL_SMTP_PORT: '4587' };

/** What tells hc of the mail servers. */
const mailSettings = (mail: MailServers): Readonly<Record<string, string>> => ({
  HC_MAIL_DB: mail.database,
  HC_MAIL_DKIM: mail.dkim,
  HC_MAIL_DOVEADM_URL: mail.doveadmUrl,
  HC_MAIL_DOVEADM_KEY: mail.doveadmKey,
  HC_MAIL_IMAP_PORT: `${mail.hosts.imap.port}`,
  HC_MAIL_POP3_PORT: `${mail.hosts.pop3.port}`,
  HC_MAIL_SMTP_PORT: `${mail.hosts.smtp.port}`,
});

const exitOf = (child: ChildProcess) =>
  new Promise<number>((done) => {
    child.once('error', () => done(1));
    // Ended by a signal that we passed on: as if it had stopped by itself
    child.once('exit', (code) => done(code ?? 0));
  });

/** hc with a real name server and real mail servers beside it, and a real proxy before its redirects; settles with the exit code when all have ended. */
async function run(): Promise<number> {
  const { data, url, dnsPort, redirects, mailInPort, mailHosts, webmailPort } = readConfig({
    ...mailPorts,
    ...process.env,
  });
  install();
  const powerDns = await startPowerDns({ dir: resolve(data, 'platform/powerdns'), dnsPort });
  console.log(`PowerDNS answers on 127.0.0.1 port ${dnsPort}: dig @127.0.0.1 -p ${dnsPort} …`);
  const [redirectPort, askPort] = [await freePort(), await freePort()];
  const dir = resolve(data, 'platform/caddy');
  const caddy = await startCaddy({
    dir,
    httpPort: redirects.port,
    httpsPort: redirects.tlsPort,
    redirectPort,
    askPort,
  });
  console.log(
    `Caddy answers for redirects on 127.0.0.1 ports ${caddy.httpPort} and ${caddy.httpsPort}; its CA is in ${dir}`,
  );
  const outside = await startOutside(join(data, 'mail'));
  const mail = await startMail({
    dir: resolve(data, 'platform/mail'),
    ports: {
      mx: mailInPort,
      imap: mailHosts.imap.port,
      pop3: mailHosts.pop3.port,
      submission: mailHosts.smtp.port,
    },
    nextHop: `[127.0.0.1]:${outside.port}`,
  });
  const { imap, pop3, smtp } = mail.hosts;
  console.log(
    `Postfix takes mail on 127.0.0.1 port ${mail.mxPort}, and from its users on ${smtp.port}; ` +
      `Dovecot shows it by IMAP on ${imap.port} and by POP3 on ${pop3.port}`,
  );
  const webmailKey = `hc_wk_${randomBytes(33).toString('base64url')}`;
  const roundcube = await startRoundcube({
    dir: resolve(data, 'platform/roundcube'),
    port: webmailPort,
    hosts: mail.hosts,
    certificate: join(mail.dir, 'tls.crt'),
    hc: { url, key: webmailKey },
  });
  console.log(`Roundcube shows it in a browser, on 127.0.0.1 port ${webmailPort}`);
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const serve = spawn(process.execPath, [join(root, 'bff/serve.ts')], {
    stdio: 'inherit',
    env: {
      ...process.env,
      HC_POWERDNS_URL: powerDns.url,
      HC_POWERDNS_KEY: powerDns.key,
      HC_REDIRECT_PORT: `${redirectPort}`,
      HC_REDIRECT_ASK_PORT: `${askPort}`,
      ...mailSettings(mail),
      HC_WEBMAIL_URL: roundcube.url,
      HC_WEBMAIL_KEY: webmailKey,
      // Should hc take mail by itself, it shall not be in Postfix's way.
      HC_MAIL_IN_PORT: `${await freePort()}`,
    },
  });
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stopping = true;
      serve.kill(signal);
    });
  void powerDns.ended.then(() => {
    if (!stopping) console.error('PowerDNS has ended: changes wait until it is started again');
  });
  void caddy.ended.then(() => {
    if (!stopping) console.error('Caddy has ended: nobody is led on until it is started again');
  });
  void mail.ended.then((which) => {
    const name = { dovecot: 'Dovecot', postfix: 'Postfix', opendkim: 'OpenDKIM', postsrsd: 'PostSRSd' }[which];
    if (!stopping) console.error(`${name} has ended: mail waits until it is started again`);
  });
  void roundcube.ended.then(() => {
    if (!stopping) console.error('Roundcube has ended: nobody opens a mailbox in it until it is started again');
  });
  const code = await exitOf(serve);
  stopping = true;
  await Promise.all([powerDns.stop(), caddy.stop(), roundcube.stop(), mail.stop()]);
  await outside.stop();
  return code;
}

try {
  process.exitCode = await run();
} catch (error) {
  const lines = error instanceof ConfigError ? error.lines : [error instanceof Error ? error.message : String(error)];
  for (const line of lines) console.error(line);
  process.exitCode = 1;
}
