import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyPostfixadmin } from '../../postfixadmin.ts';

const run = promisify(execFile);

export type Postfixadmin = Awaited<ReturnType<typeof openPostfixadmin>>;

/** A real Postfixadmin, driven by its command, on the file that mail servers read. */
export async function openPostfixadmin(database: string) {
  const folder = mkdtempSync(join(tmpdir(), 'hc-postfixadmin-'));
  mkdirSync(folder, { recursive: true });
  copyPostfixadmin(folder, database, {
    encrypt: `'php_crypt:BLOWFISH:4:{BLF-CRYPT}'`,
    emailcheck_resolve_domain: `'NO'`,
    // It would greet each mailbox by SMTP.
    welcome_text: `''`,
    default_aliases: `array('abuse' => 'abuse@provider.example')`,
  });
  const php = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('php', ['-d', 'display_errors=stderr', ...args], { cwd: folder });
    return stdout;
  };
  await php('public/upgrade.php');
  return {
    /** `mailbox add anna@example.nl --name Anna`; rejects with what it says when it does not do that. */
    do: (module: string, task: string, object: string, options: Readonly<Record<string, string>> = {}) =>
      php(
        ...['scripts/postfixadmin-cli.php', module, task, object],
        ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      ),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
