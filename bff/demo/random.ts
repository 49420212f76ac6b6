/** A number 0–1 at each call, the same series for the same text: the demo is the same world on every machine. */
export function randomFrom(text: string): () => number {
  let state = 0x811c_9dc5;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x0100_0193);
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const below = (random: () => number, count: number): number => Math.floor(random() * count);
export const pick = <T>(random: () => number, from: readonly T[]): T => from[below(random, from.length)]!;

/** The UUID (version 4 in form) that belongs to a text. */
export function uuidOf(text: string): string {
  const random = randomFrom(text);
  const hex = Array.from({ length: 32 }, (_, at) =>
    (at === 12 ? 4 : at === 16 ? 8 + below(random, 4) : below(random, 16)).toString(16),
  ).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** `count` bytes as base64. */
export const bytesOf = (random: () => number, count: number): string =>
  btoa(String.fromCharCode(...Array.from({ length: count }, () => below(random, 256))));

export const hexOf = (random: () => number, digits: number): string =>
  Array.from({ length: digits }, () => below(random, 16).toString(16)).join('');
