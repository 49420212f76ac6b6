import { gibibyte, mebibyte } from '../../bff/mail/rules.ts';

/** One line of a file, as it stands there. */
export interface FileRow {
  /** Of the file, from 1; a value over several lines counts by its first. */
  readonly line: number;
  readonly address: string;
  readonly name: string;
  readonly password: string;
  /** Bytes; null where the file says nothing, undefined where it is no size. */
  readonly quota: number | null | undefined;
}

export type FileCode = 'empty' | 'no_address' | 'open_quote' | 'too_many_rows';
export type Parsed =
  | {
      readonly rows: readonly FileRow[];
      /** Titles of columns that say nothing here. */
      readonly ignored: readonly string[];
    }
  | { readonly code: FileCode; readonly line?: number };

const columns = {
  address: ['address', 'email', 'e-mail', 'mailbox', 'adres', 'e-mailadres', 'adresse', 'e-mail-adresse', 'postfach'],
  name: ['name', 'display name', 'naam', 'weergavenaam', 'anzeigename'],
  password: ['password', 'wachtwoord', 'passwort', 'kennwort'],
  quota: ['size', 'quota', 'space', 'grootte', 'ruimte', 'größe', 'speicherplatz'],
} as const;
type Column = keyof typeof columns;

/** A file of comma-separated values (RFC 4180), as programs of all languages write it: also with semicolons or tabs, and a byte order mark. Its first line names the columns. */
export function parseMailboxFile(text: string, most: number): Parsed {
  const table = parseTable(text.replace(/^\uFEFF/, ''));
  if ('code' in table) return table;
  const [head, ...lines] = table.lines;
  if (!head) return { code: 'empty' };
  const places = placesOf(head.values);
  if (places.address === undefined) return { code: 'no_address' };
  if (!lines.length) return { code: 'empty' };
  if (lines.length > most) return { code: 'too_many_rows' };
  const value = (values: readonly string[], column: Column): string => values[places[column] ?? -1]?.trim() ?? '';
  const used = new Set(Object.values(places));
  return {
    ignored: head.values.filter((title, at) => title.trim() && !used.has(at)).map((title) => title.trim()),
    rows: lines.map(({ line, values }) => ({
      line,
      address: value(values, 'address'),
      name: value(values, 'name'),
      // Blanks may belong to it.
      password: values[places.password ?? -1] ?? '',
      quota: parseSize(value(values, 'quota')),
    })),
  };
}

function placesOf(head: readonly string[]): Partial<Record<Column, number>> {
  const places: Partial<Record<Column, number>> = {};
  for (const [at, title] of head.entries()) {
    const said = title.trim().toLowerCase();
    const found = (Object.keys(columns) as Column[]).find((column) =>
      (columns[column] as readonly string[]).includes(said),
    );
    if (found) places[found] ??= at;
  }
  return places;
}

/** `2 GB`, `500MB`, `1,5 GB`; without a unit it is MB. */
export function parseSize(text: string): number | null | undefined {
  if (text === '') return null;
  const [, digits, unit] = /^(\d+(?:[.,]\d+)?)\s*(m|mb|mib|g|gb|gib)?$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const bytes = Number(digits.replace(',', '.')) * (/^g/i.test(unit ?? '') ? gibibyte : mebibyte);
  return Number.isSafeInteger(Math.round(bytes)) ? Math.round(bytes) : undefined;
}

interface Line {
  readonly line: number;
  readonly values: readonly string[];
}

function parseTable(text: string): { readonly lines: readonly Line[] } | { readonly code: 'open_quote'; line: number } {
  const mark = markOf(text);
  const lines: Line[] = [];
  let values: string[] = [];
  let value = '';
  let line = 1;
  let began = 1;
  let opened = 0;
  const end = (): void => {
    values.push(value);
    // A line of nothing but marks is what programs leave below a table.
    if (values.some((one) => one.trim() !== '')) lines.push({ line: began, values });
    values = [];
    value = '';
    began = line;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    const isBreak = sign === '\n' || (sign === '\r' && text[at + 1] !== '\n');
    if (isBreak) line += 1;
    if (opened) {
      if (sign !== '"') value += sign;
      else if (text[at + 1] === '"') {
        value += '"';
        at += 1;
      } else opened = 0;
    } else if (sign === '"' && value === '') opened = line;
    else if (sign === mark) {
      values.push(value);
      value = '';
    } else if (isBreak) end();
    else if (sign !== '\r') value += sign;
  }
  if (opened) return { code: 'open_quote', line: opened };
  end();
  return { lines };
}

/** The sign between values is the one that the first line has most of. */
function markOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const many = (mark: string) => first.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (many(mark) > many(best) ? mark : best));
}

/** What a spreadsheet takes for a formula, also behind blanks and in full width. */
const formula = /^[\s\uFEFF]*[=+\-@＝＋－＠]/;

/** The text of a file: UTF-8, else what spreadsheets of the West write where they were not asked. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Values as a line of such a file. What a spreadsheet would take for a formula is marked as text. */
export const csvLine = (values: readonly string[]): string =>
  values
    .map((value) => (formula.test(value) ? `'${value}` : value))
    .map((value) => (/[",;\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join(',');
