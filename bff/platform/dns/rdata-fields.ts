/** Ends the reading of a value that is none. */
export const fail = (): never => {
  throw new RangeError('not a value of this type');
};

/** One byte for each character. */
export const binary = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

/** A whole number in one or two bytes. */
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

/** The name itself, when it is one. */
export const hostName = (name: string | undefined): string => (name !== undefined && nameBytes(name) && name) || fail();

/** Bytes from pairs of hexadecimal digits. */
export function hex(text: string | undefined): Uint8Array {
  if (text === undefined || !/^(?:[\da-f]{2})+$/i.test(text)) return fail();
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The 4 bytes of an address. */
export function ipv4(text: string): Uint8Array {
  const octets = text.split('.');
  if (octets.length !== 4) return fail();
  return Uint8Array.from(octets, (octet) => number(octet, 1)[0] ?? 0);
}

/** The 16 bytes of an address. */
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
export function counted(text: string | undefined): Uint8Array {
  if (text === undefined || text.length > 255) return fail();
  return binary(String.fromCharCode(text.length) + text);
}
