import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const folder = 'dist/storybook';
const sources = ['stories', 'components', 'bff', 'test/components/memory-panel.ts'];
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly type: 'story' | 'docs';
  /** The file that it comes from: a guide is a file of its own, a component's page is made of its stories. */
  readonly importPath: string;
}

/** Builds the Storybook when it is older than what it shows. */
export function upToDateStorybook(): void {
  const index = join(folder, 'index.json');
  const built = existsSync(index) ? statSync(index).mtimeMs : 0;
  const files = sources.flatMap((source) =>
    statSync(source).isFile() ? [source] : [...globSync([`${source}/**/*`, `${source}/.*/*`])],
  );
  if (files.every((file) => statSync(file).mtimeMs <= built)) return;
  const program = 'node_modules/storybook/dist/bin/dispatcher.js';
  execFileSync(process.execPath, [program, 'build', '-c', 'stories/.storybook', '-o', folder, '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' },
  });
}

export const entries = (): Entry[] =>
  Object.values(
    (JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { entries: Record<string, Entry> }).entries,
  );

/** Serves the built Storybook as files; the address, and how to stop. */
export async function serveStorybook(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url!, 'http://localhost').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
