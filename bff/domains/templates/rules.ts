import { type RRset, type RRsetChange, rrsetKey } from '../records.ts';
import { checkChanges, standardLimits } from '../rules.ts';
import { buildSpf, isSpf, parseSpf, type SpfTerm } from '../rules-spf.ts';
import { plainText } from '../rules-text.ts';
import type { Template, TemplateRRset } from './kinds.ts';

const spfOf = (records: readonly string[]) => records.find((record) => isSpf(plainText(record)));
const sender = ({ mechanism, value }: SpfTerm) => `${mechanism}${value}`.toLowerCase();

/** One policy of two: there may never be a second one (RFC 7208 §3.2). Who forbids all mail is not joined by others. */
export function mergeSpf(old: string, added: string): string {
  const [before, more] = [parseSpf(plainText(old)), parseSpf(added)];
  if ('code' in before || 'code' in more || !more.terms.length) return added;
  // `v=spf1 -all` alone says that nobody sends: so it holds no more.
  const lonely = !before.terms.length && before.redirect === undefined;
  if (lonely) return added;
  const known = new Set(before.terms.map(sender));
  return buildSpf({ ...before, terms: [...before.terms, ...more.terms.filter((term) => !known.has(sender(term)))] });
}

/** Texts stand beside each other; of policies there is one. */
function mergeTexts(old: readonly string[], added: readonly string[], name: string): string[] {
  if (name === '_dmarc' || name === '_domainconnect') return [...added];
  const [oldSpf, spf] = [spfOf(old), spfOf(added)];
  const merged = spf === undefined ? undefined : oldSpf === undefined ? spf : mergeSpf(oldSpf, spf);
  const kept = merged === undefined ? [...old] : old.filter((record) => !isSpf(plainText(record)));
  return [...new Set([...kept, ...(merged === undefined ? [] : [merged]), ...added.filter((one) => one !== spf)])];
}

/** Which types cannot stay beside one that a template sets. */
const excludes = (type: string, other: string): boolean =>
  type !== other &&
  (type === 'CNAME' ||
    other === 'CNAME' ||
    (other === 'ALIAS' && (type === 'A' || type === 'AAAA')) ||
    (type === 'ALIAS' && (other === 'A' || other === 'AAAA')));

/** What a template comes to in a zone, as a change set to be judged like any other. */
export function changesOf(
  template: Template,
  zone: string,
  rrsets: readonly RRset[],
  defaultTtl: number,
): RRsetChange[] {
  const before = new Map(rrsets.map((rrset) => [rrsetKey(rrset), rrset]));
  const filled = (record: string) =>
    record.replaceAll('{domain}', zone).replaceAll('{dashed}', zone.replaceAll('.', '-'));
  const gone = new Map<string, RRsetChange>();
  const sets = template.rrsets.map(({ name, type, ttl, records }): RRsetChange => {
    const old = before.get(rrsetKey({ name, type }));
    for (const other of rrsets)
      if (other.name === name && excludes(type, other.type))
        gone.set(rrsetKey(other), { op: 'delete', name, type: other.type });
    const wanted = records.map(filled);
    const merged = type === 'TXT' && old ? mergeTexts(old.records, wanted, name) : wanted;
    return { op: 'set', name, type, ttl: ttl ?? old?.ttl ?? defaultTtl, records: merged };
  });
  return [...gone.values(), ...sets];
}

/** What is wrong with a template in itself, by its path; the same judge as of every change set, on an empty zone. */
export function faultsOf(rrsets: readonly TemplateRRset[]): Readonly<Record<string, string>> {
  const zone = 'example.com';
  const changes = changesOf({ id: 'own', rrsets }, zone, [], standardLimits.defaultTtl);
  const { errors, protected: shut } = checkChanges({
    zone,
    nameServers: [],
    rrsets: [],
    changes,
    limits: standardLimits,
  });
  return { ...errors, ...Object.fromEntries(shut.map((path) => [path, 'managed'])) };
}
