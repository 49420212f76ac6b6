import type { RecordType, RRset } from './records.ts';
import { relative } from './rules-names.ts';

/** One change that does something: its place in the change set, and what it makes of what. */
export interface Step {
  readonly at: number;
  readonly type: RecordType;
  readonly before: RRset | undefined;
  readonly after: RRset | undefined;
}

/** A name that a change set touches; `after` holds all that will be there. */
export interface Touched {
  readonly name: string;
  readonly before: readonly RRset[];
  after: readonly RRset[];
  /** Types that have had their change. */
  readonly seen: RecordType[];
  readonly steps: Step[];
}

const nothing: readonly RRset[] = [];

/** A zone before and after a change set: what does not change is only looked up, never copied. */
export class ZoneView {
  readonly zone: string;
  readonly nameServers: readonly string[];
  readonly before = new Map<string, RRset[]>();
  readonly touched = new Map<string, Touched>();
  /** RRsets before the change whose targets must be host names with addresses of their own. */
  readonly servers: RRset[] = [];
  /** Delegations after the change, and those among them that are new. */
  readonly cuts = new Set<string>();
  readonly newCuts = new Set<string>();

  constructor(zone: string, nameServers: readonly string[], rrsets: readonly RRset[]) {
    this.zone = zone;
    this.nameServers = nameServers;
    for (const rrset of rrsets) {
      const sets = this.before.get(rrset.name);
      if (sets) sets.push(rrset);
      else this.before.set(rrset.name, [rrset]);
      if (rrset.type === 'MX' || rrset.type === 'SRV' || rrset.type === 'NS') this.#note(rrset);
    }
  }

  #note(rrset: RRset): void {
    this.servers.push(rrset);
    if (rrset.type === 'NS' && rrset.name !== '@') this.cuts.add(rrset.name);
  }

  touch(name: string): Touched {
    let touched = this.touched.get(name);
    if (!touched) {
      const before = this.before.get(name) ?? nothing;
      touched = { name, before, after: before, seen: [], steps: [] };
      this.touched.set(name, touched);
    }
    return touched;
  }

  take(touched: Touched, step: Step): void {
    touched.steps.push(step);
    const { after } = step;
    const alone = touched.after.length === 0 || (touched.after.length === 1 && step.before !== undefined);
    const others = alone ? nothing : touched.after.filter(({ type }) => type !== step.type);
    touched.after = !after ? others : alone ? [after] : [...others, after];
    if (step.type !== 'NS' || touched.name === '@') return;
    if (!step.after) this.cuts.delete(touched.name);
    else if (!step.before) this.newCuts.add(touched.name);
    if (step.after) this.cuts.add(touched.name);
  }

  /** What is at a name after the change. */
  at(name: string): readonly RRset[] {
    return this.touched.get(name)?.after ?? this.before.get(name) ?? nothing;
  }

  /** The CNAME at a full name after the change, if that lies in this zone and has one. */
  cnameAt(host: string): RRset | undefined {
    const name = relative(host, this.zone);
    return name === undefined ? undefined : ofType(this.at(name), 'CNAME');
  }

  /** Every name that will have records. */
  *names(): Generator<string> {
    for (const name of this.before.keys()) if (this.at(name).length > 0) yield name;
    for (const { name, before, after } of this.touched.values())
      if (before.length === 0 && after.length > 0) yield name;
  }
}

/** The RRset of one type among those of a name. */
export const ofType = (rrsets: readonly RRset[], type: RecordType): RRset | undefined =>
  rrsets.find((rrset) => rrset.type === type);

/** The host that a value ends with: MX, SRV, NS. */
export const targetOf = (value: string): string => value.slice(value.lastIndexOf(' ') + 1);
