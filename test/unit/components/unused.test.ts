import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';

const files = new Map(globSync('components/**/*.ts').map((path) => [path, readFileSync(path, 'utf8')]));
const isSheet = (path: string) => /\/sheets\/|\.sheet\.ts$/.test(path);
const isWords = (path: string) => path.includes('/messages/');
const sheetText = /css`[^`]*`/g;
/** Their apostrophes are no quotes. */
const comments = /\/\*[^]*?\*\/|^\s*\/\/.*$/gm;
/** What draws: everything but sheets and words. */
const drawing = [...files]
  .filter(([path]) => !isSheet(path) && !isWords(path))
  .map(([path, text]) => [path, text.replaceAll(sheetText, '').replaceAll(comments, '')] as const);

/** Classes stand in quotes, as words of a list or as the end of one that is made (`part-${name}`). */
const quoted = new Set(
  drawing.flatMap(([, text]) =>
    [...text.matchAll(/(["'`])((?:(?!\1).)*)\1/gs)].flatMap(([, , list = '']) => list.split(/[\s"'${}]+/)),
  ),
);

test('every class of a sheet is drawn by somebody', () => {
  const unused = [...files].flatMap(([path, text]) =>
    [...text.matchAll(sheetText)]
      .flatMap(([css]) => [...css.replaceAll(/\/\*[^]*?\*\//g, '').matchAll(/\.([a-z][\w-]*)/g)])
      .map(([, name = '']) => name)
      .filter(
        (name) => !quoted.has(name) && ![...quoted].some((start) => start.endsWith('-') && name.startsWith(start)),
      )
      .map((name) => `${path} .${name}`),
  );
  assert.deepEqual([...new Set(unused)], []);
});

test('every icon and every shared sheet is used', () => {
  const text = drawing.map(([path, code]) => (path.endsWith('icons.ts') ? '' : code)).join('\n');
  const icons = [...files.get('components/shared/icons.ts')!.matchAll(/export const (\w+) = \(\)/g)];
  assert.ok(icons.length > 10);
  assert.deepEqual(
    icons.map(([, name = '']) => name).filter((name) => !new RegExp(`[^.\\w]${name}\\(\\)`).test(text)),
    [],
  );
  const sheets = globSync('components/shared/sheets/*.ts').map((path) => basename(path));
  const imported = [...files.values()].join('\n');
  assert.deepEqual(
    sheets.filter((name) => !imported.includes(`/${name}'`)),
    [],
  );
});

test('every word of a catalogue is said by a file that reads it', async () => {
  const unused: string[] = [];
  for (const path of files.keys()) {
    const [, name] = /messages\/([\w-]+)\.en\.ts$/.exec(path) ?? [];
    if (!name) continue;
    // Who reads it hands its words to those that it imports, and lends them to those that import it.
    const names = ([at, text]: readonly [string, string]) => text.includes(`messages/${name}.en`) && at;
    const first = drawing.filter(names);
    const besideFirst = ([at, text]: readonly [string, string]) =>
      first.some(([path, other]) => other.includes(`/${basename(at)}'`) || text.includes(`/${basename(path)}'`));
    // What is shared is reached by `words` of a controller.
    const readers = drawing
      .filter((file) => names(file) || besideFirst(file) || /\bwords\b/.test(file[1]))
      .map(([, text]) => text.replaceAll(/\/\/.*|\/\*[^]*?\*\//g, ''));
    const { default: words } = (await import(`../../../${path}`)) as { default: object };
    for (const key of Object.keys(words))
      if (!readers.some((text) => new RegExp(`\\b${key}\\b`).test(text))) unused.push(`${path} ${key}`);
  }
  assert.deepEqual(unused, []);
});
