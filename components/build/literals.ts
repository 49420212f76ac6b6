import type { Plugin } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [name: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child);
}

/** Shortest form of a sheet whose blanks mean nothing. */
export const minifyCss = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/\( | \)/g, (found) => found.trim())
    .replace(/\b0(\.\d)/g, '$1')
    .trim();

/** Runs of blanks become one: what a browser makes of them anyway. Those beside a value stay, since words may meet there. */
const minifyHtml = (html: string, first: boolean, last: boolean): string =>
  html
    .replace(first ? /^\s*\n\s*(?=<)/ : /^$/, '')
    .replace(last ? /(?<=>)\s*\n\s*$/ : /^$/, '')
    .replace(/\s+/g, ' ');

/** Takes the blanks out of css, html and svg literals. */
export function literals(): Plugin {
  return {
    name: 'hc-literals',
    enforce: 'post',
    apply: 'build',
    transform(code, id) {
      if (!/components\/.*\.ts$/.test(id) || !/\b(css|html|svg)`/.test(code)) return null;
      const edits: { start: number; end: number; text: string }[] = [];
      for (const node of walk(this.parse(code) as unknown as Node)) {
        if (node.type !== 'TaggedTemplateExpression') continue;
        const tag = (node['tag'] as Node)['name'];
        if (tag !== 'css' && tag !== 'html' && tag !== 'svg') continue;
        const quasis = (node['quasi'] as Node)['quasis'] as Node[];
        for (const [at, quasi] of quasis.entries()) {
          const { raw } = quasi['value'] as { raw: string };
          const start = code.indexOf(raw, quasi.start);
          const text = tag === 'css' ? minifyCss(raw) : minifyHtml(raw, at === 0, at === quasis.length - 1);
          edits.push({ start, end: start + raw.length, text });
        }
      }
      let out = code;
      for (const { start, end, text } of edits.toSorted((a, b) => b.start - a.start))
        out = out.slice(0, start) + text + out.slice(end);
      return { code: out, map: null };
    },
  };
}
