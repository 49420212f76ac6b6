import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Libraries of hundreds of small files, which are half of what a test's process loads; what takes them is the same. */
const names = [
  'drizzle-orm',
  'drizzle-orm/sqlite-core',
  'drizzle-orm/libsql/driver-core',
  'better-auth',
  'better-auth/adapters/drizzle',
  'better-auth/crypto',
  'better-auth/plugins/username',
];
const fileOf = (name: string) => `${name.replaceAll('/', '.')}.js`;

/** Makes a few files of them; the folder. */
export async function bundleLibraries(): Promise<string> {
  const { build } = await import('vite');
  const outDir = resolve('node_modules/.libraries');
  // A build sets it to production for the whole process, and a BFF that a test starts would ask for its secret.
  const { NODE_ENV } = process.env;
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'esnext',
      rollupOptions: {
        input: Object.fromEntries(names.map((name) => [name, name])),
        treeshake: false,
        output: { entryFileNames: ({ name }) => fileOf(name) },
      },
    },
  });
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  return outDir;
}

/** Lets this process load them from there. */
function loadFrom(folder: string): void {
  const files = new Map(names.map((name) => [name, join(folder, fileOf(name))]));
  for (const file of files.values()) if (!existsSync(file)) throw new Error(`${file} is missing`);
  registerHooks({
    resolve(name, context, next) {
      const file = files.get(name);
      return file ? { url: pathToFileURL(file).href, shortCircuit: true } : next(name, context);
    },
  });
}

// Where this is loaded before a test file.
if (process.env.TEST_LIBRARIES) loadFrom(process.env.TEST_LIBRARIES);
