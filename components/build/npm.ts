import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { version } from '../shared/version.ts';
import { manifest } from './manifest.ts';
import { frameworks, writeTypings } from './typings.ts';

function run(program: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('node_modules', program), ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} failed:\n${stdout}${stderr}`);
}

/** Declarations of what is exported, and of what those name; nothing else of the sources. */
function declare(folder: string, sources: readonly string[]): void {
  // Below the project, so that its type packages are found.
  const all = mkdtempSync(resolve('dist', 'types-'));
  try {
    const config = join(all, 'tsconfig.json');
    const compilerOptions = {
      noEmit: false,
      emitDeclarationOnly: true,
      declaration: true,
      rootDir: process.cwd(),
      outDir: all,
    };
    const files = sources.map((source) => join(process.cwd(), source));
    writeFileSync(
      config,
      JSON.stringify({ extends: join(process.cwd(), 'tsconfig.json'), compilerOptions, files, include: [] }),
    );
    run('typescript/bin/tsc', '-p', config);
    const wanted = sources.map((source) => source.replace(/\.ts$/, '.d.ts'));
    const seen = new Set<string>();
    for (const file of wanted) {
      if (seen.has(file)) continue;
      seen.add(file);
      const text = readFileSync(join(all, file), 'utf8');
      const target = join(folder, 'types', file);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text.replaceAll(/(from '\.[^']+)\.ts'/g, "$1.js'"));
      for (const [, source = ''] of text.matchAll(/from '(\.[^']+)\.ts'/g))
        wanted.push(join(dirname(file), `${source}.d.ts`));
    }
  } finally {
    rmSync(all, { recursive: true });
  }
}

/** The manifest of elements, with the paths of the package, and the typings that are made of it. */
async function describe(folder: string, sources: readonly string[]): Promise<void> {
  const made = await manifest(sources);
  writeTypings(folder, made);
  const text = JSON.stringify(made, null, 2);
  const moved = text.replaceAll(/"\/?components\/[\w-]+\/(hc-[\w-]+)\.ts"/g, '"$1.js"');
  writeFileSync(join(folder, 'custom-elements.json'), `${moved}\n`);
}

/** The package for bundlers: one entry per element beside the whole, with types and the manifest. */
export function npmFiles(folder: string, elements: readonly string[]): Plugin {
  return {
    name: 'hc-npm-files',
    apply: 'build',
    async writeBundle() {
      const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
        dependencies: Record<string, string>;
      };
      const entry = (source: string) => {
        const name = basename(source, '.ts');
        return [
          name === 'index' ? '.' : `./${name}.js`,
          { types: `./types/${source.replace(/\.ts$/, '.d.ts')}`, default: `./${name}.js` },
        ];
      };
      const sources = ['components/index.ts', ...elements];
      declare(folder, sources);
      await describe(folder, elements);
      const description = {
        name: 'hc-elements',
        version,
        description: 'The customer area of a hosting company as web components.',
        license: 'MIT',
        type: 'module',
        // Importing an element registers its tag.
        sideEffects: true,
        exports: {
          ...Object.fromEntries(sources.map(entry)),
          // Types only.
          ...Object.fromEntries(frameworks.map((name) => [`./${name}`, { types: `./types/${name}.d.ts` }])),
          './custom-elements.json': './custom-elements.json',
        },
        customElements: 'custom-elements.json',
        dependencies: Object.fromEntries(['lit', 'valibot'].map((name) => [name, dependencies[name]])),
      };
      writeFileSync(join(folder, 'package.json'), `${JSON.stringify(description, null, 2)}\n`);
      for (const { default: file, types } of sources.map(
        (source) => entry(source)[1] as { default: string; types: string },
      ))
        for (const part of [file, types])
          if (!existsSync(join(folder, part))) throw new Error(`${relative('.', join(folder, part))} is missing`);
    },
  };
}
