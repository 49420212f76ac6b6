import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Libsql from 'libsql';
import { freePort } from '../../bff/demo/platform/free-port.ts';
import { copyPostfixadmin, isPostfixadminThere, providePostfixadmin } from '../postfixadmin.ts';
import { listening, portOf } from './world.ts';

const admin = { name: 'admin@example.test', password: 'bench' };

export interface Postfixadmin {
  readonly port: number;
  /** Of an administrator who has signed in. */
  readonly cookie: { readonly name: string; readonly value: string };
  close(): void;
}

/** Postfixadmin with fifty mailboxes in a folder of its own; why not, where it is not installed. */
export async function openPostfixadmin(mailboxes: number): Promise<Postfixadmin | string> {
  providePostfixadmin();
  if (!isPostfixadminThere()) return 'postfixadmin with PHP and SQLite is not there';
  const folder = mkdtempSync(join(tmpdir(), 'hc-postfixadmin-'));
  const file = join(folder, 'mail.db');
  copyPostfixadmin(folder, file, {
    encrypt: `'cleartext'`,
    page_size: `'${mailboxes}'`,
    emailcheck_resolve_domain: `'NO'`,
  });
  writeFileSync(file, '');
  const inner = await freePort();
  const settings = ['-d', `session.save_path=${folder}`, '-d', 'display_errors=0', '-d', 'opcache.enable_cli=1'];
  const php = spawn('php', [...settings, '-S', `127.0.0.1:${inner}`, '-t', join(folder, 'public')], {
    stdio: 'ignore',
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' },
    // Its workers are processes of their own and end with its group.
    detached: true,
  });
  // As Debian's web server does: text is compressed.
  const outer = createServer(async (request, response) => {
    const { cookie = '', 'content-type': sends } = request.headers;
    const answer = await fetch(`http://127.0.0.1:${inner}${request.url}`, {
      method: request.method!,
      redirect: 'manual',
      headers: { cookie, ...(sends && { 'content-type': sends }) },
      ...(request.method === 'POST' && { body: await buffer(request) }),
    }).catch(() => undefined);
    if (!answer) return void response.writeHead(502).end();
    const type = answer.headers.get('content-type') ?? '';
    const location = answer.headers.get('location');
    const body = Buffer.from(await answer.arrayBuffer());
    const text = /text|javascript/.test(type);
    response
      .writeHead(answer.status, {
        'content-type': type,
        ...(location && { location }),
        ...(text && { 'content-encoding': 'gzip' }),
      })
      .end(text ? gzipSync(body) : body);
  }).listen(0, '127.0.0.1');
  await listening(outer);
  const close = () => {
    process.kill(-php.pid!);
    outer.closeAllConnections();
    outer.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const base = `http://127.0.0.1:${inner}`;
    await answered(`${base}/upgrade.php`);
    fill(file, mailboxes);
    const form = await fetch(`${base}/login.php`);
    const [, token = ''] = /name="token" value="(\w+)"/.exec(await form.text()) ?? [];
    const cookies = (answer: Response) => answer.headers.getSetCookie().map((one) => one.split(';')[0]!);
    const before = cookies(form).at(-1)!;
    const signedIn = await fetch(`${base}/login.php`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: before },
      body: new URLSearchParams({ token, fUsername: admin.name, fPassword: admin.password, lang: 'en' }),
    });
    if (signedIn.status !== 302) throw new Error('postfixadmin does not let its administrator in');
    const cookie = [before, ...cookies(signedIn)].filter((one) => one.startsWith('postfixadmin_session=')).at(-1)!;
    const [name, value] = cookie.split('=') as [string, string];
    return { port: portOf(outer), cookie: { name, value }, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function answered(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1)
    try {
      await (await fetch(url)).text();
      return;
    } catch (error) {
      if (tries > 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

function fill(file: string, mailboxes: number): void {
  const db = new Libsql(file);
  db.prepare('insert into admin (username, password, superadmin) values (?, ?, 1)').run(admin.name, admin.password);
  db.prepare("insert into domain_admins (username, domain) values (?, 'ALL')").run(admin.name);
  db.prepare("insert into domain (domain, description, transport) values ('example.test', '', 'virtual')").run();
  for (let n = 0; n < mailboxes; n += 1) {
    const [local, address] = [`box${n}`, `box${n}@example.test`];
    db.prepare(
      "insert into mailbox (username, password, name, maildir, local_part, domain) values (?, 'x', 'Someone', ?, ?, 'example.test')",
    ).run(address, `${address}/`, local);
    db.prepare("insert into alias (address, goto, domain) values (?, ?, 'example.test')").run(address, address);
  }
  db.close();
}
