import type { RecordType } from './records.ts';
import { parseIpv4, parseIpv6 } from './rules-addresses.ts';
import { type DnsCode, type Parsed, refuse } from './rules-codes.ts';
import { parseHost } from './rules-names.ts';
import { parseSvcb } from './rules-svcb.ts';
import { fromWireTxt, parseText, quote, readStrings, wireTxt } from './rules-text.ts';

type Parser = (text: string, zone: string) => Parsed;

/** Whole numbers, each up to its maximum; undefined when one is not. */
function numbers(tokens: readonly string[], maxima: readonly number[]): number[] | undefined {
  const fits = maxima.every((max, at) => /^\d{1,5}$/.test(tokens[at] ?? '') && Number(tokens[at]) <= max);
  return fits ? tokens.slice(0, maxima.length).map(Number) : undefined;
}

const word = 65_535;
const byte = 255;

/** A host name, after numbers where the type has them; `.` where that means "none". */
const hostParser = (form: DnsCode, count: number, none: boolean, underscore: boolean): Parser => {
  const pattern = new RegExp(`^${'(\\d{1,5})\\s+'.repeat(count)}(\\S+)$`);
  return (text, zone) => {
    const [, ...parts] = pattern.exec(text) ?? [];
    const last = parts.pop();
    if (last === undefined || parts.some((part) => Number(part) > word)) return refuse(form);
    const host = none && last === '.' ? { name: '.' } : parseHost(last, zone, underscore);
    if ('code' in host) return refuse(host.code);
    return { value: count === 0 ? host.name : `${parts.map(Number).join(' ')} ${host.name}` };
  };
};

/** Numbers, then hexadecimal digits that may be broken by white space. `lengths`: digits a kind of digest must have. */
const hexParser = (
  form: DnsCode,
  maxima: readonly number[],
  kindAt: number,
  lengths: Readonly<Record<number, number>>,
): Parser => {
  return (text) => {
    const tokens = text.split(/\s+/);
    const values = numbers(tokens, maxima);
    const data = tokens.slice(maxima.length).join('').toLowerCase();
    if (!values || !/^(?:[\da-f]{2})+$/.test(data)) return refuse(form);
    const length = lengths[values[kindAt] ?? -1];
    if (length === undefined) return refuse(form);
    return length > 0 && data.length !== length ? refuse('digest_length') : { value: [...values, data].join(' ') };
  };
};

const caaValues: ReadonlyMap<string, RegExp> = new Map([
  // Issuer and parameters: RFC 8659 §4.2, RFC 9495
  ['issue', /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?)?\s*(?:;\s*(?:[a-z\d]+\s*=\s*[!-:<-~]*\s*(?:;\s*|$))*)?$/i],
  // RFC 8659 §4.4
  ['iodef', /^(?:mailto:[^\s@]+@[^\s@]+|https?:\/\/\S+)$/i],
  ['contactemail', /^[^\s@]+@[^\s@]+$/],
  ['contactphone', /^\+?[\d .()-]+$/],
]);
const caaValue = (tag: string) => caaValues.get(['issuewild', 'issuemail', 'issuevmc'].includes(tag) ? 'issue' : tag);

function parseCaa(text: string): Parsed {
  const [, flags = '', tag = '', rest = ''] = /^(\d+)\s+(\w+)\s+(.+)$/.exec(text) ?? [];
  if (flags === '') return refuse('caa_form');
  if (Number(flags) !== 0 && Number(flags) !== 128) return refuse('caa_flags');
  const pattern = caaValue(tag.toLowerCase());
  if (!pattern) return refuse('caa_tag');
  const strings = rest.startsWith('"') ? readStrings(rest) : [rest];
  if (!strings || strings.length !== 1) return refuse('caa_form');
  const value = strings[0] ?? '';
  if (!/^[ -~]*$/.test(value) || !pattern.test(value.trim())) return refuse('caa_value');
  return { value: `${Number(flags)} ${tag.toLowerCase()} ${quote(value.trim())}` };
}

/** RFC 3403 §4.1: order, preference, flags, services, and either an expression or a replacement. */
function parseNaptr(text: string, zone: string): Parsed {
  const tokens = readStrings(text);
  const values = numbers(tokens ?? [], [word, word]);
  const [, , flags = '', services = '', expression = '', replacement = ''] = tokens ?? [];
  if (!values || tokens?.length !== 6 || !/^[a-z\d]*$/i.test(flags)) return refuse('naptr_form');
  if ([services, expression].some((string) => string.length > byte || !/^[ -~]*$/.test(string)))
    return refuse('naptr_form');
  if ((expression === '') === (replacement === '.')) return refuse('naptr_rule');
  const host = replacement === '.' ? { name: '.' } : parseHost(replacement, zone, true);
  if ('code' in host) return refuse(host.code);
  return { value: [...values, quote(flags), quote(services), quote(expression), host.name].join(' ') };
}

const name = (underscore: boolean) => hostParser('name_characters', 0, false, underscore);

const parseMx = hostParser('mx_form', 1, true, false);

const parsers: Readonly<Record<RecordType, Parser>> = {
  A: parseIpv4,
  AAAA: parseIpv6,
  CNAME: name(true),
  ALIAS: name(true),
  MX: (text, zone) => {
    const parsed = parseMx(text, zone);
    // The number of a null MX means nothing (RFC 7505 §3)
    return 'value' in parsed && parsed.value.endsWith(' .') ? { value: '0 .' } : parsed;
  },
  TXT: parseText,
  SRV: hostParser('srv_form', 3, true, false),
  CAA: parseCaa,
  NS: name(false),
  // SHA-1, SHA-256, GOST, SHA-384 (RFC 4034, 4509, 5933, 6605)
  DS: hexParser('ds_form', [word, byte, byte], 2, { 1: 40, 2: 64, 3: 64, 4: 96 }),
  // Whole certificate, SHA-256, SHA-512 (RFC 6698 §2.1)
  TLSA: hexParser('tlsa_form', [3, 1, 2], 2, { 0: 0, 1: 64, 2: 128 }),
  // SHA-1, SHA-256 (RFC 4255, 6594); algorithms up to Ed448
  SSHFP: hexParser('sshfp_form', [6, 2], 1, { 1: 40, 2: 64 }),
  HTTPS: parseSvcb,
  SVCB: parseSvcb,
  NAPTR: parseNaptr,
  PTR: name(false),
};

/** A value as people write it → its canonical form (records.ts); canonical values come back unchanged. */
export function parseValue(type: RecordType, text: string, zone: string): Parsed {
  if (type === 'TXT') return parseText(text);
  const trimmed = text.trim();
  if (trimmed === '') return refuse('required');
  if (trimmed.length > 4096) return refuse('too_long');
  if (/[\p{Cc}--\t]/v.test(trimmed)) return refuse('control_characters');
  return parsers[type](trimmed, zone);
}

const hostLast: ReadonlySet<RecordType> = new Set(['CNAME', 'ALIAS', 'MX', 'SRV', 'NS', 'NAPTR', 'PTR']);
const hostSecond: ReadonlySet<RecordType> = new Set(['HTTPS', 'SVCB']);

/** A canonical value as a name server takes it: hosts with their dot, TXT in quoted strings of at most 255 bytes. */
export function wireText(type: RecordType, value: string): string {
  if (type === 'TXT') return wireTxt(value);
  if (hostLast.has(type)) return value.endsWith('.') ? value : `${value}.`;
  return hostSecond.has(type) ? value.replace(/^(\S+ (?!\. |\.$)\S+)/, '$1.') : value;
}

/** The inverse of `wireText`. What a server holds but we would refuse comes back as it stands. */
export function fromWireText(type: RecordType, content: string): string {
  if (type === 'TXT') return fromWireTxt(content);
  const parsed = parseValue(type, content, '');
  if ('value' in parsed) return parsed.value;
  if (hostLast.has(type)) return content.replace(/([^\s.])\.$/, '$1');
  return hostSecond.has(type) ? content.replace(/^(\S+ \S*[^\s.])\.(?= |$)/, '$1') : content;
}
