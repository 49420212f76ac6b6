import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, launch } from './child.ts';
import { type PostfixConf, postfixConf } from './postfix-conf.ts';

export const postfixProgram = '/usr/sbin/postfix';

/** The user that Debian made for Postfix. */
export function postfixUser(): { readonly uid: number; readonly gid: number } {
  const [, uid, gid] = /^postfix:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  if (!uid || !gid) throw new Error('there is no user postfix');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Writes what a Postfix reads, in its directory. */
export function preparePostfix(conf: PostfixConf): void {
  const [queue, data] = [join(conf.dir, 'queue'), join(conf.dir, 'data')];
  for (const folder of [join(conf.dir, 'conf'), queue, data]) mkdirSync(folder, { recursive: true });
  const { uid, gid } = postfixUser();
  chownSync(data, uid, gid);
  for (const [name, text] of Object.entries(postfixConf(conf))) writeFileSync(join(conf.dir, 'conf', name), text);
}

/** A real Postfix; its master has to be root. */
export const launchPostfix = ({ dir, ports }: PostfixConf): Promise<Child> =>
  launch({
    name: 'Postfix',
    program: postfixProgram,
    args: ['-c', join(dir, 'conf'), 'start-fg'],
    dir,
    ports: Object.values(ports) as number[],
  });
