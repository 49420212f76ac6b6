import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

interface File {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly brotli: Uint8Array<ArrayBuffer> | undefined;
  readonly etag: string;
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const hashed = /[.-][\w-]{8,}\.js$/;

/** The built scripts and sheets, read once, each with its Brotli form beside it. */
export function builtAssets(
  folder: string,
  base: string,
): (path: string, acceptEncoding: string) => Response | undefined {
  const files = new Map<string, File>();
  const names = new Set(readdirSync(folder));
  for (const name of names) {
    if (!(extname(name) in types)) continue;
    const plain = new Uint8Array(readFileSync(join(folder, name)));
    const brotli = names.has(`${name}.br`) ? new Uint8Array(readFileSync(join(folder, `${name}.br`))) : undefined;
    files.set(`${base}${name}`, {
      plain,
      brotli,
      etag: `"${createHash('sha256').update(plain).digest('hex').slice(0, 20)}"`,
    });
  }
  return (path, acceptEncoding) => {
    const file = files.get(path);
    if (!file) return undefined;
    const compressed = file.brotli !== undefined && /\bbr\b/.test(acceptEncoding);
    return new Response(compressed ? file.brotli : file.plain, {
      headers: {
        'content-type': types[extname(path)]!,
        ...(compressed ? { 'content-encoding': 'br' } : {}),
        vary: 'accept-encoding',
        etag: file.etag,
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
