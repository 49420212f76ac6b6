import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, launch } from './child.ts';
import { type DovecotConf, dovecotConf, dovecotSql } from './dovecot-conf.ts';

const program = '/usr/sbin/dovecot';

interface DovecotOptions extends DovecotConf {
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

/** Writes what a Dovecot reads, in its directory, and gives all of it to the user that it runs as. */
export function prepareDovecot(options: DovecotOptions): void {
  const { dir, owner } = options;
  for (const folder of [dir, join(dir, 'run'), join(dir, 'mail')]) mkdirSync(folder, { recursive: true });
  const files = { 'dovecot.conf': dovecotConf(options), ...dovecotSql(options) };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(dir, name), text, { mode: 0o600 });
    chmodSync(join(dir, name), 0o600);
  }
  if (!owner) return;
  const { key, certificate } = options.certificate;
  const names = Object.keys(files).map((name) => join(dir, name));
  for (const path of [dir, join(dir, 'run'), join(dir, 'mail'), key, certificate, ...names])
    chownSync(path, owner.uid, owner.gid);
}

/** A real Dovecot, wholly as one user without rights. */
export const launchDovecot = ({ dir, ports, owner }: DovecotOptions): Promise<Child> =>
  launch({
    name: 'Dovecot',
    program,
    args: ['-F', '-c', join(dir, 'dovecot.conf')],
    dir,
    ports: Object.values(ports) as number[],
    owner,
  });
