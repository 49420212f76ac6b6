import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, host, launch } from './child.ts';

const program = '/usr/sbin/postsrsd';

export interface SrsPorts {
  /** Where Postfix asks for the sender under which something is passed on, and for who is meant by such a one. */
  readonly srsForward: number;
  readonly srsReverse: number;
}

interface PostSrsdOptions {
  readonly dir: string;
  readonly ports: SrsPorts;
  /** Of the senders that it makes. */
  readonly domain: string;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

const secretIn = (dir: string) => join(dir, 'secret');

/** Makes its secret, once: senders that it made before a restart shall be known after it. */
export function preparePostSrsd({ dir, owner }: PostSrsdOptions): void {
  mkdirSync(dir, { recursive: true });
  const secret = secretIn(dir);
  if (!existsSync(secret)) writeFileSync(secret, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (owner) for (const path of [dir, secret]) chownSync(path, owner.uid, owner.gid);
}

/** A real PostSRSd 1, as a user without rights. */
export const launchPostSrsd = ({ dir, ports, domain, owner }: PostSrsdOptions): Promise<Child> =>
  launch({
    name: 'PostSRSd',
    program,
    args: [
      ...['-4', `-l${host}`, `-f${ports.srsForward}`, `-r${ports.srsReverse}`],
      ...[`-d${domain}`, `-s${secretIn(dir)}`],
    ],
    dir,
    ports: Object.values(ports) as number[],
    owner,
  });
