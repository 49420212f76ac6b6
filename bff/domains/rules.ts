import type { ZoneWarning } from './answers.ts';
import type { RRset, RRsetChange, RRsetDiff } from './records.ts';
import { checkZone, type Report } from './rules-checks.ts';
import type { DnsCode } from './rules-codes.ts';
import { parseOwner } from './rules-names.ts';
import { parseValue } from './rules-values.ts';
import { ZoneView } from './rules-view.ts';
import { warningsOf } from './rules-warnings.ts';
import { lockOf, sameRRset, type ZoneLimits } from './rules-zone.ts';

export * from './rules-codes.ts';
export * from './rules-names.ts';
export * from './rules-values.ts';
export * from './rules-zone.ts';

/** A zone, and what somebody wants of it. Names are A-labels without trailing dot. */
export interface ZoneChange {
  readonly zone: string;
  /** The managed apex NS. */
  readonly nameServers: readonly string[];
  /** The zone as it is: canonical. */
  readonly rrsets: readonly RRset[];
  /** As people typed it. */
  readonly changes: readonly RRsetChange[];
  readonly limits: ZoneLimits;
}

/** What a change set comes to. It may be carried out when there are no `errors` and nothing is `protected`. */
export interface ZoneCheck {
  /** Canonical, without those that change nothing; deletions first, as servers want them when types replace each other. */
  readonly changes: readonly RRsetChange[];
  readonly diff: readonly RRsetDiff[];
  readonly warnings: readonly ZoneWarning[];
  /** Path in the change set (`changes.0.records.1`) → code. */
  readonly errors: Readonly<Record<string, DnsCode>>;
  /** Paths of changes to what this customer may not edit. */
  readonly protected: readonly string[];
}

/** The name a change means. One that exists is taken as it is, so that also what we would refuse can be deleted. */
function ownerOf(change: RRsetChange, view: ZoneView): ReturnType<typeof parseOwner> {
  const { name } = change;
  const known = view.before.has(name) && (change.op === 'delete' || !name.endsWith(view.zone));
  return known ? { name } : parseOwner(name, view.zone);
}

/** The values of a `set`, canonical; what is there already needs no second look. */
function readRecords(
  { records, type }: RRsetChange & { readonly op: 'set' },
  before: RRset | undefined,
  zone: string,
  at: number,
  report: Report,
): string[] | undefined {
  if (records.length === 0) report(at, 'records', 'required');
  const old = before?.records ?? [];
  const known = old.length > 8 ? new Set(old) : undefined;
  const values: string[] = [];
  records.forEach((text, place) => {
    const parsed = (known ? known.has(text) : old.includes(text)) ? { value: text } : parseValue(type, text, zone);
    if ('code' in parsed) report(at, `records.${place}`, parsed.code);
    else values.push(parsed.value);
  });
  if (values.length < records.length) return undefined;
  if (values.length > 1 && new Set(values).size < values.length) {
    values.forEach((value, place) => values.indexOf(value) < place && report(at, `records.${place}`, 'duplicate'));
    return undefined;
  }
  return values.length > 0 ? values : undefined;
}

/** Takes one change into the view; what is wrong with it alone is reported. */
function readChange(view: ZoneView, change: RRsetChange, at: number, limits: ZoneLimits, report: Report): boolean {
  const { type } = change;
  const owner = ownerOf(change, view);
  if ('code' in owner) {
    report(at, 'name', owner.code);
    return true;
  }
  const { name } = owner;
  const lock = lockOf({ name, type }, limits);
  if (lock === 'managed') report(at, '', 'managed');
  if (lock) return false;
  const touched = view.touch(name);
  if (touched.seen.includes(type)) {
    report(at, '', 'duplicate_change');
    return true;
  }
  touched.seen.push(type);
  const before = touched.before.find((rrset) => rrset.type === type);
  if (change.op === 'delete') {
    if (before) view.take(touched, { at, type, before, after: undefined });
    else report(at, '', 'nothing_to_delete');
    return true;
  }
  const { ttl } = change;
  const records = readRecords(change, before, view.zone, at, report);
  const after = records && { name, type, ttl, records };
  if (after && before && sameRRset(before, after)) return true;
  if (!Number.isInteger(ttl) || ttl < limits.minTtl || ttl > limits.maxTtl) report(at, 'ttl', 'ttl_range');
  else if (after) view.take(touched, { at, type, before, after });
  return true;
}

function diffOfView(view: ZoneView): RRsetDiff[] {
  const diff: RRsetDiff[] = [];
  for (const { name, steps } of view.touched.values()) {
    for (const { type, before, after } of steps) {
      if (before && after) diff.push({ name, type, before, after });
      else if (before) diff.push({ name, type, before });
      else if (after) diff.push({ name, type, after });
    }
  }
  return diff;
}

/**
 * Checks the whole zone as it would be after a change set: nothing of it may be carried out while there is an
 * error. Costs what the change set costs plus one pass over the zone.
 */
export function checkChanges({ zone, nameServers, rrsets, changes, limits }: ZoneChange): ZoneCheck {
  const view = new ZoneView(zone, nameServers, rrsets);
  const errors: Record<string, DnsCode> = {};
  const report: Report = (at, part, code) =>
    void (errors[part === '' ? `changes.${at}` : `changes.${at}.${part}`] ??= code);
  const shut: string[] = [];
  changes.forEach((change, at) => {
    if (!readChange(view, change, at, limits, report)) shut.push(`changes.${at}`);
  });
  const diff = diffOfView(view);
  // Between a zone and half of a change set anything may seem wrong
  if (Object.keys(errors).length === 0 && shut.length === 0) {
    const grown = diff.reduce((sum, { before, after }) => sum + (after ? 1 : 0) - (before ? 1 : 0), 0);
    if (grown > 0 && rrsets.length + grown > limits.maxRrsets) errors['changes'] = 'too_many_rrsets';
    if (diff.length === 0) errors['changes'] = 'nothing_changed';
    checkZone(view, report);
  }
  const removals: RRsetChange[] = [];
  const sets: RRsetChange[] = [];
  for (const { name, type, after } of diff) {
    if (after) sets.push({ op: 'set', name, type, ttl: after.ttl, records: after.records });
    else removals.push({ op: 'delete', name, type });
  }
  return { changes: [...removals, ...sets], diff, warnings: warningsOf(view, limits), errors, protected: shut };
}
