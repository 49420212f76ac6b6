import type { RecordType } from './records.ts';
import { quote, readStrings } from './rules-text.ts';

/** What a value of each type is made of, in order, for forms that show a field for each part. */
export const fieldNames = {
  A: ['address'],
  AAAA: ['address'],
  CNAME: ['target'],
  ALIAS: ['target'],
  MX: ['preference', 'exchange'],
  TXT: ['text'],
  SRV: ['priority', 'weight', 'port', 'target'],
  CAA: ['flags', 'tag', 'value'],
  NS: ['nameServer'],
  DS: ['keyTag', 'algorithm', 'digestType', 'digest'],
  TLSA: ['usage', 'selector', 'matching', 'data'],
  SSHFP: ['algorithm', 'type', 'fingerprint'],
  HTTPS: ['priority', 'target', 'parameters'],
  SVCB: ['priority', 'target', 'parameters'],
  NAPTR: ['order', 'preference', 'flags', 'services', 'expression', 'replacement'],
  PTR: ['target'],
} as const satisfies Record<RecordType, readonly string[]>;
export type FieldName = (typeof fieldNames)[RecordType][number];
export type Fields = Readonly<Partial<Record<FieldName, string>>>;

const quoted: ReadonlySet<string> = new Set(['CAA value', 'NAPTR flags', 'NAPTR services', 'NAPTR expression']);

/** The parts of a value, also of one half typed; the last takes what is left. Quotes come off. */
export function splitFields(type: RecordType, value: string): Fields {
  const names: readonly FieldName[] = fieldNames[type];
  if (names.length === 1) return { [names[0]!]: value };
  const tokens = value.match(/(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+/g) ?? [];
  const parts = names.map((name, at) => {
    const part = at === names.length - 1 ? tokens.slice(at).join(' ') : (tokens[at] ?? '');
    return [name, quoted.has(`${type} ${name}`) ? (readStrings(part)?.join(' ') ?? part) : part] as const;
  });
  return Object.fromEntries(parts);
}

/** The inverse of `splitFields`; what comes out is for `parseValue` to judge. */
export function joinFields(type: RecordType, fields: Fields): string {
  const names: readonly FieldName[] = fieldNames[type];
  if (names.length === 1) return fields[names[0]!] ?? '';
  const parts = names.map((name) => {
    const part = fields[name]?.trim() ?? '';
    return quoted.has(`${type} ${name}`) ? quote(part) : part;
  });
  return parts.join(' ').trimEnd();
}
