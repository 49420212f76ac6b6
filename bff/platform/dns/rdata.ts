import type { RecordType } from '../../domains/records.ts';
import { readStrings, wireTxt } from '../../domains/rules-text.ts';
import { svcParameters } from './rdata-svcb.ts';

/** Bytes as they are, or a host name that a message may compress (RFC 3597 §4: only in types of RFC 1035). */
export type RdataPart = Uint8Array | string;

/** Numbers of the record types (IANA); ALIAS is the private one of PowerDNS. */
export const typeNumbers: Readonly<Record<RecordType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  NAPTR: 35,
  DS: 43,
  SSHFP: 44,
  TLSA: 52,
  SVCB: 64,
  HTTPS: 65,
  CAA: 257,
  ALIAS: 65_401,
};

const fail = (): never => {
  throw new RangeError('not a value of this type');
};

export const binary = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

export function number(text: string | undefined, bytes: 1 | 2): Uint8Array {
  if (text === undefined || !/^\d{1,5}$/.test(text) || Number(text) >= 256 ** bytes) return fail();
  const value = Number(text);
  return bytes === 1 ? Uint8Array.of(value) : Uint8Array.of(value >> 8, value & 255);
}

/** A host name in wire form, uncompressed. */
export function nameBytes(name: string): Uint8Array {
  if (name === '.') return Uint8Array.of(0);
  const labels = name.split('.');
  if (name.length > 253 || labels.some((label) => !/^[\w*-]{1,63}$/.test(label))) return fail();
  return binary(`${labels.map((label) => String.fromCharCode(label.length) + label).join('')}\0`);
}

const hostName = (name: string | undefined): string => (name !== undefined && nameBytes(name) && name) || fail();

function hex(text: string | undefined): Uint8Array {
  if (text === undefined || !/^(?:[\da-f]{2})+$/i.test(text)) return fail();
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function ipv4(text: string): Uint8Array {
  const octets = text.split('.');
  if (octets.length !== 4) return fail();
  return Uint8Array.from(octets, (octet) => number(octet, 1)[0] ?? 0);
}

export function ipv6(text: string): Uint8Array {
  const [head = '', tail, more] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const gap = 8 - left.length - right.length;
  if (more !== undefined || (tail === undefined ? gap !== 0 : gap < 1)) return fail();
  const groups = [...left, ...Array<string>(gap).fill('0'), ...right];
  if (groups.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return fail();
  return hex(groups.map((group) => group.padStart(4, '0')).join(''));
}

/** A character-string with its length byte (RFC 1035 §3.3). */
function counted(text: string | undefined): Uint8Array {
  if (text === undefined || text.length > 255) return fail();
  return binary(String.fromCharCode(text.length) + text);
}

function tokens(value: string, count: number): readonly string[] {
  const found = value.split(' ');
  return found.length === count ? found : fail();
}

function strings(value: string, count: number): readonly string[] {
  const found = readStrings(value);
  return found?.length === count ? found : fail();
}

const hosts = (value: string): RdataPart[] => [hostName(value)];
const svcb = (value: string): RdataPart[] => {
  const [priority, target, ...parameters] = value.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  return [number(priority, 2), nameBytes(target ?? fail()), ...svcParameters(parameters)];
};

const encoders: Readonly<Record<RecordType, (value: string) => RdataPart[]>> = {
  A: (value) => [ipv4(value)],
  AAAA: (value) => [ipv6(value)],
  CNAME: hosts,
  ALIAS: hosts,
  NS: hosts,
  PTR: hosts,
  MX: (value) => {
    const [preference, host] = tokens(value, 2);
    return [number(preference, 2), hostName(host)];
  },
  TXT: (value) => (readStrings(wireTxt(value)) ?? fail()).map(counted),
  SRV: (value) => {
    const [priority, weight, port, host] = tokens(value, 4);
    return [number(priority, 2), number(weight, 2), number(port, 2), nameBytes(hostName(host))];
  },
  CAA: (value) => {
    const [flags, tag, text = ''] = strings(value, 3);
    if (!/^[a-z\d]+$/i.test(tag ?? '')) return fail();
    return [number(flags, 1), counted(tag), binary(text)];
  },
  DS: (value) => {
    const [keyTag, algorithm, kind, digest] = tokens(value, 4);
    return [number(keyTag, 2), number(algorithm, 1), number(kind, 1), hex(digest)];
  },
  TLSA: (value) => {
    const [usage, selector, kind, data] = tokens(value, 4);
    return [number(usage, 1), number(selector, 1), number(kind, 1), hex(data)];
  },
  SSHFP: (value) => {
    const [algorithm, kind, print] = tokens(value, 3);
    return [number(algorithm, 1), number(kind, 1), hex(print)];
  },
  HTTPS: svcb,
  SVCB: svcb,
  NAPTR: (value) => {
    const [order, preference, flags, services, expression, host] = strings(value, 6);
    return [
      number(order, 2),
      number(preference, 2),
      ...[flags, services, expression].map(counted),
      nameBytes(hostName(host)),
    ];
  },
};

/** A canonical value (records.ts) in the form of the wire; throws RangeError when it is none of its type. */
export const encodeRdata = (type: RecordType, value: string): RdataPart[] => encoders[type](value);
