import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';

const sources = ['components', 'bff', 'vite.config.ts', 'package-lock.json'];

function newest(path: string): number {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function built(): number {
  try {
    return statSync(join(root, 'dist/embed/v1/hc.js')).mtimeMs;
  } catch {
    return 0;
  }
}

/** Builds the scripts when a source is newer than they are. */
export async function buildWhenOlder(): Promise<void> {
  if (built() >= Math.max(...sources.map((source) => newest(join(root, source))))) return;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    // Whatever this process runs as: what visitors load has no warnings for developers in it.
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
}
