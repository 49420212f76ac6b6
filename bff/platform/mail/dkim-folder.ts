import {
  closeSync,
  fchownSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type MailDomain, MailError } from './port.ts';

const unwritable = (error: unknown) =>
  new MailError('unreachable', 'mail: the folder of DKIM keys cannot be written', { cause: error });

/** What names of files that are not whole yet begin with; no domain does. */
const draftOf = '.';

/** A rename or a removal is on the disk once its folder is. */
function syncFolder(folder: string): void {
  const at = openSync(folder, 'r');
  try {
    fsyncSync(at);
  } finally {
    closeSync(at);
  }
}

/**
 * One file for each domain that signs, `<domain>.key`: the key in PEM, and its selector in a line after it, which readers of PEM
 * pass by. Whole or not there at all, so whoever reads it for each message needs no word of a change. Its folder's owner's alone.
 */
export function dkimFolder(folder: string) {
  const fileOf = (name: string) => join(folder, `${name}.key`);
  try {
    // Drafts of a process that ended while it wrote. One that another process is writing is written anew by its job.
    for (const name of readdirSync(folder)) if (name.startsWith(draftOf)) rmSync(join(folder, name), { force: true });
  } catch {
    // A folder that cannot be used says so when a key is put there.
  }

  function drop(name: string): void {
    try {
      rmSync(fileOf(name), { force: true });
      syncFolder(folder);
    } catch (error) {
      throw unwritable(error);
    }
  }

  function write(path: string, text: string): void {
    const { uid, gid } = statSync(folder);
    const at = openSync(path, 'wx', 0o600);
    try {
      // Before the key is in it.
      if (process.getuid?.() === 0) fchownSync(at, uid, gid);
      writeSync(at, text);
      fsyncSync(at);
    } finally {
      closeSync(at);
    }
  }

  return {
    drop,
    put({ name, dkim }: MailDomain): void {
      if (!dkim) return drop(name);
      const draft = join(folder, `${draftOf}${crypto.randomUUID()}`);
      try {
        write(draft, `${dkim.privateKey.trimEnd()}\n${dkim.selector}\n`);
        renameSync(draft, fileOf(name));
        syncFolder(folder);
      } catch (error) {
        rmSync(draft, { force: true });
        throw unwritable(error);
      }
    },
  };
}
