import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { buildWhenOlder } from '../../../bff/demo/build.ts';

before(buildWhenOlder);

/** What breaks under a strict policy, or opens a way for a stranger's text; with what it looks like in a source. */
const forbidden: Readonly<Record<string, RegExp>> = {
  'style= in a template': /<[^<>]*\sstyle=(["'$]|\\")/,
  'style set as an attribute': /setAttribute\(\s*['"`]style|\.style\.cssText\b/,
  styleMap: /\bstyleMap\b|directives\/style-map/,
  '<style': /<style[\s>]/i,
  unsafeHTML: /\bunsafe(HTML|SVG|Static|MathML)\b/,
  unsafeCSS: /\bunsafeCSS\(/,
  'url(data:': /url\(\s*["']?data:/i,
  '@font-face': /@font-face/i,
  'handler in an attribute': /<[^<>]*\son[a-z]+=["']/,
  'script made of text': /\beval\(|new Function\(|document\.write\(|javascript:|createElement\(\s*['"`]script/,
  'HTML made of text': /\.(inner|outer)HTML\s*=[^=]|insertAdjacentHTML\(/,
};

const found = (file: string, text: string): string[] =>
  Object.entries(forbidden).flatMap(([name, pattern]) => {
    const at = pattern.exec(text);
    return at ? [`${file}: ${name}: ${text.slice(at.index, at.index + 80)}`] : [];
  });

/** Lit's own way to make a template of our literals. */
const litTemplate = /\.innerHTML=\w+(?=[,;])/;

test('C6: no source of the panels needs an exception from a page’s policy', () => {
  const files = globSync('components/**/*.{ts,css}').filter((file) => !file.startsWith('components/build/'));
  assert.ok(files.length > 80);
  assert.deepEqual(
    files.flatMap((file) => found(file, readFileSync(file, 'utf8'))),
    [],
  );
});

test('C6: nor does what is built of them', () => {
  const files = globSync('dist/embed/v1/*.{js,css}');
  assert.ok(files.length > 40);
  const lines = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return found(file, file.includes('/core-') ? text.replace(litTemplate, '') : text);
  });
  assert.deepEqual(lines, []);
});

for (const [name, sample] of Object.entries({
  'style= in a template': 'html`<p style=${look}></p>`',
  'style set as an attribute': `element.setAttribute('style', look)`,
  styleMap: `import { styleMap } from 'lit/directives/style-map.js';`,
  '<style': 'html`<style>p{}</style>`',
  unsafeHTML: 'unsafeHTML(text)',
  unsafeCSS: 'unsafeCSS(theme)',
  'url(data:': 'css`p{background:url("data:image/png;base64,")}`',
  '@font-face': 'css`@font-face{}`',
  'handler in an attribute': 'html`<a onclick="go()">`',
  'script made of text': `document.createElement('script')`,
  'HTML made of text': 'element.innerHTML = text',
}))
  test(`C6: ${name} is found`, () => {
    assert.deepEqual(
      found('sample', sample).map((line) => line.split(': ')[1]),
      [name],
    );
  });
