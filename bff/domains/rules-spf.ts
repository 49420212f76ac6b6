import { parseIpv4, parseIpv6 } from './rules-addresses.ts';
import { type DnsCode, refuse } from './rules-codes.ts';

export type SpfQualifier = '+' | '-' | '~' | '?';
export type SpfMechanism = 'a' | 'mx' | 'include' | 'ip4' | 'ip6' | 'ptr' | 'exists';
/** One sender, such as `include:_spf.example.net`; `value` is what stands behind the name: domain, address, length of prefix. */
export interface SpfTerm {
  readonly qualifier: SpfQualifier;
  readonly mechanism: SpfMechanism;
  readonly value: string;
}
/** A sender policy (RFC 7208). */
export interface Spf {
  readonly terms: readonly SpfTerm[];
  /** What holds for everyone else. */
  readonly all?: SpfQualifier;
  readonly redirect?: string;
  /** Further modifiers as they stand (`exp=…`). */
  readonly modifiers: readonly string[];
}

const isQualifier = (text: string): text is SpfQualifier => /^[-+~?]$/.test(text);
const isMechanism = (text: string): text is SpfMechanism => /^(?:a|mx|include|ip4|ip6|ptr|exists)$/.test(text);

/** True for the TXT texts that receivers take for a sender policy, and for those that were meant to be one. */
export const isSpf = (text: string): boolean => /^v=spf1(?![\w.])/i.test(text);

// RFC 7208 §7.1: visible characters, macros, and a last label that is no number
const macros = /^(?:%\{[slodiphcrtv]\d*r?[-.+,/_=]*\}|%[%_-]|[!-$&-~])+$/i;
const domainSpec = (text: string) =>
  macros.test(text) && /(?:\.(?!\d+\.?$)[a-z\d](?:[a-z\d-]*[a-z\d])?\.?|%\{[^}]*\})$/i.test(text);
const prefix = (text: string | undefined, max: number) =>
  text === undefined || (/^(?:0|[1-9]\d*)$/.test(text) && Number(text) <= max);

const isIpv4 = (text: string) => 'value' in parseIpv4(text);
const isIpv6 = (text: string) => {
  const parsed = parseIpv6(text);
  return 'value' in parsed || parsed.code === 'ipv6_mapped';
};

function termHolds({ mechanism, value }: SpfTerm): boolean {
  if (mechanism === 'ip4' || mechanism === 'ip6') {
    const [, address = '', length] = /^:([^/]*)(?:\/(.*))?$/.exec(value) ?? [];
    return mechanism === 'ip4' ? isIpv4(address) && prefix(length, 32) : isIpv6(address) && prefix(length, 128);
  }
  if (mechanism === 'include' || mechanism === 'exists') return value.startsWith(':') && domainSpec(value.slice(1));
  if (mechanism === 'ptr') return value === '' || (value.startsWith(':') && domainSpec(value.slice(1)));
  const match = /^(?::((?:[^/%]|%[^{]|%\{[^}]*\})+))?(?:\/(?!\/)(\d+))?(?:\/\/(\d+))?$/.exec(value);
  return (
    match !== null && (match[1] === undefined || domainSpec(match[1])) && prefix(match[2], 32) && prefix(match[3], 128)
  );
}

/** Reads a sender policy, strictly: a receiver that meets an error in it ignores all of it. */
export function parseSpf(text: string): Spf | { readonly code: DnsCode } {
  const [version, ...rest] = text.trim().split(/ +/);
  if (version?.toLowerCase() !== 'v=spf1') return refuse('spf_syntax');
  const terms: SpfTerm[] = [];
  const modifiers = new Map<string, string>();
  let all: SpfQualifier | undefined;
  for (const token of rest) {
    const modifier = /^([a-z][\w.-]*)=(.*)$/i.exec(token);
    if (modifier) {
      const name = modifier[1]!.toLowerCase();
      const value = modifier[2]!;
      const valid = name === 'redirect' || name === 'exp' ? domainSpec(value) : value === '' || macros.test(value);
      if (!valid || name === 'v' || modifiers.has(name)) return refuse('spf_syntax');
      modifiers.set(name, value);
      continue;
    }
    const [, sign = '', name = '', value = ''] = /^([-+~?]?)([a-z\d]+)([:/].*)?$/i.exec(token) ?? [];
    const qualifier = isQualifier(sign) ? sign : '+';
    const mechanism = name.toLowerCase();
    if (mechanism === 'all' && value === '') all ??= qualifier;
    else if (isMechanism(mechanism) && termHolds({ qualifier, mechanism, value }))
      terms.push({ qualifier, mechanism, value });
    else return refuse('spf_syntax');
  }
  const redirect = modifiers.get('redirect');
  modifiers.delete('redirect');
  return {
    terms,
    ...(all !== undefined && { all }),
    ...(redirect !== undefined && { redirect }),
    modifiers: Array.from(modifiers, ([name, value]) => `${name}=${value}`),
  };
}

/** The policy as a TXT text. */
export function buildSpf({ terms, all, redirect, modifiers }: Spf): string {
  const sign = (qualifier: SpfQualifier) => (qualifier === '+' ? '' : qualifier);
  return [
    'v=spf1',
    ...terms.map(({ qualifier, mechanism, value }) => `${sign(qualifier)}${mechanism}${value}`),
    ...(all === undefined ? [] : [`${sign(all)}all`]),
    ...(redirect === undefined ? [] : [`redirect=${redirect}`]),
    ...modifiers,
  ].join(' ');
}

/** One sender policy of several: receivers take none of two (RFC 7208 §4.5). Undefined when one cannot be read, or names another in its place. */
export function mergeSpf(texts: readonly string[]): Spf | undefined {
  const parsed = texts.map(parseSpf);
  if (!parsed.every((one): one is Spf => !('code' in one) && one.redirect === undefined)) return undefined;
  const terms = new Map(parsed.flatMap((one) => one.terms).map((term) => [JSON.stringify(term), term]));
  // The softest word for everybody else: no mail is lost that was not lost before.
  const all = (['+', '?', '~', '-'] as const).find((sign) => parsed.some((one) => one.all === sign));
  const modifiers = [...new Set(parsed.flatMap((one) => one.modifiers))];
  return { terms: [...terms.values()], ...(all ? { all } : {}), modifiers };
}

/** Questions that a receiver must ask for the policy itself; more than 10 in all are an error (RFC 7208 §4.6.4). */
export function spfLookups({ terms, all, redirect }: Spf): number {
  const asking = terms.filter(({ mechanism }) => mechanism !== 'ip4' && mechanism !== 'ip6').length;
  return asking + (redirect !== undefined && all === undefined ? 1 : 0);
}
