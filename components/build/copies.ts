import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

const statics = /^(?:import|export)\s(?!type\b)[^;]*?['"](\.[^'"]+)['"];/gm;

/** Our modules that a file needs at once, itself among them. */
function closure(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, source = ''] of readFileSync(file, 'utf8').matchAll(statics))
    closure(resolve(dirname(file), source), seen);
  return seen;
}

const litParts =
  /node_modules\/(lit|lit-html)\/.*\b(directives\/(?!if-defined)[\w-]+|directive(-helpers)?|async-directive)\.js$/;
/** Not the elements, which are chunks of their own, and not the rules, which forms load when they open. */
const ours = /\/(components\/(?!build\/)|bff\/)(.*\/)?(?!hc-|rules|core\.ts)[\w.-]+\.ts$/;
const mark = '?for=';

/**
 * What is shared but not in the core is copied into each element that uses it, so that an element never waits for a third
 * chunk: a sheet twice costs less than a round trip. Icons are always copied, since each file needs a few of many.
 */
export function copies(core: string): Plugin {
  let inCore = new Set<string>();
  const copied = (id: string): boolean =>
    (ours.test(id) && !inCore.has(id)) || id.includes('/node_modules/valibot/') || litParts.test(id);
  return {
    name: 'hc-copies',
    enforce: 'pre',
    apply: 'build',
    buildStart() {
      inCore = closure(resolve(core));
      inCore.delete(resolve('components/shared/icons.ts'));
    },
    async resolveId(source, importer, { kind }) {
      if (!importer || kind === 'dynamic-import' || source.startsWith('\0')) return null;
      const [file = '', owner = file.split('/').slice(-2).join('.')] = importer.split(mark);
      const id = (await this.resolve(source, file, { skipSelf: true }))?.id;
      // Elements are never copied, so nothing here does more than to be used.
      return id && copied(id) ? { id: `${id}${mark}${owner}`, moduleSideEffects: false } : null;
    },
    load: (id) => (id.includes(mark) ? readFileSync(id.split(mark)[0]!, 'utf8') : null),
  };
}
