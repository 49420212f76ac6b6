import { spawnSync } from 'node:child_process';

/** What Debian starts as a service of its own when it is installed; ours have ports of their own. */
const services = ['caddy', 'postfix', 'dovecot', 'opendkim', 'postsrsd'];

const installTimeoutMs = 600_000;

/** Answers to what packages ask while they are installed: a Postfix that is configured by nobody, a Roundcube without a database of Debian's. */
const answers = [
  'postfix postfix/main_mailer_type select No configuration\n',
  'roundcube-core roundcube/dbconfig-install boolean false\n',
];

/** Installs packages from Debian's own archive, as root; answers with what apt-get wrote when it could not. */
export function installPackages(packages: readonly string[]): string | undefined {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      timeout: installTimeoutMs,
    });
  for (const input of answers.filter((one) => packages.includes(one.slice(0, one.indexOf(' ')))))
    spawnSync('debconf-set-selections', { env, input });
  apt('update', '-qq');
  const { status, stderr, error } = apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  for (const name of services.filter((one) => packages.some((installed) => installed.startsWith(one))))
    spawnSync('systemctl', ['disable', '--now', name], { env, stdio: 'ignore' });
  return status === 0 ? undefined : (error?.message ?? stderr).trim();
}
