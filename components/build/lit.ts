import type { Plugin } from 'vite';

/**
 * Our Lit has a policy name of its own (a page with another Lit would throw at the second `lit-html` policy)
 * and counts itself in no global.
 */
export function ownLit(): Plugin {
  return {
    name: 'hc-own-lit',
    enforce: 'pre',
    apply: 'build',
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
