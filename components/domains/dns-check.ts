import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { RecordType, RRset } from '../../bff/domains/records.ts';
import { rrsetKey } from '../../bff/domains/records.ts';
import type { DnsCode } from '../../bff/domains/rules-codes.ts';
import { draftChanges, draftSet, type Draft } from './dns-draft.ts';

export interface RecordErrors {
  readonly name?: DnsCode;
  readonly ttl?: DnsCode;
  /** By the place of the value. */
  readonly records?: Readonly<Record<number, DnsCode>>;
  readonly form?: DnsCode;
}

interface Given {
  readonly zone: ZoneAnswer;
  readonly draft: Draft;
  readonly from: string | undefined;
  readonly name: string;
  readonly type: RecordType;
  readonly ttl: number;
  readonly records: readonly string[];
}

/** Judges a record as typed, first by itself, then with the whole zone as it would be. The rules come when first needed. */
export async function checkRecord(given: Given): Promise<{ rrset: RRset } | { errors: RecordErrors }> {
  const { checkChanges, parseOwner, parseValue, standardLimits } = await import('../../bff/domains/rules.ts');
  const { zone, draft, from, type, ttl } = given;
  const owner = parseOwner(given.name, zone.domain.name);
  if ('code' in owner) return { errors: { name: owner.code } };
  const records: string[] = [];
  const wrong: Record<number, DnsCode> = {};
  for (const [at, text] of given.records.entries()) {
    const parsed = parseValue(type, text, zone.domain.name);
    if ('code' in parsed) wrong[at] = text.trim() ? parsed.code : 'required';
    else records.push(parsed.value);
  }
  if (Object.keys(wrong).length) return { errors: { records: wrong } };

  const rrset: RRset = { name: owner.name, type, ttl, records };
  const key = rrsetKey(rrset);
  // Adding to what is there already would replace it: take both.
  const there = zone.rrsets.find((one) => rrsetKey(one) === key);
  const joined =
    there && from !== key && !draft.has(key)
      ? { ...rrset, records: [...new Set([...there.records, ...records])] }
      : rrset;
  const next = draftSet(draft, zone.rrsets, joined, from);
  if (!next.has(key)) return { rrset: joined };
  const changes = draftChanges(next);
  const at = changes.findIndex((change) => change.op === 'set' && rrsetKey(change) === key);
  const { minTtl, maxTtl, defaultTtl, types } = zone.limits;
  const { errors } = checkChanges({
    zone: zone.domain.name,
    nameServers: zone.labelNameServers,
    rrsets: zone.rrsets.filter(({ locked }) => locked !== 'managed'),
    changes,
    limits: { ...standardLimits, minTtl, maxTtl, defaultTtl, types },
  });
  const mine = Object.entries(errors).filter(([path]) => path === `changes.${at}` || path.startsWith(`changes.${at}.`));
  if (!mine.length) return { rrset: joined };
  // The form shows what was typed, and the set is judged with what was there before it.
  const typedAt = (place: number): number => records.indexOf(joined.records[place] ?? '');
  return { errors: errorsAt(mine, `changes.${at}`, typedAt) };
}

function errorsAt(
  errors: readonly (readonly [string, DnsCode])[],
  prefix: string,
  typedAt: (place: number) => number,
): RecordErrors {
  const found: { -readonly [K in keyof RecordErrors]: RecordErrors[K] } = {};
  const records: Record<number, DnsCode> = {};
  for (const [path, code] of errors) {
    const [part, at] = path.slice(prefix.length + 1).split('.');
    if (part === 'name') found.name = code;
    else if (part === 'ttl') found.ttl = code;
    else if (part === 'records' && typedAt(Number(at)) >= 0) records[typedAt(Number(at))] = code;
    else found.form = code;
  }
  if (Object.keys(records).length) found.records = records;
  return found;
}
