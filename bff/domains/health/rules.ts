import type { Change } from '../input.ts';
import type { RRset, RRsetChange } from '../records.ts';
import { buildSpf, isSpf, mergeSpf, parseDmarc, parseSpf, spfLookups } from '../rules-mail.ts';
import { plainText } from '../rules-text.ts';
import type { Check, CheckCode, CheckId, CheckState } from './answers.ts';

export const found = (
  id: CheckId,
  state: CheckState,
  code: CheckCode,
  facts: Readonly<Record<string, string>> = {},
  fix: readonly RRsetChange[] = [],
): Check => ({
  id,
  state,
  code,
  facts: { ...facts },
  ...(fix.length
    ? { fix: fix.map((one) => (one.op === 'set' ? { ...one, records: [...one.records] } : { ...one })) }
    : {}),
});

/** What a fix is made on: the zone as the customer has it; undefined where he cannot change it. */
export interface Editable {
  readonly rrsets: readonly RRset[];
  readonly ttl: number;
}

/** The records of one name and type as they shall be; all others of it stay. */
export function setting(
  zone: Editable | undefined,
  { name, type }: Pick<RRset, 'name' | 'type'>,
  how: (records: readonly string[]) => readonly string[],
): Change[] | undefined {
  if (!zone) return undefined;
  const now = zone.rrsets.find((rrset) => rrset.name === name && rrset.type === type);
  const records = how(now?.records ?? []);
  return [
    records.length
      ? { op: 'set', name, type, ttl: now?.ttl ?? zone.ttl, records: [...records] }
      : { op: 'delete', name, type },
  ];
}

const apexText = { name: '@', type: 'TXT' } as const;
const isPolicy = (text: string) => isSpf(plainText(text));
const isDmarc = (text: string) => /^v\s*=\s*DMARC1/i.test(plainText(text));
const inZone = ({ rrsets }: Editable, { name, type }: Pick<RRset, 'name' | 'type'>, is: (text: string) => boolean) =>
  rrsets.find((rrset) => rrset.name === name && rrset.type === type)?.records.filter(is) ?? [];

export function judgeSpf(texts: readonly string[], sends: boolean, zone?: Editable): Check {
  const policies = texts.filter(isSpf);
  // What resolvers still remember may be mended already: a fix is made of the zone itself.
  const own = zone ? inZone(zone, apexText, isPolicy) : [];
  const [only] = policies;
  if (only === undefined) {
    const text = sends ? 'v=spf1 mx ~all' : 'v=spf1 -all';
    const fix = own.length ? undefined : setting(zone, apexText, (old) => [...old, text]);
    return found('spf', 'advice', 'spf_none', {}, fix);
  }
  if (policies.length > 1) {
    const merged = own.length > 1 ? mergeSpf(own.map(plainText)) : undefined;
    const one = merged && buildSpf(merged);
    const fix = one && setting(zone, apexText, (old) => [...old.filter((text) => !isPolicy(text)), one]);
    return found('spf', 'problem', 'spf_many', { count: String(policies.length) }, fix || undefined);
  }
  const parsed = parseSpf(only);
  if ('code' in parsed) return found('spf', 'problem', 'spf_syntax', { text: only });
  const count = spfLookups(parsed);
  if (count > 10) return found('spf', 'problem', 'spf_lookups', { count: String(count) });
  return found('spf', 'ok', 'spf_ok');
}

export function judgeDmarc(texts: readonly string[], sends: boolean, zone?: Editable): Check {
  const policies = texts.filter(isDmarc);
  const [only] = policies;
  if (only === undefined) {
    const text = sends ? 'v=DMARC1; p=none' : 'v=DMARC1; p=reject';
    const at = { name: '_dmarc', type: 'TXT' } as const;
    const there = zone && inZone(zone, at, isDmarc).length;
    const fix = there ? undefined : setting(zone, at, (old) => [...old, text]);
    return found('dmarc', 'advice', 'dmarc_none', {}, fix);
  }
  if (policies.length > 1) return found('dmarc', 'problem', 'dmarc_many', { count: String(policies.length) });
  const parsed = parseDmarc(only);
  if ('code' in parsed) return found('dmarc', 'problem', 'dmarc_syntax', { text: only });
  return found('dmarc', 'ok', parsed.policy === 'none' ? 'dmarc_watches' : 'dmarc_ok');
}

const issuersIn = (records: readonly string[]): string[] =>
  records.flatMap((record) => /^\d+ issue "?([^";]*)/i.exec(record)?.[1]?.trim().toLowerCase() ?? []);

/** Whether our certificates may be made (RFC 8659 §4.2). */
export function judgeCaa(records: readonly string[], issuer: string, zone?: Editable): Check {
  const issuers = issuersIn(records);
  if (!issuers.length) return found('caa', 'ok', 'caa_none');
  if (issuers.includes(issuer)) return found('caa', 'ok', 'caa_ok');
  const at = { name: '@', type: 'CAA' } as const;
  const there = zone && issuersIn(inZone(zone, at, () => true)).includes(issuer);
  const fix = there ? undefined : setting(zone, at, (old) => [...old, `0 issue "${issuer}"`]);
  return found('caa', 'advice', 'caa_forbids', { issuer }, fix);
}

const sorted = (names: readonly string[]) => names.toSorted().join(' ');

export function judgeDelegation(wanted: readonly string[], seen: readonly string[]): Check {
  if (!seen.length) return found('delegation', 'problem', 'delegation_none');
  const facts = { wanted: wanted.join(', '), seen: seen.join(', ') };
  return sorted(wanted) === sorted(seen)
    ? found('delegation', 'ok', 'delegation_ok', facts)
    : found('delegation', 'problem', 'delegation_differs', facts);
}

export function judgeExpiry(days: number, expiresOn: string, renews: boolean): Check {
  const facts = { date: expiresOn, days: String(days) };
  if (days < 0) return found('expiry', 'problem', 'expiry_past', facts);
  if (renews) return found('expiry', 'ok', 'expiry_ok', facts);
  return found('expiry', days <= 30 ? 'problem' : 'advice', days <= 30 ? 'expiry_soon' : 'expiry_stopped', facts);
}
