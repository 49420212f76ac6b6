import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rename } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { takesBrotli } from './long-json.ts';
import type { Pins } from './pins.ts';

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

function read(folder: string, name: string): File {
  const path = join(folder, name);
  const plain = new Uint8Array(readFileSync(path));
  return {
    plain,
    brotli: existsSync(`${path}.br`) ? new Uint8Array(readFileSync(`${path}.br`)) : undefined,
    hash: createHash('sha256').update(plain).digest('hex').slice(0, 20),
  };
}

/**
 * Keeps the hashed scripts of this build beside those of earlier ones: a page that was opened before an update still
 * loads its dialogs, and a page that names one build keeps it.
 */
export async function keepAssets(folder: string, kept: string): Promise<void> {
  await mkdir(kept, { recursive: true });
  const there = new Set(readdirSync(kept));
  for (const name of readdirSync(folder)) {
    if (there.has(name) || !hashed.test(name.replace(/\.br$/, ''))) continue;
    // Half a file must never count as kept.
    const half = join(kept, `${name}.${process.pid}`);
    await copyFile(join(folder, name), half);
    await rename(half, join(kept, name));
  }
}

/** What `build.json` says of the build, as far as pages may rely on it. */
export function builtPins(folder: string): Pins {
  const { version, loader, files } = JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8')) as {
    version: string;
    loader: string;
    files: Record<string, { integrity: string }>;
  };
  const scripts = Object.entries(files).filter(([name]) => hashed.test(name));
  return { version, loader, integrity: Object.fromEntries(scripts.map(([name, file]) => [name, file.integrity])) };
}

/** The built scripts and sheets, read once, each with its Brotli form beside it; those of earlier builds when asked for. */
export function builtAssets(
  folder: string,
  base: string,
  kept?: string,
): (path: string, asked: Headers) => Response | undefined {
  const files = new Map<string, File>();
  if (!existsSync(folder)) throw new Error('the scripts for the pages are not built: run npm run build');
  for (const name of readdirSync(folder)) if (extname(name) in types) files.set(`${base}${name}`, read(folder, name));
  const earlier = new Set(kept && existsSync(kept) ? readdirSync(kept).filter((name) => hashed.test(name)) : []);
  const find = (path: string): File | undefined => {
    const name = path.slice(base.length);
    if (!files.has(path) && earlier.delete(name)) files.set(path, read(kept!, name));
    return files.get(path);
  };
  return (path, asked) => {
    const file = find(path);
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
