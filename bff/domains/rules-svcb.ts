import { parseIpv4, parseIpv6 } from './rules-addresses.ts';
import { type DnsCode, type Parsed, refuse } from './rules-codes.ts';
import { parseHost } from './rules-names.ts';

/** Parameters by their number (RFC 9460 §14.3.2); `dohpath` (RFC 9461) is stored as `key7`, which every server knows. */
const keys = ['mandatory', 'alpn', 'no-default-alpn', 'port', 'ipv4hint', 'ech', 'ipv6hint'] as const;
const keyName = (number: number) => keys[number] ?? `key${number}`;

function keyNumber(name: string): number | undefined {
  if (name === 'dohpath') return 7;
  const known = keys.findIndex((key) => key === name);
  if (known >= 0) return known;
  const generic = /^key(0|[1-9]\d{0,4})$/.exec(name);
  const number = Number(generic?.[1]);
  return generic && number <= 65_534 ? number : undefined;
}

function list(text: string, parse: (item: string) => string | undefined): string | undefined {
  const items = text.split(',').map(parse);
  return items.every((item) => item !== undefined) ? items.join(',') : undefined;
}

function base64(text: string): string | undefined {
  try {
    return btoa(atob(text)) || undefined;
  } catch {
    return undefined;
  }
}

const address = (parse: (text: string) => Parsed) => (item: string) => {
  const parsed = parse(item);
  return 'value' in parsed ? parsed.value : undefined;
};

function mandatoryKeys(text: string): string | undefined {
  const numbers = text.split(',').map(keyNumber);
  if (numbers.some((number) => number === undefined || number === 0) || new Set(numbers).size < numbers.length)
    return undefined;
  return numbers
    .map(Number)
    .toSorted((a, b) => a - b)
    .map(keyName)
    .join(',');
}

/** The canonical text of one parameter, undefined when its value is wrong. */
function parameter(number: number, value: string | undefined): string | undefined {
  const name = keyName(number);
  if (number === 2) return value === undefined ? name : undefined;
  if (!value) return undefined;
  const written = {
    mandatory: () => mandatoryKeys(value),
    alpn: () => list(value, (id) => (/^[\w./+-]{1,255}$/.test(id) ? id : undefined)),
    port: () => (/^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? String(Number(value)) : undefined),
    ipv4hint: () => list(value, address(parseIpv4)),
    ech: () => (base64(value) === undefined ? undefined : `"${base64(value)}"`),
    ipv6hint: () => list(value, address(parseIpv6)),
  }[name as string];
  // Servers differ in how they read escapes and these signs
  const text = written ? written() : /^[!#-'*-:<-[\]-~]+$/.test(value) ? `"${value}"` : undefined;
  return text === undefined ? undefined : `${name}=${text}`;
}

function parseParameters(tokens: readonly string[]): string[] | DnsCode {
  const found = new Map<number, string>();
  for (const token of tokens) {
    const [, name = '', value] = /^([a-z\d-]+)(?:=(.*))?$/i.exec(token) ?? [];
    const number = keyNumber(name.toLowerCase());
    if (number === undefined) return 'svcb_parameter';
    if (found.has(number)) return 'svcb_parameter_twice';
    const text = parameter(number, value?.replace(/^"([^"]*)"$/, '$1'));
    if (text === undefined) return 'svcb_parameter';
    found.set(number, text);
  }
  const required = found.get(0)?.slice('mandatory='.length).split(',').map(keyNumber) ?? [];
  if (required.some((number) => !found.has(Number(number)))) return 'svcb_mandatory';
  if (found.has(2) && !found.has(1)) return 'svcb_needs_alpn';
  return [...found].toSorted(([a], [b]) => a - b).map(([, text]) => text);
}

/** SVCB and HTTPS (RFC 9460): `priority target parameters`, parameters in the order of their numbers; priority 0 is an alias. */
export function parseSvcb(text: string, zone: string): Parsed {
  const [priority = '', target = '', ...tokens] = text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  if (!/^\d{1,5}$/.test(priority) || Number(priority) > 65_535 || target === '') return refuse('svcb_form');
  const host = target === '.' ? { name: '.' } : parseHost(target, zone, true);
  if ('code' in host) return refuse(host.code);
  if (Number(priority) === 0 && tokens.length > 0) return refuse('svcb_alias_parameters');
  const parameters = parseParameters(tokens);
  if (typeof parameters === 'string') return refuse(parameters);
  return { value: [Number(priority), host.name, ...parameters].join(' ') };
}
