import * as v from 'valibot';
import { cssNumber, lightDark } from './rules-css.ts';
import { guardTheme, seedNames, type ContrastRow, type SeedName } from './rules-contrast.ts';
import { fromHex, toHex, type Rgb } from './rules-colour.ts';

export type { ContrastRow } from './rules-contrast.ts';

const unit = v.pipe(v.number('number'), v.minValue(0, 'number_range'), v.maxValue(1, 'number_range'));
const hex = v.pipe(v.string('colour'), v.regex(/^#[\da-f]{6}$/i, 'colour'));

/** A colour of the DTCG format (2025.10): an sRGB colour object, or the short `#rrggbb`. */
const colourValue = v.union(
  [
    hex,
    v.strictObject({
      colorSpace: v.literal('srgb'),
      components: v.strictTuple([unit, unit, unit]),
      hex: v.exactOptional(hex),
    }),
  ],
  'colour',
);
export type ColourValue = v.InferOutput<typeof colourValue>;

const description = v.exactOptional(v.pipe(v.string(), v.maxLength(200, 'too_long')));
const colour = v.exactOptional(
  v.strictObject({
    $type: v.literal('color'),
    $value: colourValue,
    $description: description,
    /** The value for the dark scheme; without it the colour is the same in both. */
    $extensions: v.exactOptional(v.strictObject({ 'hc.dark': v.exactOptional(colourValue) })),
  }),
);
export type ColourToken = NonNullable<v.InferOutput<typeof colour>>;

const pixels = (min: number, max: number) =>
  v.exactOptional(
    v.strictObject({
      $type: v.literal('dimension'),
      $value: v.strictObject({
        value: v.pipe(v.number('number'), v.minValue(min, 'number_range'), v.maxValue(max, 'number_range')),
        unit: v.literal('px', 'unit'),
      }),
      $description: description,
    }),
  );

const family = v.pipe(
  v.string('font'),
  v.maxLength(64, 'too_long'),
  v.regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u, 'font'),
);
const fonts = v.exactOptional(
  v.strictObject({
    $type: v.literal('fontFamily'),
    $value: v.union([family, v.pipe(v.array(family), v.minLength(1, 'required'), v.maxLength(8, 'too_many'))], 'font'),
    $description: description,
  }),
);

/** A label's look as design tokens (DTCG format 2025.10); what is missing is our default. Lengths in px. */
export const themeTokens = v.strictObject({
  color: v.exactOptional(
    v.strictObject({
      brand: colour,
      accent: colour,
      surface: colour,
      text: colour,
      danger: colour,
      success: colour,
      warning: colour,
    }),
  ),
  font: fonts,
  fontMono: fonts,
  radius: pixels(0, 16),
  space: pixels(3, 6),
  size: pixels(13, 18),
});
export type ThemeTokens = v.InferOutput<typeof themeTokens>;

export interface CompiledTheme {
  /** One rule for `:host`: custom properties with values of our own making. */
  readonly css: string;
  /** Changes with the css. */
  readonly version: string;
  readonly contrast: readonly ContrastRow[];
}

const rgbOf = (value: ColourValue): Rgb => (typeof value === 'string' ? fromHex(value) : value.components);
const sameValue = (a: Rgb, b: Rgb): boolean => toHex(a) === toHex(b);

const keywords = new Set(['inherit', 'serif', 'sans-serif', 'monospace', 'cursive', 'fantasy', 'system-ui', 'math']);
const familyCss = (name: string): string => (keywords.has(name) || /^ui-[a-z-]+$/.test(name) ? name : `"${name}"`);

/** 32-bit FNV-1a: tells versions apart, guards nothing. */
function shortHash(text: string): string {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  return (hash >>> 0).toString(36);
}

const compiled = new WeakMap<ThemeTokens, CompiledTheme>();

/** A label's sheet and what the contrast guard made of its colours. The tokens must have passed `themeTokens`. */
export function compileTheme(tokens: ThemeTokens): CompiledTheme {
  const known = compiled.get(tokens);
  if (known) return known;
  const theme = compile(tokens);
  compiled.set(tokens, theme);
  return theme;
}

function compile(tokens: ThemeTokens): CompiledTheme {
  const given: Partial<Record<SeedName, { light: Rgb; dark: Rgb }>> = {};
  for (const name of seedNames) {
    const token = tokens.color?.[name];
    if (!token) continue;
    const light = rgbOf(token.$value);
    const dark = token.$extensions?.['hc.dark'];
    given[name] = { light, dark: dark === undefined ? light : rgbOf(dark) };
  }
  const guarded = guardTheme(given);
  const lines: string[] = [];
  const set = (name: string, value: string) => lines.push(`--hc-${name}:${value}`);
  for (const name of seedNames) {
    if (!given[name]) continue;
    const { light, dark } = guarded.seeds[name];
    set(`color-${name}`, sameValue(light, dark) ? toHex(light) : lightDark(toHex(light), toHex(dark)));
  }
  for (const [name, value] of guarded.onBrand) set(name, value);
  if (Object.keys(given).length > 0) for (const [name, value] of guarded.roles) set(name, value);
  const { font, fontMono, radius, space, size } = tokens;
  if (font) set('font', [font.$value].flat().map(familyCss).join(','));
  if (fontMono) set('font-mono', [fontMono.$value].flat().map(familyCss).join(','));
  for (const [name, token] of Object.entries({ radius, space, size }))
    if (token) set(name, `${cssNumber(token.$value.value)}px`);
  const css = `:host{${lines.join(';')}}`;
  return { css, version: shortHash(css), contrast: guarded.rows };
}

/** The tokens as a file for designers' tools. */
export const exportTokens = (tokens: ThemeTokens): string => `${JSON.stringify(tokens, null, 2)}\n`;

/** Longer than any file of ours, shorter than what could hurt. In characters. */
const longestFile = 50_000;

/** Reads a file of tokens; rejects with valibot's error when it does not fit. */
export const importTokens = (text: string): ThemeTokens =>
  v.parse(v.pipe(v.string(), v.maxLength(longestFile, 'too_long'), v.parseJson(undefined, 'json'), themeTokens), text);
