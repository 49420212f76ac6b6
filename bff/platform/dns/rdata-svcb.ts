import { binary, fail, ipv4, ipv6, number } from './rdata-fields.ts';

const keys = ['mandatory', 'alpn', 'no-default-alpn', 'port', 'ipv4hint', 'ech', 'ipv6hint'];

function keyNumber(name: string): number {
  const known = keys.indexOf(name);
  if (known >= 0) return known;
  const generic = /^key(\d{1,5})$/.exec(name)?.[1];
  return generic !== undefined && Number(generic) < 65_535 ? Number(generic) : fail();
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

function valueBytes(key: number, text: string): Uint8Array {
  const items = text.split(',');
  switch (key) {
    case 0:
      return joined(items.map((item) => number(String(keyNumber(item)), 2)));
    case 1:
      if (items.some((item) => item === '' || item.length > 255)) return fail();
      return binary(items.map((item) => String.fromCharCode(item.length) + item).join(''));
    case 2:
      return text === '' ? new Uint8Array() : fail();
    case 3:
      return number(text, 2);
    case 4:
      return joined(items.map(ipv4));
    case 5:
      return /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(text) ? binary(atob(text)) : fail();
    case 6:
      return joined(items.map(ipv6));
    default:
      return binary(text);
  }
}

/** The parameters of SVCB and HTTPS in the form of the wire, in the order of their numbers (RFC 9460 §2.2). */
export function svcParameters(parameters: readonly string[]): Uint8Array[] {
  const found = parameters.map((parameter) => {
    const [, name = '', value = ''] = /^([a-z\d-]+)(?:=(.*))?$/.exec(parameter) ?? fail();
    const key = keyNumber(name);
    return { key, bytes: valueBytes(key, value.replace(/^"(.*)"$/, '$1')) };
  });
  found.sort((a, b) => a.key - b.key);
  if (found.some(({ key }, at) => key === found[at - 1]?.key)) return fail();
  return found.map(({ key, bytes }) => joined([number(String(key), 2), number(String(bytes.length), 2), bytes]));
}
