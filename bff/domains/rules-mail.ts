import { type DnsCode, refuse } from './rules-codes.ts';

export * from './rules-spf.ts';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';
/** What a domain asks receivers to do with mail that fails (RFC 7489, RFC 9989). */
export interface Dmarc {
  readonly policy: DmarcPolicy;
  /** For subdomains, when it differs. */
  readonly subdomainPolicy?: DmarcPolicy;
  /** Mail addresses for the daily reports, without `mailto:`. */
  readonly reports: readonly string[];
  /** Percentage of failing mail that the policy holds for. */
  readonly percent?: number;
  /** All further tags as they stand, in order. */
  readonly others: readonly (readonly [tag: string, value: string])[];
}

/** `a=b; c=d` of DKIM and DMARC (RFC 6376 §3.2); undefined when malformed or when a tag stands twice. */
function readTags(text: string): Map<string, string> | undefined {
  const tags = new Map<string, string>();
  for (const part of text.replace(/;\s*$/, '').split(';')) {
    const cut = part.indexOf('=');
    const name = part.slice(0, Math.max(0, cut)).trim();
    const value = part.slice(cut + 1).trim();
    if (!/^[a-z]\w*$/i.test(name) || !/^[!-:<-~\s]*$/.test(value) || tags.has(name)) return undefined;
    tags.set(name, value);
  }
  return tags;
}

const policy = /^(?:none|quarantine|reject)$/;
const isPolicy = (text: string | undefined): text is DmarcPolicy => text !== undefined && policy.test(text);
const alignment = /^[rs]$/;
const addresses =
  /^(?:[a-z][a-z\d+.-]*:[^\s,!]+(?:!\d+[kmgt]?)?)(?:\s*,\s*[a-z][a-z\d+.-]*:[^\s,!]+(?:!\d+[kmgt]?)?)*$/i;
const dmarcTags: ReadonlyMap<string, RegExp> = new Map([
  ['v', /^DMARC1$/],
  ['p', policy],
  ['sp', policy],
  ['np', policy],
  ['adkim', alignment],
  ['aspf', alignment],
  ['pct', /^(?:100|\d?\d)$/],
  ['ri', /^\d{1,10}$/],
  ['fo', /^[01ds](?::[01ds])*$/],
  ['rf', /^[a-z\d]+(?::[a-z\d]+)*$/i],
  ['rua', addresses],
  ['ruf', addresses],
  ['t', /^[yn]$/],
  ['psd', /^[ynu]$/],
]);

/** Reads a DMARC policy; receivers ignore one that does not begin with exactly `v=DMARC1`. */
export function parseDmarc(text: string): Dmarc | { readonly code: DnsCode } {
  const tags = readTags(text);
  if (!tags || !/^v\s*=\s*DMARC1\s*(?:;|$)/.test(text)) return refuse('dmarc_syntax');
  for (const [tag, value] of tags) if (!(dmarcTags.get(tag)?.test(value) ?? true)) return refuse('dmarc_syntax');
  const { v: _, p, sp, pct, rua, ...others } = Object.fromEntries(tags);
  if (!isPolicy(p)) return refuse('dmarc_syntax');
  const targets = rua?.split(/\s*,\s*/) ?? [];
  const mailOnly = targets.every((target) => /^mailto:/i.test(target));
  return {
    policy: p,
    ...(isPolicy(sp) && { subdomainPolicy: sp }),
    reports: mailOnly ? targets.map((target) => target.slice('mailto:'.length)) : [],
    ...(pct !== undefined && { percent: Number(pct) }),
    others: [...(mailOnly || rua === undefined ? [] : [['rua', rua] as const]), ...Object.entries(others)],
  };
}

/** The policy as a TXT text. */
export function buildDmarc({ policy: p, subdomainPolicy, reports, percent, others }: Dmarc): string {
  const tags = [
    'v=DMARC1',
    `p=${p}`,
    ...(subdomainPolicy === undefined ? [] : [`sp=${subdomainPolicy}`]),
    ...(percent === undefined ? [] : [`pct=${percent}`]),
    ...(reports.length === 0 ? [] : [`rua=${reports.map((address) => `mailto:${address}`).join(',')}`]),
    ...others.map(([tag, value]) => `${tag}=${value}`),
  ];
  return tags.join('; ');
}

/** A public key for signatures of mail (RFC 6376 §3.6.1, RFC 8463). */
export interface Dkim {
  readonly keyType: 'rsa' | 'ed25519';
  /** Base64; empty when the key is withdrawn. */
  readonly key: string;
  readonly testing: boolean;
}

/** Bytes of a DER structure as its head announces them; a key cut off by a form falls short of it. */
function derLength(bytes: string): number {
  const first = bytes.charCodeAt(1);
  if (first < 0x80) return 2 + first;
  let length = 0;
  for (let at = 0; at < (first & 0x7f); at++) length = length * 256 + bytes.charCodeAt(2 + at);
  return 2 + (first & 0x7f) + length;
}

function keyHolds(keyType: string, key: string): boolean {
  if (key === '') return true;
  try {
    const bytes = atob(key);
    return keyType === 'ed25519' ? bytes.length === 32 : bytes.startsWith('0') && derLength(bytes) === bytes.length;
  } catch {
    return false;
  }
}

/** Reads a DKIM key record. */
export function parseDkim(text: string): Dkim | { readonly code: DnsCode } {
  const tags = readTags(text);
  const key = tags?.get('p')?.replace(/\s+/g, '');
  const keyType = tags?.get('k') ?? 'rsa';
  if (!tags || key === undefined || (keyType !== 'rsa' && keyType !== 'ed25519')) return refuse('dkim_syntax');
  if (tags.has('v') && !/^v\s*=\s*DKIM1\s*(?:;|$)/.test(text)) return refuse('dkim_syntax');
  const hashes = tags.get('h');
  if (hashes !== undefined && !/^[a-z\d]+(?:\s*:\s*[a-z\d]+)*$/i.test(hashes)) return refuse('dkim_syntax');
  if (!keyHolds(keyType, key)) return refuse('dkim_syntax');
  return { keyType, key, testing: /(?:^|:)\s*y\s*(?:$|:)/.test(tags.get('t') ?? '') };
}
