import type { RecordType } from '../../domains/records.ts';
import { readStrings, wireTxt } from '../../domains/rules-text.ts';
import { binary, counted, fail, hex, hostName, ipv4, ipv6, nameBytes, number } from './rdata-fields.ts';
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
