import { type Parsed, refuse } from './rules-codes.ts';

const octets = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const leadingZero = /(?:^|\.)0\d/;

/** Four decimal octets. A leading zero is refused: some read it as octal. */
export function parseIpv4(text: string): Parsed {
  if (/^[\d.]+$/.test(text) && leadingZero.test(text)) return refuse('ipv4_leading_zero');
  return octets.test(text) ? { value: text } : refuse('ipv4_form');
}

/** The eight groups of an address, also of one that ends in dotted decimals (RFC 4291 §2.2). */
function groupsOf(text: string): number[] | undefined {
  const dotted = text.includes('.') ? /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text) : null;
  if (dotted) {
    const [, head = '', tail = ''] = dotted;
    if ('code' in parseIpv4(tail)) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = tail.split('.').map(Number);
    return groupsOf(`${head}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`);
  }
  const gap = text.indexOf('::');
  const head = gap < 0 ? text : text.slice(0, gap);
  const tail = gap < 0 ? '' : text.slice(gap + 2);
  const groups = head === '' ? [] : head.split(':');
  const last = tail === '' ? [] : tail.split(':');
  const missing = 8 - groups.length - last.length;
  if (gap < 0 ? missing !== 0 : missing < 1) return undefined;
  for (let at = 0; at < missing; at++) groups.push('0');
  groups.push(...last);
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? groups.map((group) => parseInt(group, 16))
    : undefined;
}

// Six groups at most and none of zeros: the usual address, and nothing to shorten
const shortest = /^(?:[1-9a-f][\da-f]{0,3}:){1,5}:[1-9a-f][\da-f]{0,3}$/;

/**
 * An IPv6 address in its shortest form (RFC 5952). IPv4-mapped ones are refused: they mean an IPv4 address and
 * never travel (RFC 4038 §4.2), and servers disagree about how to write them.
 */
export function parseIpv6(text: string): Parsed {
  if (shortest.test(text)) return { value: text };
  const groups = groupsOf(text);
  if (!groups) return refuse('ipv6_form');
  if (groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0)) return refuse('ipv6_mapped');
  let start = 0;
  let length = 1;
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (groups[to] === 0) to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  const hex = groups.map((group) => group.toString(16));
  if (length === 1) return { value: hex.join(':') };
  return { value: `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}` };
}

const private4 =
  /^(?:0|10|127|22[4-9]|2[345]\d)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[789]\d|1[01]\d|12[0-7])\./;
const private6 = /^::1?$|^f[cd]..:|^fe[89ab].:|^ff..:/;

/** True for a canonical address that nobody on the Internet can reach: private, shared, loopback, link-local, multicast. */
export const isPrivateAddress = (address: string): boolean =>
  (address.includes(':') ? private6 : private4).test(address);
