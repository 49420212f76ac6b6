import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import { copies } from './components/build/copies.ts';
import { embedFiles } from './components/build/embed.ts';
import { ownLit } from './components/build/lit.ts';
import { literals } from './components/build/literals.ts';
import { npmFiles } from './components/build/npm.ts';
import { plainImports, shortNames } from './components/build/shrink.ts';

const folder = 'dist/embed/v1';
// What only other elements use is loaded by them, never by a page.
const inner = /hc-(dns-record|domain)\.ts$/;
const elements = globSync('components/*/hc-*.ts')
  .filter((file) => !inner.test(file))
  .toSorted();

// The pop-up, the step-up page, that of Domain Connect and those of registrants belong to the label's own host.
const packaged = elements.filter(
  (file) =>
    !/hc-(authorize|domain-connect|registrant|step-up|verify|confirm-forward|mailbox-authorize)\.ts$/.test(file),
);
const named = (files: readonly string[]): Record<string, string> =>
  Object.fromEntries(files.map((file) => [basename(file, '.ts'), file]));

/** The files that a page loads: one chunk per element, one core, dialogs and languages by need, then the loader. */
const embed: UserConfig = {
  publicDir: false,
  plugins: [ownLit(), copies('components/core.ts'), plainImports(), literals(), shortNames(), embedFiles(folder)],
  build: {
    outDir: folder,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: named(['components/core.ts', ...elements]),
      preserveEntrySignatures: 'strict',
      treeshake: { propertyReadSideEffects: false },
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        // The loader asks the core for `connect` by its name.
        minifyInternalExports: false,
        codeSplitting: { groups: [{ name: 'core', test: /components\/core\.ts$|@oxc-project.runtime/ }] },
      },
    },
  },
};

/** The package for bundlers: `vite build --mode npm`. Lit and the schemas stay imports of its user's. */
const npm: UserConfig = {
  publicDir: false,
  plugins: [plainImports(), literals(), npmFiles('dist/npm', packaged)],
  build: {
    outDir: 'dist/npm',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: named(['components/index.ts', ...packaged]),
      preserveEntrySignatures: 'strict',
      external: /^(lit|lit-html|@lit|valibot)(\/|$)/,
      output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
};

/** The server and its command line in few files: `vite build --mode bff`. From hundreds of sources a start takes six times as long. */
const bff: UserConfig = {
  publicDir: false,
  // It carries its migrations within.
  resolve: { alias: [{ find: /^\.\/migrations\.node\.ts$/, replacement: './migrations.page.ts' }] },
  // What is native stays in node_modules.
  ssr: { noExternal: true, external: ['libsql'] },
  build: {
    ssr: true,
    outDir: 'dist/bff',
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: { input: named(['bff/serve.ts', 'bff/cli.ts']), output: { chunkFileNames: '[name]-[hash].js' } },
  },
};

const builds: Record<string, UserConfig> = { npm, bff };

export default defineConfig(({ mode }) => builds[mode] ?? embed);
