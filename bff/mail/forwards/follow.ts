import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { Db } from '../../store/database.ts';
import { domainOfAddress } from '../rules.ts';
import { forwards, mailboxes } from '../schema.ts';
import type { FilterRule } from '../self/filter-input.ts';
import { mailFilters } from '../self/schema.ts';
import { among, hosted, leadsWhere, type AgreedLead, type OwnGraph } from './graph.ts';
import { cycleAt, type Lead } from './rules-graph.ts';

/** So many steps, of forwards and rules together, are followed; a server gives up sooner. */
const farthest = 40;

/** Where mail of some addresses goes, as far as it is ours: forwards, with the rules of mailboxes as if they were forwards. */
export interface Ways extends OwnGraph {
  /** By mailbox, where its rules send on to. */
  readonly rules: ReadonlyMap<string, readonly string[]>;
  /** Without the rules. */
  readonly plain: ReadonlyMap<string, Lead>;
  /** As the server has them today: without the rules, and without who has not agreed. */
  readonly served: ReadonlyMap<string, Lead>;
}

const ledBy = (rules: readonly FilterRule[]): string[] =>
  rules
    .filter(({ on }) => on)
    .flatMap(({ steps }) => steps.flatMap((step) => (step.do === 'forward' ? [step.target] : [])));

/** Of these addresses the mailboxes, and where their rules send on to. */
async function boxesOf(db: Db, addresses: Iterable<string>): Promise<[string, string[]][]> {
  const rows = await db
    .select({ address: mailboxes.address, rules: mailFilters.rules })
    .from(mailboxes)
    .leftJoin(mailFilters, eq(mailFilters.mailboxId, mailboxes.id))
    .where(and(inArray(mailboxes.address, among(addresses)), isNull(mailboxes.deletedAt)));
  return rows.map(({ address, rules }) => [address, ledBy(rules ?? [])]);
}

/** What a mailbox of a forward sends on by its rules; of one that keeps no copy nothing arrives that they could. */
export function withRule(lead: Lead | undefined, targets: readonly string[]): Lead {
  if (!lead) return { targets, keepCopy: true };
  return lead.keepCopy ? { ...lead, targets: [...lead.targets, ...targets] } : lead;
}

/** While nobody has agreed mail goes as if there were no forward: its mailbox gets it. */
const asWished = ({ targets, keepCopy, agreed }: AgreedLead): Lead => ({
  targets,
  keepCopy: keepCopy || !agreed.length,
});

/** Follows mail of these addresses, step by step; what was read once is not read again. */
export async function followMail(db: Db, { customer }: Session, from: readonly string[]): Promise<Ways> {
  const plain = new Map<string, Lead>();
  const served = new Map<string, Lead>();
  const rules = new Map<string, readonly string[]>();
  const receiving = new Set<string>();
  const owners = new Map<string, string>();
  const metDomains = new Set<string>();
  const met = new Set(from);
  let fresh = [...met];
  for (let step = 0; fresh.length && step < farthest; step += 1) {
    const names = new Set(fresh.map(domainOfAddress).filter((name) => !metDomains.has(name)));
    for (const name of names) metDomains.add(name);
    const sources = new Set([...fresh, ...[...names].map((name) => `@${name}`)]);
    const leads = await leadsWhere(db, inArray(forwards.address, among(sources)));
    for (const [address, lead] of leads) {
      plain.set(address, asWished(lead));
      if (lead.agreed.length) served.set(address, { targets: lead.agreed, keepCopy: lead.keepCopy });
    }
    const boxes = await boxesOf(db, fresh);
    for (const [address, to] of boxes) {
      receiving.add(address);
      if (to.length) rules.set(address, to);
    }
    if (names.size) for (const [name, owner] of await hosted(db, names)) owners.set(name, owner);
    const next = [...leads.flatMap(([, { targets }]) => targets), ...boxes.flatMap(([, to]) => to)];
    fresh = [...new Set(next)].filter((address) => !met.has(address));
    for (const address of fresh) met.add(address);
  }
  const led = [...rules].map(([address, to]) => [address, withRule(plain.get(address), to)] as const);
  return {
    ...{ plain, served, rules, forwards: new Map([...plain, ...led]) },
    hasMailbox: (address) => receiving.has(address),
    isLocal: (domain) => owners.has(domain),
    isOwn: (domain) => owners.get(domain) === customer.id,
  };
}

/** The last mailbox whose rule leads mail of a wished forward back to it; undefined where none does. */
export function ruleBack(ways: Ways, address: string, wish: Lead): string | undefined {
  const plain = new Map([...ways.plain, [address, wish]]);
  const lead = withRule(wish, ways.rules.get(address) ?? []);
  const path = cycleAt({ ...ways, forwards: new Map([...ways.forwards, [address, lead]]) }, address) ?? [];
  const steps = path.slice(1).map((to, at) => ({ from: path[at]!, to }));
  return steps.findLast(({ from, to }) => ways.rules.get(from)?.includes(to) && !plain.get(from)?.targets.includes(to))
    ?.from;
}
