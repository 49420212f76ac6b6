import { cssNumber, lightDark } from './rules-css.ts';
import {
  black,
  contrast,
  fromHex,
  fromOklch,
  luminance,
  mix,
  seekLightness,
  toHex,
  toOklch,
  white,
  type Rgb,
} from './rules-colour.ts';

/** The colours that a label may give; all others come from them. */
export const seedNames = ['brand', 'accent', 'surface', 'text', 'danger', 'success', 'warning'] as const;
export type SeedName = (typeof seedNames)[number];

type Scheme = 'light' | 'dark';
const schemes = ['light', 'dark'] as const;

/** One place where two colours meet: what it needs, what the label gave, what is used. Colours as `#rrggbb`. */
export interface ContrastRow {
  readonly role: string;
  readonly scheme: Scheme;
  /** What it stands on; for `danger`, the fill of a button, the text on it. */
  readonly on: string;
  readonly wanted: number;
  /** Of what is used. */
  readonly ratio: number;
  /** Of what was given. */
  readonly givenRatio: number;
  readonly given: string;
  readonly used: string;
  readonly verdict: 'passes' | 'adjusted';
}

type Seeds = Readonly<Record<SeedName, Rgb>>;
type Given = Readonly<Partial<Record<SeedName, Readonly<Record<Scheme, Rgb>>>>>;
type Grounds = Readonly<Record<string, Rgb>>;

const both = (hex: string): Record<Scheme, Rgb> => ({ light: fromHex(hex), dark: fromHex(hex) });
const ownSeeds: Record<Exclude<SeedName, 'accent'>, Record<Scheme, Rgb>> = {
  brand: both('#2f5bea'),
  surface: { light: white, dark: fromHex('#15171c') },
  text: { light: fromHex('#191c22'), dark: fromHex('#eceef2') },
  danger: both('#d22f3f'),
  success: both('#16803c'),
  warning: both('#c2700a'),
};

/** Sheets round, browsers compute in other steps: aim a little higher than wanted. */
const margin = 1.012;

interface Role {
  readonly name: string;
  readonly seed: SeedName;
  /** Lightness that no hue may cross: above it on light grounds, below it on dark ones. */
  readonly caps: readonly [onLight: number, onDark: number];
  readonly wanted: number;
  readonly on: readonly string[];
}
const plain = ['surface', 'sunken', 'raised'];
const soft = ['brand-soft', 'danger-soft', 'success-soft', 'warning-soft'];
const roles: readonly Role[] = [
  { name: 'brand-text', seed: 'brand', caps: [0.48, 0.76], wanted: 4.5, on: [...plain, 'brand-soft'] },
  { name: 'accent', seed: 'accent', caps: [0.62, 0.62], wanted: 3, on: plain },
  { name: 'danger-text', seed: 'danger', caps: [0.48, 0.76], wanted: 4.5, on: [...plain, 'danger-soft'] },
  { name: 'success-text', seed: 'success', caps: [0.48, 0.76], wanted: 4.5, on: [...plain, 'success-soft'] },
  { name: 'warning-text', seed: 'warning', caps: [0.48, 0.78], wanted: 4.5, on: [...plain, 'warning-soft'] },
  { name: 'danger-mark', seed: 'danger', caps: [0.6, 0.68], wanted: 3, on: ['surface', 'danger-soft'] },
  { name: 'success-mark', seed: 'success', caps: [0.6, 0.68], wanted: 3, on: ['surface', 'success-soft'] },
  { name: 'warning-mark', seed: 'warning', caps: [0.62, 0.7], wanted: 3, on: ['surface', 'warning-soft'] },
];

/** The grounds as the panels' sheets mix them. */
function groundsOf({ surface, text, brand, danger, success, warning }: Seeds, scheme: Scheme): Grounds {
  const tinted = (seed: Rgb, light: number) => mix(seed, scheme === 'light' ? light : 0.16, surface);
  const raised = scheme === 'light' ? surface : mix(text, 0.06, surface);
  return {
    surface,
    sunken: mix(text, 0.035, surface),
    raised,
    tint: mix(text, 0.07, surface),
    'raised-hover': mix(text, 0.07, raised),
    picked: scheme === 'light' ? surface : mix(text, 0.2, surface),
    'brand-soft': tinted(brand, 0.08),
    'danger-soft': tinted(danger, 0.08),
    'success-soft': tinted(success, 0.08),
    'warning-soft': tinted(warning, 0.09),
  };
}

const isLight = (surface: Rgb): boolean => luminance(surface) > 0.1791;

/** On a ground of middle lightness nothing can be read well: it is moved until black or white stands out from it. */
function guardSurface(given: Rgb): Rgb {
  const light = isLight(given);
  const passes = (rgb: Rgb) => contrast(rgb, light ? black : white) >= 8;
  const seed = toOklch(given);
  return passes(given) ? given : fromHex(toHex(fromOklch(seekLightness(seed, seed[0], light ? 1 : 0, passes))));
}

/** Text is read on every ground, those that are mixed with it among them. */
const onText = [...plain, 'tint', 'raised-hover', 'picked', ...soft];

function guardText(seeds: Seeds, scheme: Scheme): Rgb {
  const passes = (text: Rgb) => {
    const grounds = groundsOf({ ...seeds, text }, scheme);
    return onText.every((on) => contrast(text, grounds[on]!) >= 4.5 * margin);
  };
  const given = seeds.text;
  const seed = toOklch(given);
  const end = isLight(seeds.surface) ? 0 : 1;
  return passes(given) ? given : fromHex(toHex(fromOklch(seekLightness(seed, seed[0], end, passes))));
}

/** Greys that the panels mix of text and surface: how much text of 100 each needs. */
const greys = [
  { name: 'muted', wanted: 4.5, parts: { light: 70, dark: 68 }, on: [...plain, 'tint', ...soft] },
  { name: 'edge', wanted: 3, parts: { light: 50, dark: 44 }, on: plain },
] as const;

const round = (ratio: number): number => Math.floor(ratio * 100) / 100;
function row(
  role: string,
  scheme: Scheme,
  on: string,
  wanted: number,
  given: Rgb,
  used: Rgb,
  ground: Rgb,
): ContrastRow {
  const givenRatio = contrast(given, ground);
  return {
    role,
    scheme,
    on,
    wanted,
    ratio: round(contrast(used, ground)),
    givenRatio: round(givenRatio),
    given: toHex(given),
    used: toHex(used),
    verdict: givenRatio >= wanted ? 'passes' : 'adjusted',
  };
}

interface Fitted {
  readonly css: string;
  readonly used: Rgb;
}

/** A seed as the page or the label set it, else ours. */
function seedCss(name: SeedName): string {
  if (name === 'accent') return `var(--hc-color-accent,${seedCss('brand')})`;
  const { light, dark } = ownSeeds[name];
  return `var(--hc-color-${name},${lightDark(toHex(light), toHex(dark))})`;
}

/** A role's colour from its seed, with hue kept. As a formula over the seed, so that it follows when a page sets the seed. */
function fit(seed: Rgb, from: SeedName, cap: number, end: 0 | 1, passes: (rgb: Rgb) => boolean): Fitted {
  const own = toOklch(seed);
  const start = end === 0 ? Math.min(own[0], cap) : Math.max(own[0], cap);
  const found = seekLightness(own, start, end, (rgb) => passes(fromHex(toHex(rgb))));
  // A seed beyond the cap that passes stays; the cap then only is for what a page may set.
  const limit = found[0] === own[0] ? cap : found[0];
  const away = end === 0 ? `min(l,${cssNumber(limit, 'down')})` : `max(l,${cssNumber(limit, 'up')})`;
  const chroma = found[1] < own[1] ? `min(c,${cssNumber(found[1], 'down')})` : 'c';
  return { css: `oklch(from ${seedCss(from)} ${away} ${chroma} h)`, used: fromHex(toHex(fromOklch(found))) };
}

function fitGrey(text: Rgb, surface: Rgb, start: number, passes: (rgb: Rgb) => boolean): { css: string; used: Rgb } {
  let part = start;
  while (part < 100 && !passes(mix(text, part / 100, surface))) part += 1;
  return {
    css: `color-mix(in oklab,${seedCss('text')} ${part}%,${seedCss('surface')})`,
    used: fromHex(toHex(mix(text, part / 100, surface))),
  };
}

/** Chooses white where it has 4.5 on the colour, else black; also for a colour that a page sets. */
const chosen = (white: boolean): string => {
  const pick = `clamp(0,(${white ? '.183333 - y' : 'y - .183333'})*1e7,1)`;
  return `color(from ${seedCss('brand')} xyz-d65 calc(.9505*${pick}) ${pick} calc(1.089*${pick}))`;
};

const onColour = (fill: Rgb): Rgb => (contrast(white, fill) >= 4.5 ? white : black);

/** Holds for any brand, also for one that a page sets on an element. */
const onBrand = [
  ['color-on-brand', chosen(true)],
  ['color-brand-away', chosen(false)],
] as const;

/**
 * The contrast guard (WCAG 2.2 AA): text 4.5, what is no text 3, in both schemes, on every ground that a panel has.
 * `seeds` are the colours to use, `onBrand` and `roles` the properties that a label's sheet sets beside them.
 */
export function guardTheme(given: Given) {
  const seeds = {} as Record<SeedName, Record<Scheme, Rgb>>;
  for (const name of ['brand', 'surface', 'text', 'danger', 'success', 'warning'] as const)
    seeds[name] = { ...(given[name] ?? ownSeeds[name]) };
  seeds.accent = { ...(given.accent ?? seeds.brand) };
  const rows: ContrastRow[] = [];
  const css = new Map<string, Record<Scheme, string>>();
  for (const scheme of schemes) {
    const at = (name: SeedName) => seeds[name][scheme];
    seeds.surface[scheme] = guardSurface(at('surface'));
    const surface = at('surface');
    const givenText = at('text');
    const here = () =>
      Object.fromEntries(Object.entries(seeds).map(([name, { [scheme]: rgb }]) => [name, rgb])) as Seeds;
    seeds.text[scheme] = guardText(here(), scheme);
    const grounds = groundsOf(here(), scheme);
    const end = isLight(surface) ? 0 : 1;
    for (const on of onText) rows.push(row('text', scheme, on, 4.5, givenText, at('text'), grounds[on]!));
    const keep = (name: string, value: string) =>
      css.set(name, { ...css.get(name), [scheme]: value } as Record<Scheme, string>);
    for (const { name, wanted, parts, on: places } of greys) {
      const passes = (rgb: Rgb) => places.every((on) => contrast(rgb, grounds[on]!) >= wanted * margin);
      const grey = fitGrey(at('text'), surface, parts[scheme], passes);
      keep(name, grey.css);
      const asGiven = mix(givenText, parts[scheme] / 100, surface);
      for (const on of places) rows.push(row(name, scheme, on, wanted, asGiven, grey.used, grounds[on]!));
    }
    rows.push(row('on-brand', scheme, 'brand', 4.5, white, onColour(at('brand')), at('brand')));
    for (const { name, seed, caps, wanted, on } of roles) {
      const passes = (rgb: Rgb) => on.every((ground) => contrast(rgb, grounds[ground]!) >= wanted * margin);
      const fitted = fit(at(seed), seed, caps[end], end, passes);
      keep(name, fitted.css);
      for (const ground of on) rows.push(row(name, scheme, ground, wanted, at(seed), fitted.used, grounds[ground]!));
      if (name === 'brand-text') rows.push(row('focus', scheme, 'surface', 3, at(seed), fitted.used, surface));
    }
    const fill = fit(at('danger'), 'danger', 0.55, 0, (rgb) => contrast(white, rgb) >= 4.5 * margin);
    keep('danger', fill.css);
    rows.push(row('danger', scheme, 'white', 4.5, at('danger'), fill.used, white));
  }
  return {
    seeds,
    rows,
    onBrand,
    roles: [...css].map(([name, { light, dark }]) => [`role-${name}`, lightDark(light, dark)] as const),
  };
}
