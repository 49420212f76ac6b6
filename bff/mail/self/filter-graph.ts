import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { Db } from '../../store/database.ts';
import { graphAround, type OwnGraph } from '../forwards/graph.ts';
import { deepest, type Lead } from '../forwards/rules-graph.ts';
import { mailboxes } from '../schema.ts';
import type { FilterRule } from './filter-input.ts';
import { mailFilters } from './schema.ts';

const ledBy = (rules: readonly FilterRule[]): string[] =>
  rules
    .filter(({ on }) => on)
    .flatMap(({ steps }) => steps.flatMap((step) => (step.do === 'forward' ? [step.target] : [])));

/** Of these addresses the mailboxes whose rules send on, and where to. */
async function rulesOf(db: Db, addresses: Iterable<string>): Promise<[string, string[]][]> {
  const asked = JSON.stringify([...addresses]);
  const rows = await db
    .select({ address: mailboxes.address, rules: mailFilters.rules })
    .from(mailboxes)
    .innerJoin(mailFilters, eq(mailFilters.mailboxId, mailboxes.id))
    .where(and(inArray(mailboxes.address, sql`(select value from json_each(${asked}))`), isNull(mailboxes.deletedAt)));
  return rows.map(({ address, rules }) => [address, ledBy(rules)]);
}

/** What a mailbox of a forward sends on by its rules; of one that keeps no copy nothing arrives that they could. */
function withRule(lead: Lead | undefined, targets: readonly string[]): Lead {
  if (!lead) return { targets, keepCopy: true };
  return lead.keepCopy ? { ...lead, targets: [...lead.targets, ...targets] } : lead;
}

/** The forwards around a mailbox and where it is to send on, with the rules of other mailboxes as if they were forwards. */
export async function graphWithRules(
  db: Db,
  session: Session,
  own: string,
  targets: readonly string[],
): Promise<OwnGraph> {
  const rules = new Map<string, readonly string[]>();
  const asked = new Set([own]);
  const ends = new Set(targets);
  let graph = await graphAround(db, session, own, targets);
  for (let step = 0; step < deepest; step += 1) {
    const met = new Set([...ends, ...[...graph.forwards.values()].flatMap((lead) => lead.targets)]);
    const fresh = [...met].filter((address) => !asked.has(address));
    for (const address of fresh) asked.add(address);
    const found = fresh.length ? await rulesOf(db, fresh) : [];
    const further = found.flatMap(([, to]) => to).filter((address) => !ends.has(address));
    for (const [address, to] of found) if (to.length) rules.set(address, to);
    if (!further.length) break;
    for (const address of further) ends.add(address);
    graph = await graphAround(db, session, own, [...ends]);
  }
  const led = [...rules].map(([address, to]) => [address, withRule(graph.forwards.get(address), to)] as const);
  return { ...graph, forwards: new Map([...graph.forwards, ...led]) };
}
