import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const count = (name: string) =>
  [new RegExp(`\\(\\w+\\.${name}Versions\\?\\?=\\[\\]\\)\\.push\\("[\\d.]+"\\)`), '0'] as const;

/** File of Lit or of a helper → what is taken out or renamed in it. Each must be found: a new Lit is looked at first. */
const changes: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  'lit-html/lit-html.js': [[/createPolicy\("lit-html"/, 'createPolicy("hc-widgets"'], count('litHtml')],
  'lit-element/lit-element.js': [count('litElement')],
  '@lit/reactive-element/reactive-element.js': [
    count('reactiveElement'),
    // Only for decorators of the other kind.
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ''],
    [/this\[Symbol\.metadata\]/, 'null'],
  ],
  // Of our compiler: what a page puts on `Reflect` has no part in our elements.
  'helpers/esm/decorate.js': [[/if \(typeof Reflect === "object" .*\n.*\n\s*else\n/, '']],
};

/**
 * Our Lit has a policy name of its own (a page with another Lit would throw at the second `lit-html` policy),
 * leaves nothing on the page's global object, and has only the decorators that our compiler makes.
 */
export function ownLit(): Plugin {
  return {
    name: 'hc-own-lit',
    enforce: 'pre',
    apply: 'build',
    resolveId: (source) => (source === 'lit/decorators.js' ? resolve('components/build/decorators.ts') : null),
    transform(code, id) {
      const file = Object.keys(changes).find((name) => id.endsWith(`/${name}`));
      if (!file) return null;
      let changed = code;
      for (const [found, instead] of changes[file]!) {
        if (!found.test(changed)) throw new Error(`${file} has no ${found.source}`);
        changed = changed.replace(found, instead);
      }
      return { code: changed, map: null };
    },
  };
}
