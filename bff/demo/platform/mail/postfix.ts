import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, launch } from './child.ts';
import { type PostfixConf, postfixConf } from './postfix-conf.ts';

const program = '/usr/lib/postfix/sbin/master';

const queues = [
  ...['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming'],
  ...['maildrop', 'private', 'public', 'saved', 'trace'],
];

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
  mkdirSync(join(queue, 'pid'), { recursive: true });
  for (const name of queues) {
    const folder = join(queue, name);
    mkdirSync(folder, { recursive: true });
    chownSync(folder, uid, gid);
    chmodSync(folder, 0o700);
  }
  for (const [name, text] of Object.entries(postfixConf(conf))) writeFileSync(join(conf.dir, 'conf', name), text);
}

/** A real Postfix; its master has to be root. Its own script for the start would keep it out of our process group. */
export const launchPostfix = ({ dir, ports }: PostfixConf): Promise<Child> =>
  launch({
    name: 'Postfix',
    program,
    args: ['-c', join(dir, 'conf'), '-s'],
    dir,
    ports: Object.values(ports) as number[],
  });
