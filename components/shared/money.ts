/** Minor units: `{ amount: 1295, currency: 'EUR' }` is €12.95. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

/** An amount in its currency, as the language writes it. Only panels with prices load it. */
export function moneyIn(locale: string, { amount, currency }: Money): string {
  const key = `${locale} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
  formats.set(key, format);
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits).replace('-', '\u2212');
}
