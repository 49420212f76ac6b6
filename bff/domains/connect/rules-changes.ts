import { type RRset, type RRsetChange, rrsetKey } from '../records.ts';
import { buildSpf, isSpf, parseSpf, type SpfQualifier, type SpfTerm } from '../rules-spf.ts';
import { plainText } from '../rules-text.ts';
import { sameRRset, type ZoneLimits } from '../rules-zone.ts';
import { mergeSpf } from '../templates/rules.ts';
import type { Wanted } from './rules-records.ts';

type Plain = Exclude<Wanted, { type: 'SPFM' }>;

/** Least to most strict: where two say different things of a sender, or of all others, the milder one holds. */
const strictness = '+?~-';
const milder = (a: SpfQualifier, b: SpfQualifier): SpfQualifier =>
  strictness.indexOf(a) <= strictness.indexOf(b) ? a : b;
const sender = ({ mechanism, value }: SpfTerm): string => `${mechanism}${value}`.toLowerCase();

/** The policy that was there, joined by the senders of a template; all others end in `~all`, or milder. */
export function joinSpf(old: string | undefined, rules: string): string {
  const text = `v=spf1 ${rules} ~all`.replaceAll(/ {2,}/g, ' ');
  const added = parseSpf(`v=spf1 ${rules}`);
  const before = old === undefined ? undefined : parseSpf(plainText(old));
  // What cannot be read is replaced, and so is a policy that leaves all to another domain.
  if ('code' in added || !before || 'code' in before || (before.redirect !== undefined && before.all === undefined))
    return text;
  const terms = new Map<string, SpfTerm>();
  for (const term of [...before.terms, ...added.terms]) {
    const known = terms.get(sender(term));
    terms.set(sender(term), known ? { ...known, qualifier: milder(known.qualifier, term.qualifier) } : term);
  }
  return buildSpf({
    terms: [...terms.values()],
    all: milder(before.all ?? '~', '~'),
    modifiers: before.modifiers,
  });
}

const below = (name: string, top: string): boolean => name === top || name.endsWith(`.${top}`);
const addresses: ReadonlySet<string> = new Set(['A', 'AAAA', 'ALIAS']);

/** Whether an RRset cannot stay once the template's record is there (the specification's "Record types and conflicts"). */
function ousts(wanted: Wanted, { name, type }: RRset): boolean {
  if (wanted.type === 'NS') return below(name, wanted.name);
  if ((type === 'NS' || type === 'DS') && name !== '@' && below(wanted.name, name)) return true;
  if (name !== wanted.name) return false;
  if (wanted.type === 'CNAME' || type === 'CNAME') return true;
  if (addresses.has(wanted.type)) return addresses.has(type);
  return (wanted.type === 'MX' || wanted.type === 'SRV') && wanted.type === type;
}

/** Whether a text has to go for the sake of another one. */
function oustsText({ ousts: rule, record }: Plain, text: string): boolean {
  const plain = plainText(text);
  if (rule) return rule.mode === 'All' || plain.startsWith(rule.prefix);
  // Of these there is one: with two, receivers heed none.
  return /^v=DMARC1\b/i.test(plain) && /^v=DMARC1\b/i.test(record);
}

/** The texts of one name as they shall be. */
function textsOf(old: readonly string[], wanted: readonly Wanted[]): string[] {
  const texts = wanted.filter((one): one is Plain => one.type === 'TXT');
  let records = old.filter((text) => !texts.some((one) => oustsText(one, text)));
  const policy = (make: (before: string | undefined) => string) => {
    const before = records.find((text) => isSpf(plainText(text)));
    records = [...records.filter((text) => text !== before), make(before)];
  };
  for (const { record } of texts)
    if (isSpf(plainText(record)))
      policy((before) => (before === undefined ? record : mergeSpf(before, plainText(record))));
    else records = [...records, record];
  for (const one of wanted) if (one.type === 'SPFM') policy((before) => joinSpf(before, one.rules));
  return [...new Set(records)];
}

const clamp = (ttl: number, { minTtl, maxTtl }: Pick<ZoneLimits, 'minTtl' | 'maxTtl'>): number =>
  Math.min(maxTtl, Math.max(minTtl, ttl));

/** What a template comes to in a zone, as a change set to be judged like any other. */
export function changesOf(
  wanted: readonly Wanted[],
  rrsets: readonly RRset[],
  limits: Pick<ZoneLimits, 'minTtl' | 'maxTtl' | 'defaultTtl'>,
): RRsetChange[] {
  const old = new Map(rrsets.map((rrset) => [rrsetKey(rrset), rrset]));
  const kept = new Map([...old].filter(([, rrset]) => !wanted.some((one) => ousts(one, rrset))));
  const groups = Map.groupBy(wanted, ({ name, type }) => rrsetKey({ name, type: type === 'SPFM' ? 'TXT' : type }));
  const sets = Array.from(groups, ([key, group]): RRsetChange & { op: 'set' } => {
    const first = group[0]!;
    const type = first.type === 'SPFM' ? 'TXT' : first.type;
    const before = kept.get(key);
    const records =
      type === 'TXT'
        ? textsOf(before?.records ?? [], group)
        : [...new Set([...(before?.records ?? []), ...group.map((one) => (one as Plain).record)])];
    const asked = group.flatMap(({ ttl }) => ttl ?? []);
    // Beside others it lives as long as they do: an RRset has one TTL.
    const ttl = before?.ttl ?? clamp(asked.length ? Math.min(...asked) : limits.defaultTtl, limits);
    return { op: 'set', name: first.name, type, ttl, records };
  });
  const gone = [...old].filter(([key]) => !kept.has(key) && !groups.has(key));
  return [
    ...gone.map(([, { name, type }]): RRsetChange => ({ op: 'delete', name, type })),
    ...sets.filter((set) => {
      const before = old.get(rrsetKey(set));
      return !before || !sameRRset(before, set);
    }),
  ];
}
