/** A colour as red, green and blue in sRGB, each 0–1. */
export type Rgb = readonly [red: number, green: number, blue: number];
/** OKLCH: lightness 0–1, chroma from 0, hue in degrees. */
export type Oklch = readonly [lightness: number, chroma: number, hue: number];
type Oklab = readonly [number, number, number];

export const white: Rgb = [1, 1, 1];
export const black: Rgb = [0, 0, 0];

/** `#rrggbb` as a colour. */
export const fromHex = (hex: string): Rgb => {
  const bits = Number.parseInt(hex.slice(1), 16);
  return [(bits >> 16) / 255, ((bits >> 8) & 255) / 255, (bits & 255) / 255];
};

const clip = (channel: number): number => Math.min(1, Math.max(0, channel));
export const toHex = (rgb: Rgb): string =>
  `#${rgb
    .map((channel) =>
      Math.round(clip(channel) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const linear = (channel: number): number =>
  Math.abs(channel) <= 0.040_45 ? channel / 12.92 : Math.sign(channel) * ((Math.abs(channel) + 0.055) / 1.055) ** 2.4;
const gamma = (channel: number): number =>
  Math.abs(channel) <= 0.003_130_8
    ? channel * 12.92
    : Math.sign(channel) * (1.055 * Math.abs(channel) ** (1 / 2.4) - 0.055);

/** Relative luminance, 0–1 (WCAG 2.2). */
export const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** Contrast of two colours, 1–21 (WCAG 2.2). */
export function contrast(a: Rgb, b: Rgb): number {
  const [first, second] = [luminance(a), luminance(b)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

// Matrices of CSS Color 4 §10
function toOklab(rgb: Rgb): Oklab {
  const [red, green, blue] = [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])];
  const long = Math.cbrt(0.412_221_469_4 * red + 0.536_332_537_3 * green + 0.051_445_993_3 * blue);
  const medium = Math.cbrt(0.211_903_495_8 * red + 0.680_699_550_6 * green + 0.107_396_953_6 * blue);
  const short = Math.cbrt(0.088_302_459_2 * red + 0.281_718_838_6 * green + 0.629_978_702_2 * blue);
  return [
    0.210_454_268_3 * long + 0.793_617_774_7 * medium - 0.004_072_043 * short,
    1.977_998_532_4 * long - 2.428_592_242 * medium + 0.450_593_709_6 * short,
    0.025_904_042_5 * long + 0.782_771_712_4 * medium - 0.808_675_755 * short,
  ];
}

/** May leave 0–1 where sRGB does not have the colour. */
function fromOklab([lightness, a, b]: Oklab): Rgb {
  const long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b) ** 3;
  const medium = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b) ** 3;
  const short = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b) ** 3;
  return [
    gamma(4.076_741_636_1 * long - 3.307_711_539_3 * medium + 0.230_969_903_2 * short),
    gamma(-1.268_437_973_2 * long + 2.609_757_349_3 * medium - 0.341_319_376 * short),
    gamma(-0.004_196_076_1 * long - 0.703_418_617_9 * medium + 1.707_614_694 * short),
  ];
}

export function toOklch(rgb: Rgb): Oklch {
  const [lightness, a, b] = toOklab(rgb);
  const chroma = Math.hypot(a, b);
  return [lightness, chroma, chroma < 1e-4 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360];
}

export function fromOklch([lightness, chroma, hue]: Oklch): Rgb {
  const angle = (hue * Math.PI) / 180;
  return fromOklab([lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)]);
}

const inGamut = (rgb: Rgb): boolean => rgb.every((channel) => channel > -1e-4 && channel < 1 + 1e-4);

/** The most chroma, up to the given one, with which sRGB has the colour: lightness and hue stay, where clipping would turn the hue. */
export function fitChroma([lightness, chroma, hue]: Oklch): Oklch {
  if (inGamut(fromOklch([lightness, chroma, hue]))) return [lightness, chroma, hue];
  let [low, high] = [0, chroma];
  for (let step = 0; step < 14; step += 1) {
    const middle = (low + high) / 2;
    if (inGamut(fromOklch([lightness, middle, hue]))) low = middle;
    else high = middle;
  }
  return [lightness, low, hue];
}

/** `color-mix(in oklab, a <part>, b)` as a screen shows it, part 0–1. */
export function mix(a: Rgb, part: number, b: Rgb): Rgb {
  const [first, second] = [toOklab(a), toOklab(b)];
  const between = (at: 0 | 1 | 2) => first[at] * part + second[at] * (1 - part);
  const [red, green, blue] = fromOklab([between(0), between(1), between(2)]);
  return [clip(red), clip(green), clip(blue)];
}

/**
 * The colour of this hue whose lightness is nearest to `start`, going towards `end` (0 or 1), that passes;
 * `end` itself when none does.
 */
export function seekLightness(seed: Oklch, start: number, end: 0 | 1, passes: (rgb: Rgb) => boolean): Oklch {
  const at = (lightness: number) => fitChroma([lightness, seed[1], seed[2]]);
  if (passes(fromOklch(at(start)))) return at(start);
  let [bad, good] = [start, end as number];
  for (let step = 0; step < 12; step += 1) {
    const middle = (bad + good) / 2;
    if (passes(fromOklch(at(middle)))) good = middle;
    else bad = middle;
  }
  return at(good);
}
