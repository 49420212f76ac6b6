const base = 36;
const tMin = 1;
const tMax = 26;

/** How the bias follows the deltas seen so far (RFC 3492 §6.1). */
function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) >> 1; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + 38));
}

const threshold = (k: number, bias: number) => Math.min(tMax, Math.max(tMin, k - bias));
const digit = (value: number) => String.fromCharCode(value < 26 ? value + 97 : value + 22);

/** Punycode of one label, without `xn--` (RFC 3492 §6.3). */
export function encodePunycode(label: string): string {
  const points = Array.from(label, (character) => character.codePointAt(0)!);
  const basic = points.filter((point) => point < 128);
  let out = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '');
  let n = 128;
  let delta = 0;
  let bias = 72;
  for (let handled = basic.length; handled < points.length; n++, delta++) {
    const next = points.reduce((least, point) => (point >= n && point < least ? point : least), Infinity);
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta++;
      if (point !== n) continue;
      let q = delta;
      for (let k = base; ; k += base) {
        const t = threshold(k, bias);
        if (q < t) break;
        out += digit(t + ((q - t) % (base - t)));
        q = Math.floor((q - t) / (base - t));
      }
      out += digit(q);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
  }
  return out;
}

/** The inverse (RFC 3492 §6.2); undefined when the text is no punycode. */
export function decodePunycode(text: string): string | undefined {
  const cut = text.lastIndexOf('-');
  const out = Array.from(text.slice(0, Math.max(0, cut)), (character) => character.charCodeAt(0));
  if (out.some((point) => point >= 128)) return undefined;
  let n = 128;
  let index = 0;
  let bias = 72;
  for (let at = cut + 1; at < text.length; index++) {
    const before = index;
    let weight = 1;
    for (let k = base; ; k += base) {
      const value = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(text.charAt(at++).toLowerCase() || ' ');
      if (value < 0) return undefined;
      const amount = value < 10 ? value + 26 : value - 10;
      index += amount * weight;
      if (index > 0x7fffffff) return undefined;
      const t = threshold(k, bias);
      if (amount < t) break;
      weight *= base - t;
    }
    bias = adapt(index - before, out.length + 1, before === 0);
    n += Math.floor(index / (out.length + 1));
    index %= out.length + 1;
    if (n > 0x10ffff || (n >= 0xd800 && n < 0xe000)) return undefined;
    out.splice(index, 0, n);
  }
  return String.fromCodePoint(...out);
}
