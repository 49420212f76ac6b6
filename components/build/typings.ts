import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Package } from 'custom-elements-manifest/schema.js';
import type { Element } from './manifest.ts';

export const frameworks = ['react', 'vue', 'svelte'] as const;

/** What one element takes and tells, for the typings of the frameworks. */
function entry({ name, tagName, attributes = [], members = [], events = [] }: Element): string {
  const fields = members.flatMap((one) => (one.kind === 'field' ? [one.name] : []));
  const own = [
    ...fields.map((field) => `'${field}': ${name}['${field}'];`),
    // An attribute of another name than its property is of the same type.
    ...attributes
      .filter((one) => !fields.includes(one.name))
      .map((one) => `'${one.name}': ${one.fieldName ? `${name}['${one.fieldName}']` : one.type!.text};`),
  ];
  const heard = events.map((event) => `'${event.name}': ${event.type.text};`);
  return `  '${tagName}': { element: ${name}; own: { ${own.join(' ')} }; events: { ${heard.join(' ')} } };`;
}

/** Typings for templates of frameworks: `"types": ["hc-elements/react"]` makes its JSX know the elements. */
export function writeTypings(folder: string, { modules }: Package): void {
  const elements = modules.flatMap(({ declarations = [] }) =>
    declarations.flatMap((one) => ('tagName' in one ? [one as unknown as Element] : [])),
  );
  const names = [
    ...new Set(elements.flatMap(({ name, events = [] }) => [name, ...events.map(({ type }) => type.text)])),
  ];
  const lines = elements.map(entry).join('\n');
  writeFileSync(
    join(folder, 'types', 'elements.d.ts'),
    `import type { ${names.join(', ')} } from './components/index.js';\n\nexport interface Elements {\n${lines}\n}\n`,
  );
  for (const framework of frameworks)
    copyFileSync(`components/build/typings/${framework}.d.ts`, join(folder, 'types', `${framework}.d.ts`));
}
