import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from '../../config.ts';
import { isPowerDnsInstalled, startPowerDns } from './powerdns.ts';

/** Why the platform cannot run here: said to people in one line. */
class Unfit extends Error {}

const packages = ['pdns-server', 'pdns-backend-sqlite3'];

/** Installs PowerDNS from Debian's own archive when it is missing. */
function install(): void {
  if (isPowerDnsInstalled()) return;
  const wish = `Install ${packages.join(' and ')}, or run "npm start": it has a name server of its own.`;
  if (!existsSync('/etc/debian_version')) throw new Unfit(`PowerDNS is missing, and this is no Debian. ${wish}`);
  if (process.getuid?.() !== 0) throw new Unfit(`PowerDNS is missing, and only root can install it. ${wish}`);
  console.log(`Installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args: string[]) => spawnSync('apt-get', args, { env, encoding: 'utf8' });
  apt('update', '-qq');
  const { stderr, error } = apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  if (!isPowerDnsInstalled())
    throw new Unfit(`apt-get could not install PowerDNS: ${(error?.message ?? stderr).trim()}`);
}

const exitOf = (child: ChildProcess) =>
  new Promise<number>((done) => {
    child.once('error', () => done(1));
    // Ended by a signal that we passed on: as if it had stopped by itself
    child.once('exit', (code) => done(code ?? 0));
  });

/** hc with a real name server beside it; settles with the exit code when both have ended. */
async function run(): Promise<number> {
  const { data, dnsPort } = readConfig(process.env);
  install();
  const powerDns = await startPowerDns({ dir: resolve(data, 'platform/powerdns'), dnsPort });
  console.log(`PowerDNS answers on 127.0.0.1 port ${dnsPort}: dig @127.0.0.1 -p ${dnsPort} …`);
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const serve = spawn(process.execPath, [join(root, 'bff/serve.ts')], {
    stdio: 'inherit',
    env: { ...process.env, HC_POWERDNS_URL: powerDns.url, HC_POWERDNS_KEY: powerDns.key },
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
  const code = await exitOf(serve);
  stopping = true;
  await powerDns.stop();
  return code;
}

try {
  process.exitCode = await run();
} catch (error) {
  const lines = error instanceof ConfigError ? error.lines : [error instanceof Error ? error.message : String(error)];
  for (const line of lines) console.error(line);
  process.exitCode = 1;
}
