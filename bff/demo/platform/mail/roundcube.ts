import { randomBytes } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../root.ts';
import { nobody } from '../powerdns.ts';
import { type Child, host, launch } from './child.ts';
import { roundcubeConf, type RoundcubeConf } from './roundcube-conf.ts';

const installed = '/usr/share/roundcube';
const pages = '/var/lib/roundcube/public_html';

export interface RoundcubeOptions extends Omit<RoundcubeConf, 'desKey'> {
  readonly port: number;
}

export interface Roundcube extends Pick<Child, 'stop' | 'ended'> {
  /** The page that takes links. */
  readonly url: string;
}

/** The same key again when it starts again in a directory: sessions go on. */
function desKeyIn(dir: string): string {
  const file = join(dir, 'des.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('base64'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** An installation of its own in a directory: Debian's program, our configuration, plugin and database. */
function prepare(options: RoundcubeOptions): void {
  const { dir } = options;
  const own = ['config', 'data', 'logs', 'plugins', 'public_html', 'temp'].map((name) => join(dir, name));
  for (const folder of ['config', 'plugins', 'public_html'])
    rmSync(join(dir, folder), { recursive: true, force: true });
  for (const folder of own) mkdirSync(folder, { recursive: true });
  const link = (name: string, to: string) => {
    rmSync(join(dir, name), { force: true });
    symlinkSync(to, join(dir, name));
  };
  for (const name of ['program', 'skins', 'SQL']) link(name, join(installed, name));
  for (const name of ['filesystem_attachments', 'jqueryui']) link(`plugins/${name}`, join(installed, 'plugins', name));
  for (const name of ['defaults.inc.php', 'mimetypes.php']) link(`config/${name}`, join('/etc/roundcube', name));
  link('public_html/program', join(pages, 'program'));
  link('public_html/skins', join(installed, 'skins'));
  link('public_html/plugins', join(dir, 'plugins'));
  cpSync(join(root, 'bff/deploy/roundcube/hc_webmail'), join(dir, 'plugins/hc_webmail'), { recursive: true });
  const entry = `<?php\n\ndefine('INSTALL_PATH', '${dir}/');\ninclude '${installed}/index.php';\n`;
  writeFileSync(join(dir, 'public_html/index.php'), entry);
  const config = join(dir, 'config/config.inc.php');
  writeFileSync(config, roundcubeConf({ ...options, desKey: desKeyIn(dir) }), { mode: 0o600 });
  const owner = nobody(dir);
  if (owner) for (const path of [dir, ...own, config]) chownSync(path, owner.uid, owner.gid);
}

/** A real Roundcube in PHP's own server, on the loopback. */
export async function startRoundcube(options: RoundcubeOptions): Promise<Roundcube> {
  const { dir, port } = options;
  prepare(options);
  const settings = { expose_php: '0', 'opcache.enable_cli': '1', upload_tmp_dir: join(dir, 'temp') };
  const child = await launch({
    name: 'Roundcube',
    program: '/usr/bin/php',
    args: [
      ...Object.entries(settings).flatMap(([name, value]) => ['-d', `${name}=${value}`]),
      ...['-S', `${host}:${port}`, '-t', join(dir, 'public_html')],
    ],
    dir,
    ports: [port],
    owner: nobody(dir),
    // A page asks for several things at once.
    env: { PHP_CLI_SERVER_WORKERS: '4' },
  });
  return { url: `http://localhost:${port}/?hc=open`, stop: child.stop, ended: child.ended };
}
