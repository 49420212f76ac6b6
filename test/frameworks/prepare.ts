import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type PluginOption } from 'vite';

export const folder = fileURLToPath(new URL('.', import.meta.url));
const root = join(folder, '../..');
const modules = join(folder, 'node_modules');

/** The frameworks, and our package as it is now beside them, as `npm install hc-elements` would put it. */
export function provide(): void {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const mark = join(modules, '.hc-lock');
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
    cpSync(join(folder, 'package-lock.json'), mark);
  }
  const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  run('node_modules/vite/bin/vite.js', 'build', '--mode', 'npm', '--logLevel', 'error');
  rmSync(join(modules, 'hc-elements'), { recursive: true, force: true });
  cpSync(join(root, 'dist/npm'), join(modules, 'hc-elements'), { recursive: true });
}

/** Runs a program of the frameworks; its code, and what it said. */
export function program(file: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(modules, file), ...args], { cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

const require_ = createRequire(join(folder, 'package.json'));
const plugin = async (name: string): Promise<Record<string, (options?: object) => PluginOption>> =>
  (await import(pathToFileURL(require_.resolve(name)).href)) as never;

/** One script of an app, made as its framework makes it. */
export async function bundle(framework: string): Promise<string> {
  const entries: Readonly<Record<string, string>> = {
    react: 'react/app.tsx',
    vue: 'vue/main.ts',
    svelte: 'svelte/main.ts',
    // Compiled ahead of time by its own compiler.
    angular: 'node_modules/.angular/app.js',
  };
  const isElement = (tag: string) => tag.startsWith('hc-');
  const plugins: Readonly<Record<string, () => Promise<PluginOption>>> = {
    vue: async () =>
      (await plugin('@vitejs/plugin-vue'))['default']!({
        template: { compilerOptions: { isCustomElement: isElement } },
      }),
    svelte: async () => (await plugin('@sveltejs/vite-plugin-svelte'))['svelte']!({ configFile: false }),
  };
  const built = await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [await plugins[framework]?.()],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: join(folder, entries[framework]!), output: { codeSplitting: false } },
    },
  });
  const [output] = (Array.isArray(built) ? built : [built]) as { output: { code: string }[] }[];
  return output!.output[0]!.code;
}
