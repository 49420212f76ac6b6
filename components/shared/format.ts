const cache = new Map<string, unknown>();

function cached<F>(key: string, make: () => F): F {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as F;
}

const dateStyles = {
  /** 14 Mar 2027 */
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  /** 14 March 2027 */
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  /** 14 Mar 2027, 14:20 */
  time: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type DateStyle = keyof typeof dateStyles;

export interface Format {
  /** For what only some panels write. */
  readonly locale: string;
  /** A day (`2027-03-14`) or an instant (ISO 8601), in the label's zone. */
  date(value: string, style?: DateStyle): string;
  number(value: number): string;
  /** Days from today in the label's zone; negative = past. */
  daysUntil(day: string): number;
}

const isDay = (value: string): boolean => value.length === 10;

/** Formatters of one language and zone; the costly `Intl` objects are shared by all elements. */
export function formatIn(lang: string, timeZone: string): Format {
  // Plain “en” would be American: “Mar 14, 2027”.
  const locale = lang === 'en' ? 'en-GB' : lang;
  const dates = (style: DateStyle, zone: string) =>
    cached(
      `${locale} ${zone} ${style}`,
      () => new Intl.DateTimeFormat(locale, { ...dateStyles[style], timeZone: zone }),
    );
  return {
    locale,
    date: (value, style = 'short') => dates(style, isDay(value) ? 'UTC' : timeZone).format(new Date(value)),
    number: (value) => cached(`${locale} n`, () => new Intl.NumberFormat(locale)).format(value),
    daysUntil: (day) => {
      const today = cached(`day ${timeZone}`, () => new Intl.DateTimeFormat('en-CA', { timeZone })).format(Date.now());
      return Math.round((Date.parse(day.slice(0, 10)) - Date.parse(today)) / 86_400_000);
    },
  };
}
