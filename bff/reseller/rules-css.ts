const rounds = {
  nearest: Math.round,
  down: (value: number) => Math.floor(value + 1e-6),
  up: (value: number) => Math.ceil(value - 1e-6),
};

/** A number as short as CSS allows: at most four decimals, no exponent. */
export const cssNumber = (value: number, to: keyof typeof rounds = 'nearest'): string =>
  String(rounds[to](value * 10_000) / 10_000).replace(/^(-?)0\./, '$1.');

/** A value for the light and one for the dark scheme; one alone when both are the same. */
export const lightDark = (light: string, dark: string): string =>
  light === dark ? light : `light-dark(${light},${dark})`;
