import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { before, test } from 'node:test';
import Ajv from 'ajv';
import { manifest, type Element } from '../../../components/build/manifest.ts';

// What a page can use; the rest stands inside these, or on the hosted pages.
const files = globSync('components/*/hc-*.ts')
  .filter(
    (path) =>
      !/hc-(dns-record|domain|domain-connect|authorize|registrant|step-up|verify|confirm-forward|mailbox-authorize)\.ts$/.test(
        path,
      ),
  )
  .toSorted();
const source = (path: string): string => readFileSync(path, 'utf8').replaceAll(/\/\*\*[^]*?\*\//g, '');

/** A file and all that it loads, at once or later; with `whole` other elements too. */
function closure(path: string, whole: boolean, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, from = ''] of source(path).matchAll(
    /(?:^(?:import|export) (?!type)[^;]*?from|import\()\s*'(\.[^']+)'/gm,
  )) {
    const file = join(dirname(path), from);
    if (file.startsWith('components/') && (whole || !basename(file).startsWith('hc-'))) closure(file, whole, seen);
  }
  return seen;
}
const textOf = (path: string, whole = false): string => [...closure(path, whole)].map(source).join('\n');
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
];
const names = (list: readonly { readonly name?: string | undefined }[] = []) =>
  list.map(({ name }) => name!).toSorted();

/** Class of an event → its type, as its constructor says; only what the package exports. */
const eventTypes = new Map(
  all(source('components/index.ts'), /^export \* from '(.+events\.ts)';/gm).flatMap((path) =>
    [...source(join('components', path)).matchAll(/class (\w+)[^{]*\{(?:(?!\bclass\b)[^])*?super\('(hc-[\w-]+)'/g)].map(
      ([, name = '', type = '']) => [name, type] as const,
    ),
  ),
);

/** Attributes and properties as the decorators of a class say them. */
function declared(path: string): { attributes: string[]; fields: string[] } {
  const found = [...source(path).matchAll(/@property\((\{[^}]*\})?\)\s+(?:reflect )?(\w+)/g)];
  return {
    fields: found.map(([, , field = '']) => field),
    attributes: found.flatMap(([, options = '', field = '']) =>
      options.includes('attribute: false') ? [] : [/attribute: '([^']+)'/.exec(options)?.[1] ?? field.toLowerCase()],
    ),
  };
}

let found: Map<string, Element>;
let whole: object;
before(async () => {
  const made = await manifest(files);
  whole = made;
  found = new Map(
    made.modules.flatMap(({ path, declarations = [] }) =>
      declarations.flatMap((one) => ('tagName' in one ? [[path, one as unknown as Element] as const] : [])),
    ),
  );
});

test('E6: the manifest is valid, and has every element of the package', () => {
  const schema = JSON.parse(readFileSync('node_modules/custom-elements-manifest/schema.json', 'utf8')) as object;
  const ajv = new Ajv({ allErrors: true }).addSchema(schema, 'manifest');
  const valid = (part: string, value: unknown) =>
    assert.ok(ajv.validate(`manifest${part}`, JSON.parse(JSON.stringify(value))), ajv.errorsText());
  valid('#', whole);
  // In the whole an element passes for a mere class, whatever it says of these.
  const parts = {
    attributes: 'Attribute',
    events: 'Event',
    slots: 'Slot',
    cssParts: 'CssPart',
    cssProperties: 'CssCustomProperty',
  } as const;
  for (const element of found.values())
    for (const [list, part] of Object.entries(parts))
      for (const one of element[list as keyof typeof parts] ?? []) valid(`#/definitions/${part}`, one);
  assert.deepEqual([...found.keys()].toSorted(), files);
  const text = readFileSync('components/index.ts', 'utf8');
  for (const [path, { name, tagName }] of found) {
    assert.equal(tagName, basename(path, '.ts'));
    assert.match(text, new RegExp(`export \\{[^}]*\\b${name}\\b`), `${name} is exported`);
  }
});

test('E6: its attributes, properties, parts and custom properties are those of the source', () => {
  for (const [path, element] of found) {
    const text = textOf(path);
    const { attributes, fields } = declared(path);
    // Looks that the sheets ask for; and whose panel it is, which the page's side of the context reads.
    const looks = all(text, /:host\(\[([\w-]+)[=\]]/g).filter((name) => name !== 'hidden');
    assert.deepEqual(names(element.attributes), [...new Set([...attributes, ...looks, 'label'])].toSorted(), path);
    assert.deepEqual(names(element.members?.filter(({ kind }) => kind === 'field')), fields.toSorted(), path);
    assert.deepEqual(names(element.cssParts), all(text, /\bpart="([\w-]+)"/g).toSorted(), path);
    // Made by the BFF beside the seeds: nobody sets them.
    const seeds = all(text, /var\(\s*(--hc-[\w-]+)/g).filter(
      (name) => !/--hc-(role-|color-(on-brand|brand-away))/.test(name),
    );
    assert.deepEqual(names(element.cssProperties), seeds.toSorted(), path);
  }
});

test('E6: its events are those that are heard at the element, and the types know them', () => {
  const everything = globSync('components/**/*.ts')
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  assert.ok(eventTypes.size > 5);
  for (const [path, element] of found) {
    const text = textOf(path, true);
    const fired = [...eventTypes].filter(([name]) => text.includes(`new ${name}(`));
    // The controller that all share can say it for whoever has an action.
    const heard = fired.filter(([name]) => name !== 'HcActionFailedEvent' || text.includes('.actionFailed('));
    assert.deepEqual(names(element.events), heard.map(([, type]) => type).toSorted(), path);
    for (const { name, type } of element.events ?? []) assert.equal(eventTypes.get(type.text), name, `${path} ${name}`);
    assert.match(
      everything,
      new RegExp(`interface HTMLElementTagNameMap \\{[^}]*'${element.tagName}': ${element.name};`),
    );
  }
  for (const [name, type] of eventTypes)
    assert.match(everything, new RegExp(`interface GlobalEventHandlersEventMap \\{[^}]*'${type}': ${name};`));
});

test('E6: every public item is described, and stands in a story or on a page of the documentation', () => {
  const told = globSync('stories/**/*.{ts,mdx}')
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const lacking: string[] = [];
  for (const {
    tagName,
    attributes = [],
    members = [],
    events = [],
    cssParts = [],
    cssProperties = [],
  } of found.values())
    for (const { name, description } of [...attributes, ...members, ...events, ...cssParts, ...cssProperties]) {
      if (!description) lacking.push(`${tagName} ${name} is not described`);
      if (!new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(told)) lacking.push(`${tagName} ${name} is not shown`);
    }
  assert.deepEqual(lacking, []);
});
