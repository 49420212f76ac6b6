import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Our Lit has a policy name of its own (a page with another Lit would throw at the second `lit-html` policy)
 * counts itself in no global, and has only the decorators that our compiler makes.
 */
export function ownLit(): Plugin {
  return {
    name: 'hc-own-lit',
    enforce: 'pre',
    apply: 'build',
    resolveId: (source) => (source === 'lit/decorators.js' ? resolve('components/build/decorators.ts') : null),
    transform(code, id) {
      if (!/node_modules\/(lit|@lit|lit-html|lit-element)\//.test(id)) return null;
      return {
        code: code
          .replace(/createPolicy\("lit-html"/, 'createPolicy("hc-widgets"')
          .replace(/\(\w+\.(?:litHtml|reactiveElement|litElement)Versions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'),
        map: null,
      };
    },
  };
}
