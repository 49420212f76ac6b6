import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from '../../config.ts';
import { isCaddyInstalled, startCaddy } from './caddy.ts';
import { freePort } from './free-port.ts';
import { isPowerDnsInstalled, startPowerDns } from './powerdns.ts';

/** Why the platform cannot run here: said to people in one line. */
class Unfit extends Error {}

const packages = ['pdns-server', 'pdns-backend-sqlite3', 'caddy'];
const isInstalled = () => isPowerDnsInstalled() && isCaddyInstalled();

/** Installs PowerDNS and Caddy from Debian's own archive when they are missing. */
function install(): void {
  if (isInstalled()) return;
  const wish = `Install ${packages.join(', ')}, or run "npm start": it needs none of them.`;
  if (!existsSync('/etc/debian_version'))
    throw new Unfit(`PowerDNS or Caddy is missing, and this is no Debian. ${wish}`);
  if (process.getuid?.() !== 0) throw new Unfit(`PowerDNS or Caddy is missing, and only root can install it. ${wish}`);
  console.log(`Installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args: string[]) => spawnSync('apt-get', args, { env, encoding: 'utf8' });
  apt('update', '-qq');
  const { stderr, error } = apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  // Debian starts it as a service of its own; ours has its own ports.
  spawnSync('systemctl', ['disable', '--now', 'caddy'], { env, stdio: 'ignore' });
  if (!isInstalled())
    throw new Unfit(`apt-get could not install PowerDNS and Caddy: ${(error?.message ?? stderr).trim()}`);
}

const exitOf = (child: ChildProcess) =>
  new Promise<number>((done) => {
    child.once('error', () => done(1));
    // Ended by a signal that we passed on: as if it had stopped by itself
    child.once('exit', (code) => done(code ?? 0));
  });

/** hc with a real name server beside it and a real proxy before its redirects; settles with the exit code when all have ended. */
async function run(): Promise<number> {
  const { data, dnsPort, redirects } = readConfig(process.env);
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
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const serve = spawn(process.execPath, [join(root, 'bff/serve.ts')], {
    stdio: 'inherit',
    env: {
      ...process.env,
      HC_POWERDNS_URL: powerDns.url,
      HC_POWERDNS_KEY: powerDns.key,
      HC_REDIRECT_PORT: `${redirectPort}`,
      HC_REDIRECT_ASK_PORT: `${askPort}`,
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
  const code = await exitOf(serve);
  stopping = true;
  await Promise.all([powerDns.stop(), caddy.stop()]);
  return code;
}

try {
  process.exitCode = await run();
} catch (error) {
  const lines = error instanceof ConfigError ? error.lines : [error instanceof Error ? error.message : String(error)];
  for (const line of lines) console.error(line);
  process.exitCode = 1;
}
