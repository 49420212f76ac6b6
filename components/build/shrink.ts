import { globSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const privateName = /--_[a-z][\w-]*/g;

/** Our private custom properties get names of two letters, the most used first; nobody else reads them. */
export function shortNames(): Plugin {
  const short = new Map<string, string>();
  return {
    name: 'hc-short-names',
    apply: 'build',
    buildStart() {
      const counts = new Map<string, number>();
      for (const file of globSync('components/**/*.ts').toSorted())
        for (const [name] of readFileSync(file, 'utf8').matchAll(privateName))
          counts.set(name, (counts.get(name) ?? 0) + 1);
      const names = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
      for (const [at, [name]] of names.entries()) short.set(name, `--_${at.toString(36)}`);
    },
    renderChunk: (code) => ({ code: code.replace(privateName, (name) => short.get(name) ?? name), map: null }),
  };
}

// `p(() => import(…), …)`, and the longer form that hands on only what is used.
const wrapped =
  /__vitePreload\((?:\(\) => (import\([^)]*\)(?:\.then\(\(\w+\) => [\w.]+\))?)|async \(\) => \{\s*const \{[^}]*\} = await (import\([^)]*\)(?:\.then\(\(\w+\) => [\w.]+\))?);\s*return \{[^}]*\};\s*\}), __VITE_PRELOAD__\)/g;
const inList =
  /(?:\w+ as )?\b__vitePreload\b(?: as \w+)?,\s*|(?:,\s*)?(?:\w+ as )?\b__vitePreload\b(?: as \w+)?(?=\s*\})/g;

/** Vite wraps each `import()` to load sheets beforehand; there are none, so the wrapping is taken off. */
export function plainImports(): Plugin {
  return {
    name: 'hc-plain-imports',
    enforce: 'pre',
    apply: 'build',
    load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null),
    renderChunk(code, { name }) {
      const plain = code
        .replace(wrapped, (_all, short: string | undefined, long: string | undefined) => short ?? long!)
        .replace(/var __vitePreload = .*\n/, '')
        .replace(inList, '');
      if (plain.includes('__vitePreload')) throw new Error(`an import() in ${name} is wrapped in a way not known here`);
      return { code: plain, map: null };
    },
  };
}
