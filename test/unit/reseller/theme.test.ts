import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { contrast, fitChroma, fromHex, fromOklch, toHex, toOklch } from '../../../bff/reseller/rules-colour.ts';
import { guardTheme } from '../../../bff/reseller/rules-contrast.ts';
import {
  compileTheme,
  exportTokens,
  importTokens,
  themeTokens,
  type ThemeTokens,
} from '../../../bff/reseller/rules-theme.ts';

const hexes = fc.integer({ min: 0, max: 0xff_ffff }).map((bits) => `#${bits.toString(16).padStart(6, '0')}`);
const colours = fc.record(
  {
    $type: fc.constant('color' as const),
    $value: fc.oneof(
      hexes,
      hexes.map((hex) => ({
        colorSpace: 'srgb' as const,
        components: [...fromHex(hex)] as [number, number, number],
        hex,
      })),
    ),
    $description: fc.string({ maxLength: 40 }),
    $extensions: hexes.map((hex) => ({ 'hc.dark': hex })),
  },
  { requiredKeys: ['$type', '$value'], noNullPrototype: true },
);
const pixels = (min: number, max: number) =>
  fc
    .integer({ min: min * 4, max: max * 4 })
    .map((quarters) => ({ $type: 'dimension' as const, $value: { value: quarters / 4, unit: 'px' as const } }));
const fonts = fc
  .constantFrom<string | string[]>('inherit', 'Lato', ['Open Sans', 'system-ui'], ['Noto Sans 日本', 'sans-serif'])
  .map(($value) => ({ $type: 'fontFamily' as const, $value }));
const tokens: fc.Arbitrary<ThemeTokens> = fc.record(
  {
    color: fc.record(
      {
        brand: colours,
        accent: colours,
        surface: colours,
        text: colours,
        danger: colours,
        success: colours,
        warning: colours,
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    font: fonts,
    fontMono: fonts,
    radius: pixels(0, 16),
    space: pixels(3, 6),
    size: pixels(13, 18),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const brandTheme = (value: unknown) => ({ color: { brand: { $type: 'color', $value: value } } });
const failing = (rows: readonly { ratio: number; wanted: number }[]) =>
  rows.filter(({ ratio, wanted }) => ratio < wanted);

/** All that a compiled sheet may consist of. */
const sheet =
  /^:host\{(?:(?:^|;)?--hc-(?:color|role|font|radius|space|size)[a-z-]*:(?:#[\da-f]{6}|[\d.]+px|(?:light-dark\(|oklch\(from |color\(from |color-mix\(in oklab,|var\(--hc-color-[a-z]+,|calc\(|clamp\(|min\(|max\(|xyz-d65|[lchy]\b|#[\da-f]{6}|[\d.]+(?:e7)?%?|[\s,()*-])+|(?:"[\p{L}\p{N} _-]+"|[a-z-]+)(?:,(?:"[\p{L}\p{N} _-]+"|[a-z-]+))*))*\}$/u;

describe('theme', () => {
  it('TH1: every brand colour of a 33³ grid is readable wherever panels use it, in light and dark', () => {
    const steps = Array.from({ length: 33 }, (_, at) => Math.min(255, at * 8) / 255);
    for (const red of steps)
      for (const green of steps)
        for (const blue of steps) {
          const brand = [red, green, blue] as const;
          const { rows } = guardTheme({ brand: { light: brand, dark: brand } });
          const bad = failing(rows);
          if (bad.length > 0) assert.fail(`${toHex(brand)}: ${JSON.stringify(bad)}`);
        }
  });

  it('TH1: any seven seeds are readable, also when surface and text are the same', () => {
    fc.assert(
      fc.property(tokens, (theme) => assert.deepEqual(failing(compileTheme(theme).contrast), [])),
      { numRuns: 2000 },
    );
    const same = { $type: 'color' as const, $value: '#777777' };
    assert.deepEqual(
      failing(compileTheme({ color: { brand: same, surface: same, text: same, danger: same } }).contrast),
      [],
    );
  });

  it('TH1: the sheet computes the colours that the guard measured', () => {
    fc.assert(
      fc.property(hexes, (hex) => {
        const { css, contrast: rows } = compileTheme(v.parse(themeTokens, brandTheme(hex)));
        const formula =
          /--hc-role-brand-text:(?:light-dark\()?oklch\(from \S+ (min|max)\(l,([\d.]+)\) (?:min\(c,([\d.]+)\)|c) h\)/;
        const [light = '', side, limit, chroma] = formula.exec(css) ?? [];
        const [l, c, h] = toOklch(fromHex(hex));
        const lightness = side === 'min' ? Math.min(l, Number(limit)) : Math.max(l, Number(limit));
        const shown = fromOklch([lightness, chroma === undefined ? c : Math.min(c, Number(chroma)), h]);
        const used = fromHex(rows.find(({ role, scheme }) => role === 'brand-text' && scheme === 'light')!.used);
        shown.forEach((channel, at) => assert.ok(Math.abs(channel - used[at]!) < 3 / 255, `${hex} ${light}`));
      }),
    );
  });

  it('text on the brand is white where white is readable, else black; what was given is told', () => {
    const onBrand = (hex: string) =>
      compileTheme(v.parse(themeTokens, brandTheme(hex))).contrast.find(({ role }) => role === 'on-brand')!;
    assert.equal(onBrand('#0f766e').used, '#ffffff');
    assert.equal(onBrand('#ffd400').used, '#000000');
    const link = compileTheme(v.parse(themeTokens, brandTheme('#ffd400'))).contrast.find(
      ({ role, on, scheme }) => role === 'brand-text' && on === 'surface' && scheme === 'light',
    )!;
    assert.deepEqual([link.given, link.givenRatio, link.verdict], ['#ffd400', 1.43, 'adjusted']);
  });

  it('TH2: hostile values are refused, wherever they stand', () => {
    const hostile = [
      'red;}*{color:red',
      'url(https://evil.example/x)',
      '#fff;}body{display:none',
      '#12345',
      '#12345g',
      'var(--x)',
      'expression(alert(1))',
      '#ffffff\n',
      ' #ffffff',
      '</style><script>',
      'x'.repeat(1_000_000),
      { colorSpace: 'srgb', components: [0, 0, 2] },
      { colorSpace: 'srgb', components: ['0', 0, 0] },
      { colorSpace: 'srgb', components: [0, 0, Number.NaN] },
      { colorSpace: 'url(x)', components: [0, 0, 0] },
      { colorSpace: 'srgb', components: [0, 0, 0], hex: 'red;}' },
      null,
      7,
    ];
    for (const value of hostile) {
      assert.equal(v.is(themeTokens, brandTheme(value)), false, String(value).slice(0, 40));
      const dark = { color: { brand: { $type: 'color', $value: '#000000', $extensions: { 'hc.dark': value } } } };
      assert.equal(v.is(themeTokens, dark), false, String(value).slice(0, 40));
      assert.equal(
        v.is(themeTokens, { font: { $type: 'fontFamily', $value: value } }),
        false,
        String(value).slice(0, 40),
      );
    }
    for (const font of ['a"b', "a'b", 'a;b', 'a}b', 'a\\b', 'url(x)', 'a,b', 'a/*b', '', [], ['a', '}']])
      assert.equal(v.is(themeTokens, { font: { $type: 'fontFamily', $value: font } }), false, String(font));
    for (const value of [17, -1, '8', Infinity, Number.NaN])
      assert.equal(
        v.is(themeTokens, { radius: { $type: 'dimension', $value: { value, unit: 'px' } } }),
        false,
        String(value),
      );
    assert.equal(v.is(themeTokens, { radius: { $type: 'dimension', $value: { value: 8, unit: 'px;}' } } }), false);
    assert.equal(v.is(themeTokens, { '}*{': 1 }), false);
    assert.throws(() => importTokens(' '.repeat(1_000_000)));
  });

  it('TH2: a sheet holds one rule of typed values, whatever the tokens', () => {
    fc.assert(fc.property(tokens, (theme) => assert.match(compileTheme(theme).css, sheet)));
  });

  it('TH8: tokens go out and in again without loss', () => {
    fc.assert(
      fc.property(tokens, (theme) => {
        const file = exportTokens(theme);
        assert.deepEqual(importTokens(file), theme);
        assert.equal(exportTokens(importTokens(file)), file);
        assert.equal(compileTheme(importTokens(file)).version, compileTheme(theme).version);
      }),
    );
  });

  it('nothing given: only the text on a brand that a page may set; the version follows the css', () => {
    const properties = (css: string) => [...css.matchAll(/--hc-([a-z-]+):/g)].map(([, name]) => name);
    assert.deepEqual(properties(compileTheme({}).css), ['color-on-brand', 'color-brand-away']);
    const size = (value: number): ThemeTokens => ({ size: { $type: 'dimension', $value: { value, unit: 'px' } } });
    assert.match(compileTheme(size(15)).css, /;--hc-size:15px\}$/);
    assert.notEqual(compileTheme(size(15)).version, compileTheme(size(16)).version);
  });

  it('a colour has a dark value of its own only where one is given', () => {
    const surface = { $type: 'color' as const, $value: '#ffffff', $extensions: { 'hc.dark': '#10201e' } };
    assert.match(compileTheme({ color: { surface } }).css, /--hc-color-surface:light-dark\(#ffffff,#10201e\)/);
  });
});

describe('colour', () => {
  it('OKLCH and back is the same colour', () => {
    fc.assert(fc.property(hexes, (hex) => assert.equal(toHex(fromOklch(toOklch(fromHex(hex)))), hex)));
  });

  it('contrast is that of WCAG, fitting chroma keeps lightness and hue', () => {
    assert.equal(contrast(fromHex('#ffffff'), fromHex('#000000')), 21);
    assert.ok(Math.abs(contrast(fromHex('#777777'), fromHex('#ffffff')) - 4.478) < 0.001);
    const [lightness, chroma, hue] = fitChroma([0.48, 0.2, 50]);
    assert.deepEqual([lightness, hue], [0.48, 50]);
    assert.ok(chroma > 0.1 && chroma < 0.13);
  });
});
