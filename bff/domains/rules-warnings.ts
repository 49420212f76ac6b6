import type { ZoneWarning } from './answers.ts';
import type { RecordType, RRset } from './records.ts';
import { isPrivateAddress } from './rules-addresses.ts';
import type { DnsWarning } from './rules-codes.ts';
import { isSpf, parseSpf, spfLookups } from './rules-mail.ts';
import { absolute, isMixedScript, toUnicode } from './rules-names.ts';
import { plainText } from './rules-text.ts';
import { ofType, type Step, targetOf, type Touched, type ZoneView } from './rules-view.ts';
import { sameRecords, type ZoneLimits } from './rules-zone.ts';

type Facts = Readonly<Record<string, string>>;
type Warn = (code: DnsWarning, name: string, type: RecordType | undefined, facts: Facts) => void;

const websiteTypes: readonly RecordType[] = ['A', 'AAAA', 'CNAME', 'ALIAS'];
const ofTypes = (rrsets: readonly RRset[], types: readonly RecordType[]) =>
  rrsets.filter(({ type }) => types.includes(type));
const recordsOf = (rrsets: readonly RRset[]) =>
  rrsets.flatMap(({ type, records }) => records.map((record) => `${type} ${record}`));
/** For how long caches may still give the old answer. */
const minutesOf = (rrsets: readonly RRset[]) => String(Math.ceil(Math.max(...rrsets.map(({ ttl }) => ttl)) / 60));

function warnOfMove(view: ZoneView, { name, before, after }: Touched, kind: 'website' | 'mail', warn: Warn): void {
  const types: readonly RecordType[] = kind === 'website' ? websiteTypes : ['MX'];
  const [old, now] = [ofTypes(before, types), ofTypes(after, types)];
  if (old.length === 0 || sameRecords(recordsOf(old), recordsOf(now))) return;
  const to = now.flatMap(({ records }) => records.map(targetOf)).filter((target) => target !== '.');
  const facts = { name: absolute(name, view.zone), minutes: minutesOf(old) };
  if (to.length === 0) warn(`${kind}_stops`, name, old[0]!.type, facts);
  else warn(`${kind}_moves`, name, now[0]!.type, { ...facts, to: [...new Set(to)].join(', ') });
}

/** The topmost delegation at or above a name: from there on other servers answer. */
function cutAbove(name: string, cuts: ReadonlySet<string>): string | undefined {
  let cut: string | undefined;
  for (let rest = name; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (cuts.has(rest)) cut = rest;
    if (!rest.includes('.')) return cut;
  }
}

/** RFC 2181 §6: at a delegation only NS and DS count, and at or below it the addresses of its own name servers. */
function isOccluded(view: ZoneView, { name, type }: RRset, cut: string): boolean {
  if (name === cut && (type === 'NS' || type === 'DS')) return false;
  const glue = type === 'A' || type === 'AAAA';
  return !glue || !ofType(view.at(cut), 'NS')?.records.includes(absolute(name, view.zone));
}

function warnOfOcclusion(view: ZoneView, warn: Warn): void {
  if (view.cuts.size === 0) return;
  const hidden = new Map<string, string[]>();
  const look = (rrset: RRset, cut: string | undefined) => {
    if (cut === undefined || !isOccluded(view, rrset, cut)) return;
    const names = hidden.get(cut);
    if (names) names.push(rrset.name);
    else hidden.set(cut, [rrset.name]);
  };
  for (const { name, steps } of view.touched.values()) {
    const cut = cutAbove(name, view.cuts);
    if (cut === undefined || view.newCuts.has(cut)) continue;
    for (const { after } of steps) if (after) look(after, cut);
  }
  if (view.newCuts.size > 0) {
    for (const name of view.names()) {
      const cut = cutAbove(name, view.cuts);
      if (cut !== undefined && view.newCuts.has(cut)) for (const rrset of view.at(name)) look(rrset, cut);
    }
  }
  for (const [cut, names] of hidden) {
    const some = [...new Set(names)].slice(0, 5).map((name) => absolute(name, view.zone));
    warn('occluded', cut, 'NS', {
      delegation: absolute(cut, view.zone),
      names: some.join(', '),
      count: String(names.length),
    });
  }
}

/** True when certificates of this issuer would be refused (RFC 8659 §4.2): there are `issue` properties, and none names it. */
function blocksIssuer(records: readonly string[], issuer: string): boolean {
  const issuers = records.flatMap((record) => /^\d+ issue "\s*([^\s;"]*)/.exec(record)?.[1]?.toLowerCase() ?? []);
  return issuers.length > 0 && !issuers.includes(issuer.toLowerCase());
}

function warnOfStep(name: string, { type, before, after }: Step, limits: ZoneLimits, warn: Warn): void {
  if (!after) return;
  if (type === 'A' || type === 'AAAA') {
    const found = after.records.find((address) => isPrivateAddress(address) && !before?.records.includes(address));
    if (found !== undefined) warn('private_address', name, type, { address: found });
  } else if (type === 'CAA') {
    const issuer = limits.acmeIssuer;
    if (issuer !== undefined && blocksIssuer(after.records, issuer)) warn('caa_blocks_us', name, type, { issuer });
  } else if (type === 'TXT') {
    for (const text of after.records.map(plainText).filter(isSpf)) {
      const policy = parseSpf(text);
      const count = 'terms' in policy ? spfLookups(policy) : 0;
      if (count > 10) warn('spf_lookups', name, type, { count: String(count) });
    }
  }
}

/** What people should know before they publish the changes. */
export function warningsOf(view: ZoneView, limits: ZoneLimits): ZoneWarning[] {
  const warnings: ZoneWarning[] = [];
  const warn: Warn = (code, name, type, facts) => void warnings.push({ code, name, ...(type && { type }), facts });
  for (const name of ['@', 'www']) {
    const touched = view.touched.get(name);
    if (touched) warnOfMove(view, touched, 'website', warn);
  }
  const apex = view.touched.get('@');
  if (apex) warnOfMove(view, apex, 'mail', warn);
  for (const { name, before, after, steps } of view.touched.values()) {
    for (const step of steps) warnOfStep(name, step, limits, warn);
    if (before.length === 0 && after.length > 0 && name.includes('xn--') && name.split('.').some(isMixedScript)) {
      warn('mixed_script', name, undefined, { unicode: toUnicode(absolute(name, view.zone)) });
    }
  }
  warnOfOcclusion(view, warn);
  return warnings;
}
