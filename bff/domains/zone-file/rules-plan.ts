import { rrsetKey, type RRsetChange } from '../records.ts';
import { checkChanges, lockOf, sameRRset, type ZoneChange, type ZoneCheck } from '../rules.ts';
import type { FileRRset, ZoneFileCode, ZoneFileNote } from './codes.ts';
import type { ZoneFile } from './rules-read.ts';

/** What a zone file comes to: a change set without an error, and what is left out of it. */
export interface ImportPlan {
  readonly check: ZoneCheck;
  readonly notes: readonly ZoneFileNote[];
  /** How many RRsets of the file are in the zone already. */
  readonly unchanged: number;
}

type Zone = Omit<ZoneChange, 'changes'>;

/** One step, and where it stands in the file; a removal stands nowhere. */
interface Step {
  readonly change: RRsetChange;
  readonly from?: FileRRset;
}

/** Each round leaves out what has an error, which may uncover another; nobody's zone needs more. */
const rounds = 20;

/**
 * What to change so that the zone holds what the file does. An RRset of the file takes the place of the one that is
 * there; others stay, or go with `replace`. What the rules refuse is left out, so that one bad line does not hold up all.
 */
export function planImport(file: ZoneFile, zone: Zone, replace: boolean): ImportPlan {
  const notes = [...file.notes];
  const before = new Map(zone.rrsets.map((rrset) => [rrsetKey(rrset), rrset]));
  let unchanged = 0;
  let steps: Step[] = [];
  for (const rrset of file.rrsets) {
    const { name, type, ttl, records, lines } = rrset;
    const old = before.get(rrsetKey(rrset));
    if (old && sameRRset(old, rrset)) unchanged += 1;
    else if (lockOf(rrset, zone.limits)) notes.push({ line: lines[0], code: 'locked', skipped: true, name, type });
    else steps.push({ change: { op: 'set', name, type, ttl, records }, from: rrset });
  }
  if (replace) steps.push(...removals(zone, file));
  for (let round = 0; ; round += 1) {
    const check = checkChanges({ ...zone, changes: steps.map(({ change }) => change) });
    const wrong = placesOf(check.errors);
    if (!wrong.size || round === rounds) return { check, notes: inOrder(notes), unchanged };
    for (const [at, [code, record]] of wrong) {
      const { change, from } = steps[at]!;
      const { name, type } = change;
      notes.push({ line: from?.lines[record] ?? from?.lines[0], code, skipped: true, name, type });
    }
    steps = steps.filter((_, at) => !wrong.has(at));
  }
}

/** What the file knows nothing of. A line of it that could not be read keeps what it may have meant. */
function removals({ rrsets, limits }: Zone, file: ZoneFile): Step[] {
  const kept = new Set(file.rrsets.map(rrsetKey));
  const spared = new Set(file.notes.map(({ skipped, name, type }) => (skipped && name ? `${name} ${type}` : '')));
  return rrsets
    .filter((rrset) => !kept.has(rrsetKey(rrset)) && !spared.has(rrsetKey(rrset)) && !lockOf(rrset, limits))
    .map(({ name, type }) => ({ change: { op: 'delete', name, type } }));
}

/** `changes.3.records.1` → step 3, record 1. What is wrong with the whole change set has no step. */
function placesOf(errors: ZoneCheck['errors']): Map<number, [code: ZoneFileCode, record: number]> {
  const places = new Map<number, [ZoneFileCode, number]>();
  for (const [path, code] of Object.entries(errors)) {
    const [, step, part, record] = path.split('.');
    if (step !== undefined && !places.has(Number(step)))
      places.set(Number(step), [code, part === 'records' ? Number(record ?? 0) : 0]);
  }
  return places;
}

const inOrder = (notes: readonly ZoneFileNote[]) => notes.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
