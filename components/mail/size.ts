import type { Format } from '../shared/format.ts';

const units = ['KB', 'MB', 'GB', 'TB'] as const;

/** A size as people say it: `4.6 GB`; units of 1,024, as mail servers count. `unit` says in which, so that two can be compared. */
export function sizeIn(bytes: number, format: Format, unit = unitOf(bytes)): string {
  const value = bytes / 1024 ** (units.indexOf(unit) + 1);
  const digits = value >= 100 || Number.isInteger(value) ? 0 : 1;
  return value.toLocaleString(format.locale, { maximumFractionDigits: digits, minimumFractionDigits: digits });
}

export type Unit = (typeof units)[number];
export const unitOf = (bytes: number): Unit =>
  units[Math.max(0, Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)) - 1))]!;

export const size = (bytes: number, format: Format): string => `${sizeIn(bytes, format)} ${unitOf(bytes)}`;
