import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig } from 'vite';
import { copies } from './components/build/copies.ts';
import { embedFiles } from './components/build/embed.ts';
import { ownLit } from './components/build/lit.ts';
import { literals } from './components/build/literals.ts';
import { plainImports, shortNames } from './components/build/shrink.ts';

const folder = 'dist/embed/v1';
// What only other elements use is loaded by them, never by a page.
const inner = /hc-(dns-record|domain)\.ts$/;
const elements = globSync('components/*/hc-*.ts').filter((file) => !inner.test(file)).toSorted();

/** The files that a page loads: one chunk per element, one core, dialogs and languages by need, then the loader. */
export default defineConfig({
  publicDir: false,
  plugins: [ownLit(), copies('components/core.ts'), plainImports(), literals(), shortNames(), embedFiles(folder)],
  build: {
    outDir: folder,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        core: 'components/core.ts',
        ...Object.fromEntries(elements.map((file) => [basename(file, '.ts'), file])),
      },
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
});
