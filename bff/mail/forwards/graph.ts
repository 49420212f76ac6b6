import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { hostingLinks } from '../../domains/hosting-link/schema.ts';
import { domains } from '../../domains/schema.ts';
import type { Db } from '../../store/database.ts';
import { leadsMail } from '../plans.ts';
import { domainOfAddress } from '../rules.ts';
import { forwards, forwardTargets, mailboxes, mailDomains } from '../schema.ts';
import { catchAllOf, deepest, type AliasGraph, type Lead } from './rules-graph.ts';

/** The part of a label's forwards that touches one customer's. */
export interface OwnGraph extends AliasGraph {
  /** A domain of the customer that the server takes mail for. */
  readonly isOwn: (domain: string) => boolean;
}

/** Any number of texts, as one parameter. */
export const among = (texts: Iterable<string>) => sql`(select value from json_each(${JSON.stringify([...texts])}))`;

export interface AgreedLead extends Lead {
  /** Those of its targets that take mail from here. */
  readonly agreed: readonly string[];
}

export async function leadsWhere(db: Db, where: ReturnType<typeof and>): Promise<[string, AgreedLead][]> {
  const rows = await db
    .select({
      address: forwards.address,
      keepCopy: forwards.keepCopy,
      target: forwardTargets.address,
      confirmedAt: forwardTargets.confirmedAt,
    })
    .from(forwards)
    .innerJoin(forwardTargets, eq(forwardTargets.forwardId, forwards.id))
    .where(and(where, isNull(forwards.deletedAt)));
  const found = new Map<string, { targets: string[]; keepCopy: boolean; agreed: string[] }>();
  for (const { address, keepCopy, target, confirmedAt } of rows) {
    const lead = found.get(address) ?? { targets: [], keepCopy, agreed: [] };
    lead.targets.push(target);
    if (confirmedAt) lead.agreed.push(target);
    found.set(address, lead);
  }
  return [...found];
}

/** Which of these domains the server takes mail for, and whose they are. */
export async function hosted(db: Db, names: Iterable<string>): Promise<Map<string, string>> {
  const rows = await db
    .select({ name: domains.name, customerId: domains.customerId })
    .from(domains)
    .leftJoin(hostingLinks, and(eq(hostingLinks.domainId, domains.id), leadsMail))
    .leftJoin(mailDomains, eq(mailDomains.domainId, domains.id))
    .where(
      and(
        inArray(domains.name, among(names)),
        or(sql`${hostingLinks.domainId} is not null`, sql`${mailDomains.domainId} is not null`),
      ),
    );
  return new Map(rows.map(({ name, customerId }) => [name, customerId]));
}

/** All forwards of the customer, and of the label those that mail from his or from one with these targets goes through. */
export async function graphAround(
  db: Db,
  { customer }: Session,
  address: string,
  targets: readonly string[],
): Promise<OwnGraph> {
  const known = new Map(await leadsWhere(db, eq(forwards.customerId, customer.id)));
  const met = new Set([address, ...targets]);
  for (const [source, lead] of known) for (const each of [source, ...lead.targets]) met.add(each);
  let edge = [...met];
  for (let step = 0; edge.length && step <= deepest; step += 1) {
    const asked = new Set(edge.flatMap((each) => [each, catchAllOf(each)]).filter((each) => !known.has(each)));
    const found = await leadsWhere(db, inArray(forwards.address, among(asked)));
    for (const [source, lead] of found) known.set(source, lead);
    edge = found.flatMap(([, lead]) => lead.targets).filter((each) => !met.has(each));
    for (const each of edge) met.add(each);
  }
  const boxes = await db
    .select({ address: mailboxes.address })
    .from(mailboxes)
    .where(and(inArray(mailboxes.address, among(met)), isNull(mailboxes.deletedAt)));
  const receiving = new Set(boxes.map((box) => box.address));
  const owners = await hosted(db, new Set([...met].map(domainOfAddress)));
  return {
    forwards: known,
    hasMailbox: (each) => receiving.has(each),
    isLocal: (domain) => owners.has(domain),
    isOwn: (domain) => owners.get(domain) === customer.id,
  };
}
