import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { listening, portOf } from './world.ts';

const folder = fileURLToPath(new URL('peers/', import.meta.url));
const out = fileURLToPath(new URL('../../dist/peers/', import.meta.url));
export const peers = ['vaadin', 'ag-grid', 'hanko'] as const;
export type Peer = (typeof peers)[number];

interface Peers {
  /** Minified, Brotli 11. */
  readonly bytes: Readonly<Record<Peer | 'table', number>>;
  /** A page with one peer on it is at `/<peer>`. */
  readonly port: number;
  close(): void;
}

/** Peers as their users build them, on a server of their own; why not, where they cannot be had. */
export async function openPeers(): Promise<Peers | string> {
  if (!existsSync(`${folder}node_modules`))
    try {
      execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: folder,
        stdio: 'ignore',
        timeout: 180_000,
      });
    } catch {
      return 'the peers cannot be installed here';
    }
  const scripts = new Map<string, Buffer>();
  const bytes: Record<string, number> = {};
  for (const name of [...peers, 'table']) {
    await build({
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      build: {
        outDir: out,
        emptyOutDir: false,
        target: 'es2022',
        reportCompressedSize: false,
        lib: { entry: `${folder}${name}.js`, formats: ['es'], fileName: () => `${name}.js` },
        minify: 'oxc',
        rolldownOptions: {
          // Of ours only the table: the rest every panel has from the core.
          external: (id) =>
            name === 'table' &&
            !/(^|\/)(table\.js|window\.controller|domain-filter|domains\.controller|sheets\/(table|windowed))/.test(id),
        },
      },
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    const script = brotliCompressSync(readFileSync(`${out}${name}.js`));
    scripts.set(`/${name}.js`, script);
    bytes[name] = script.length;
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const script = scripts.get(path);
    if (script)
      return void response.writeHead(200, { 'content-type': 'text/javascript', 'content-encoding': 'br' }).end(script);
    if (!scripts.has(`${path}.js`)) return void response.writeHead(404).end();
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Peer</title><style>main > * { height: 840px }</style><main>${path === '/hanko' ? '<hanko-auth></hanko-auth>' : ''}</main><script type="module" src="${path}.js"></script>`,
      );
  }).listen(0, '127.0.0.1');
  await listening(server);
  return {
    bytes: bytes as Peers['bytes'],
    port: portOf(server),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
