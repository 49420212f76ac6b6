import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, readdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { temporary } from './product.ts';

test('E8: importing the elements in Node does not throw', async (t) => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const elements = globSync('components/*/hc-*.ts', { cwd: root });
  const outDir = temporary();
  t.after(() => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: {
        input: Object.fromEntries(elements.map((file) => [basename(file, '.ts'), file])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[hash].mjs' },
      },
    },
  });
  const built = readdirSync(outDir).filter((file) => file.startsWith('hc-'));
  assert.equal(built.length, elements.length);
  const script = `for (const file of ${JSON.stringify(built)}) await import('file://${outDir}/' + file);
    if (typeof document !== 'undefined') throw new Error('this is no bare Node');
    console.log('imported');`;
  assert.equal(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim(),
    'imported',
  );
});
