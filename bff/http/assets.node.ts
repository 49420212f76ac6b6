import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { takesBrotli } from './long-json.ts';

interface File {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly brotli: Uint8Array<ArrayBuffer> | undefined;
  readonly hash: string;
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const hashed = /[.-][\w-]{8,}\.js$/;

/** The built scripts and sheets, read once, each with its Brotli form beside it. */
export function builtAssets(folder: string, base: string): (path: string, asked: Headers) => Response | undefined {
  const files = new Map<string, File>();
  if (!existsSync(folder)) throw new Error('the scripts for the pages are not built: run npm run build');
  const names = new Set(readdirSync(folder));
  for (const name of names) {
    if (!(extname(name) in types)) continue;
    const plain = new Uint8Array(readFileSync(join(folder, name)));
    const brotli = names.has(`${name}.br`) ? new Uint8Array(readFileSync(join(folder, `${name}.br`))) : undefined;
    files.set(`${base}${name}`, {
      plain,
      brotli,
      hash: createHash('sha256').update(plain).digest('hex').slice(0, 20),
    });
  }
  return (path, asked) => {
    const file = files.get(path);
    if (!file) return undefined;
    const compressed = file.brotli !== undefined && takesBrotli(asked.get('accept-encoding'));
    const etag = `"${file.hash}${compressed ? '-br' : ''}"`;
    const known = asked.get('if-none-match')?.split(/,\s*/).includes(etag) ?? false;
    return new Response(known ? null : compressed ? file.brotli : file.plain, {
      status: known ? 304 : 200,
      headers: {
        'content-type': types[extname(path)]!,
        ...(compressed ? { 'content-encoding': 'br' } : {}),
        vary: 'accept-encoding',
        etag,
        // Only the loader has a lasting name.
        'cache-control': hashed.test(path)
          ? 'public, max-age=31536000, immutable'
          : 'public, max-age=300, stale-while-revalidate=86400',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'timing-allow-origin': '*',
        'x-content-type-options': 'nosniff',
      },
    });
  };
}
