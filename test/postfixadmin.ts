import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where Debian puts it, or our own copy: as a package it would bring web and database servers along. */
const unpacked = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hc', 'postfixadmin');
const roots = ['/', unpacked];
const partsBelow = 'usr/share/postfixadmin';

const rootOf = () => roots.find((root) => existsSync(join(root, partsBelow, 'public')));

/** What it needs of PHP. */
export const phpTool = {
  name: 'PHP',
  // Of Debian 12 and 13.
  paths: ['/usr/lib/php/20220829/pdo_sqlite.so', '/usr/lib/php/20240924/pdo_sqlite.so'],
  packages: ['php-cli', 'php-sqlite3', 'php-mbstring'],
  missing: 'install php-cli, php-sqlite3 and php-mbstring',
};

export const postfixadminPath = join(unpacked, partsBelow);

/** True where it is, with all that it needs. */
export const isPostfixadminThere = (): boolean =>
  rootOf() !== undefined && phpTool.paths.some((path) => existsSync(path));

/** Takes the package from Debian's archive and unpacks it, once a machine. */
export function providePostfixadmin(): void {
  if (rootOf() || !existsSync('/etc/debian_version')) return;
  mkdirSync(dirname(unpacked), { recursive: true });
  const work = mkdtempSync(`${unpacked}-`);
  try {
    console.log('fetching postfixadmin');
    // Whoever apt-get fetches as has to write there.
    chmodSync(work, 0o777);
    spawnSync('apt-get', ['download', '-qq', 'postfixadmin'], { cwd: work, stdio: 'ignore', timeout: 300_000 });
    const file = readdirSync(work).find((name) => name.endsWith('.deb'));
    if (!file || spawnSync('dpkg', ['-x', file, '.'], { cwd: work }).status !== 0) return;
    rmSync(join(work, file));
    chmodSync(work, 0o755);
    renameSync(work, unpacked);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Postfixadmin in a folder of its own, on a SQLite file; `settings` are lines of its configuration. */
export function copyPostfixadmin(folder: string, database: string, settings: Readonly<Record<string, string>>): void {
  const root = rootOf();
  if (!root) throw new Error('postfixadmin is not there');
  const parts = [
    'common.php',
    'functions.inc.php',
    'configs',
    'languages',
    'lib',
    'model',
    'public',
    'scripts',
    'templates',
  ];
  for (const part of parts)
    cpSync(join(root, partsBelow, part), join(folder, part), { recursive: true, dereference: true });
  cpSync(join(root, 'etc/postfixadmin/config.inc.php'), join(folder, 'config.inc.php'));
  mkdirSync(join(folder, 'templates_c'), { recursive: true });
  const php = (text: string) => `<?php\n${text}\n`;
  writeFileSync(
    join(folder, 'dbconfig.inc.php'),
    php(`$dbtype = 'sqlite'; $dbname = '${database}'; $dbuser = $dbpass = '';`),
  );
  const lines = Object.entries({ configured: 'true', ...settings }).map(
    ([name, value]) => `$CONF['${name}'] = ${value};`,
  );
  writeFileSync(join(folder, 'config.local.php'), php(lines.join('\n')));
}
