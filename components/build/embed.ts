import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Plugin, type Rollup } from 'vite';
import { version } from '../shared/version.ts';
import { minifyCss } from './literals.ts';

type Chunk = Rollup.OutputChunk;

/** What `build.json` says of one file. */
export interface BuiltFile {
  /** Bytes. */
  readonly size: number;
  /** Bytes, Brotli 11. */
  readonly brotli: number;
  /** Subresource integrity. */
  readonly integrity: string;
  /** What must be there before it runs. */
  readonly imports?: readonly string[];
}
export interface BuildManifest {
  readonly version: string;
  readonly core: string;
  /** The loader under a name that never means anything else. */
  readonly loader: string;
  /** Tag → its chunk and what that needs beside the core. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly files: Readonly<Record<string, BuiltFile>>;
}

const brotli = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

async function buildLoader(files: Pick<BuildManifest, 'version' | 'core' | 'tags'>): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { __HC_FILES__: JSON.stringify(files) },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: 'components/loader.ts', output: { format: 'iife', codeSplitting: false } },
    },
  });
  const [output] = (Array.isArray(built) ? built : [built]) as Rollup.RollupOutput[];
  return output!.output[0].code;
}

/** Writes the loader with its map last, the hosted pages' sheet, a Brotli form beside each file, and build.json. */
export function embedFiles(folder: string): Plugin {
  return {
    name: 'hc-embed-files',
    apply: 'build',
    generateBundle(_options, bundle) {
      // The bundler makes an entry of two lines for the core; its content lies in a chunk of the same name.
      for (const [name, file] of Object.entries(bundle))
        if (file.type === 'chunk' && file.name === 'core' && file.isEntry && file.imports.length) delete bundle[name];
    },
    async writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file): file is Chunk => file.type === 'chunk');
      const core = chunks.find(({ name, exports }) => name === 'core' && exports.includes('connect'))!.fileName;
      const needs = (file: string, seen = new Set<string>()): Set<string> => {
        if (seen.has(file)) return seen;
        seen.add(file);
        for (const next of chunks.find(({ fileName }) => fileName === file)!.imports) needs(next, seen);
        return seen;
      };
      const tags = Object.fromEntries(
        chunks
          .filter(({ name, isEntry }) => isEntry && name.startsWith('hc-'))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1))
          .map(({ name, fileName }) => [name, [...needs(fileName)].filter((file) => file !== core)]),
      );
      const code = await buildLoader({ version, core, tags });
      const loader = `loader-${createHash('sha256').update(code).digest('base64url').slice(0, 12)}.js`;
      for (const name of ['hc.js', loader]) writeFileSync(join(folder, name), code);
      writeFileSync(join(folder, 'page.css'), `${minifyCss(readFileSync('components/area/page.css', 'utf8'))}\n`);
      const files: Record<string, BuiltFile> = {};
      for (const name of readdirSync(folder)
        .filter((file) => /\.(js|css)$/.test(file))
        .toSorted()) {
        const path = join(folder, name);
        const bytes = readFileSync(path);
        const small = brotli(bytes);
        writeFileSync(`${path}.br`, small);
        const imports = chunks.find(({ fileName }) => fileName === name)?.imports;
        files[name] = {
          size: bytes.length,
          brotli: small.length,
          integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
          ...(imports?.length ? { imports } : {}),
        };
      }
      await check(Object.keys(files).map((name) => join(folder, name)));
      const manifest: BuildManifest = { version, core, loader, tags, files };
      writeFileSync(join(folder, 'build.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    },
  };
}

const parser = `
  import { readFileSync } from 'node:fs';
  import { SourceTextModule } from 'node:vm';
  for (const file of process.argv.slice(1)) new SourceTextModule(readFileSync(file, 'utf8'), { identifier: file });
`;

/** The bundler may leave syntax that no browser knows, with exit code 0. One process reads them all: starting one takes longer than reading. */
async function check(files: readonly string[]): Promise<void> {
  const scripts = files.filter((file) => file.endsWith('.js'));
  const flags = ['--experimental-vm-modules', '--no-warnings', '--input-type=module', '--eval', parser];
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, [...flags, ...scripts], (error) => (error ? reject(error) : resolve()));
  });
}
