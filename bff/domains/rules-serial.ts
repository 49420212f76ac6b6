const modulus = 2 ** 32;

/** Serial arithmetic on 32 bits (RFC 1982): 1 when `a` is newer than `b`, -1 when older, undefined when nobody can tell. */
export function compareSerials(a: number, b: number): -1 | 0 | 1 | undefined {
  const ahead = (a - b + modulus) % modulus;
  if (ahead === 0) return 0;
  if (ahead === modulus / 2) return undefined;
  return ahead < modulus / 2 ? 1 : -1;
}

/**
 * The SOA serial after a change: `2026112300` for the first of 2026-11-23, one more for each that follows. The
 * hundredth change of a day runs on into the numbers of the next, which then just counts on.
 */
export function nextSerial(previous: number | undefined, today: string): number {
  const first = Number(`${today.replaceAll('-', '')}00`);
  if (previous === undefined || compareSerials(first, previous) === 1) return first;
  // 0 is skipped: to some servers it means "no serial yet"
  return (previous + 1) % modulus || 1;
}
