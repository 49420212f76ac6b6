/** The place of a public key below the domain of a template; undefined when it is no name. */
export function keyName(key: string, domain: string): string | undefined {
  const name = `${key}.${domain}`.toLowerCase();
  return name.length <= 253 && /^(?:[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?\.)+[a-z\d-]+$/.test(name) ? name : undefined;
}

/** The key that TXT records hold in numbered parts, `p=1,a=RS256,d=MIIB…`; undefined when they hold none that we can use. */
export function readKey(texts: readonly string[]): Uint8Array<ArrayBuffer> | undefined {
  const parts = new Map<number, string>();
  for (const text of texts) {
    const members = new Map(
      text.split(',').map((member) => {
        const cut = member.indexOf('=');
        return [member.slice(0, cut).trim(), member.slice(cut + 1).trim()] as const;
      }),
    );
    const data = members.get('d');
    if (data === undefined) continue;
    if ((members.get('a') ?? 'RS256') !== 'RS256' || (members.get('t') ?? 'x509') !== 'x509') return undefined;
    const place = Number(members.get('p') ?? 1);
    if (!Number.isInteger(place) || parts.has(place)) return undefined;
    parts.set(place, data);
  }
  const whole = [...parts]
    .toSorted(([a], [b]) => a - b)
    .map(([, data]) => data)
    .join('');
  return whole ? bytesOf(whole) : undefined;
}

/** Base64 with the signs of a query or of a record; undefined when it is none. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64.replaceAll(' ', '+')), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}
