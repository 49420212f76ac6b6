import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { BoundLabel } from '../../http/env.ts';
import { subscriptions } from '../../hosting/schema.ts';
import type { Denied, Refusal } from '../../policy/actions.ts';
import { reasonFor } from '../../policy/words.ts';
import type { Db } from '../../store/database.ts';
import { domains } from '../schema.ts';
import { limitsFor, readSomeRRsets, type DomainRow } from '../zone.ts';
import type { DomainHosting, Plan } from './answers.ts';
import { applyChanges } from '../rules-zone.ts';
import { changesToLink } from './rules.ts';
import { hostingLinks } from './schema.ts';

export type LinkRow = typeof hostingLinks.$inferSelect;
export type PlanRow = typeof subscriptions.$inferSelect;

export async function linkOf(db: Db, domainId: string): Promise<LinkRow | undefined> {
  const [row] = await db.select().from(hostingLinks).where(eq(hostingLinks.domainId, domainId)).limit(1);
  return row;
}

/** What the plan is called that a domain leads to. */
export async function planNameOf(db: Db, domainId: string): Promise<string | null> {
  const [row] = await db
    .select({ name: subscriptions.name })
    .from(hostingLinks)
    .innerJoin(subscriptions, eq(subscriptions.id, hostingLinks.subscriptionId))
    .where(eq(hostingLinks.domainId, domainId))
    .limit(1);
  return row?.name ?? null;
}

/** A customer's own plan; someone else's and none answer alike. */
export async function ownPlan(db: Db, { customer }: Session, id: string): Promise<PlanRow | undefined> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.id, id), eq(subscriptions.customerId, customer.id)))
    .limit(1);
  return row;
}

/** How many domains lead to a plan, and the one that its site is named after. */
export async function usedBy(db: Db, planId: string): Promise<{ domains: number; primary: string | null }> {
  const [row] = await db
    .select({
      domains: count(),
      primary: sql<string | null>`max(case when ${hostingLinks.role} = 'primary' then ${domains.unicodeName} end)`,
    })
    .from(hostingLinks)
    .innerJoin(domains, eq(domains.id, hostingLinks.domainId))
    .where(eq(hostingLinks.subscriptionId, planId));
  return { domains: row?.domains ?? 0, primary: row?.primary ?? null };
}

export async function plansOf(db: Db, { customer }: Session): Promise<Plan[]> {
  const rows = await db
    .select({
      id: subscriptions.id,
      name: subscriptions.name,
      server: subscriptions.server,
      addresses: subscriptions.addresses,
      mailHost: subscriptions.mailHost,
      maxDomains: subscriptions.maxDomains,
      domains: count(hostingLinks.domainId),
      primary: sql<string | null>`max(case when ${hostingLinks.role} = 'primary' then ${domains.unicodeName} end)`,
    })
    .from(subscriptions)
    .leftJoin(hostingLinks, eq(hostingLinks.subscriptionId, subscriptions.id))
    .leftJoin(domains, eq(domains.id, hostingLinks.domainId))
    .where(eq(subscriptions.customerId, customer.id))
    .groupBy(subscriptions.id)
    .orderBy(asc(subscriptions.name), asc(subscriptions.id));
  return rows.map((row) => ({ ...row, addresses: [...row.addresses] }));
}

const said = (session: Session): Refusal => {
  const reason = reasonFor('state_forbids', session.locale);
  return { code: 'state_forbids', ...(reason ? { reason } : {}) };
};
/** Not here yet, or not any more. */
export const hostingRefusal = ({ state }: DomainRow, session: Session): Refusal | undefined =>
  state === 'active' || state === 'expired' ? undefined : said(session);

export async function hostingOf(
  db: Db,
  label: BoundLabel,
  session: Session,
  domain: DomainRow,
): Promise<DomainHosting> {
  const link = await linkOf(db, domain.id);
  const plans = await plansOf(db, session);
  const plan = plans.find(({ id }) => id === link?.subscriptionId);
  const facts = link && (await ownPlan(db, session, link.subscriptionId));
  const refusal = hostingRefusal(domain, session);
  // What does not fit is not drawn at all: there is nothing to link twice, or to end.
  const never: Refusal = { code: 'state_forbids' };
  const why: Denied = {
    ...(link ? { 'domains.hosting.link': never } : refusal ? { 'domains.hosting.link': refusal } : {}),
    ...(link && link.state !== 'leaving'
      ? refusal
        ? { 'domains.hosting.unlink': refusal }
        : {}
      : { 'domains.hosting.unlink': never }),
  };
  const { id, name, unicodeName, zoneVersion: version, ownNameServers } = domain;
  const apex = ownNameServers ? await readSomeRRsets(db, id, ['@']) : [];
  const records =
    facts && link ? applyChanges([], changesToLink(name, [], facts, link, limitsFor(label, session).defaultTtl)) : [];
  return {
    domain: { id, name, unicodeName },
    version,
    ownNameServers,
    link:
      link && plan
        ? {
            plan,
            role: link.role,
            host: link.host,
            mail: link.mail,
            linkedAt: link.linkedAt.toISOString(),
            by: link.by,
            sync: {
              state: link.error ? 'failed' : link.state === 'ready' ? 'ready' : 'pending',
              leaving: link.state === 'leaving',
              ...(link.error ? { error: link.error } : {}),
              ...(link.retryAt ? { retryAt: link.retryAt.toISOString() } : {}),
            },
            records: records.map((rrset) => ({ ...rrset, records: [...rrset.records] })),
          }
        : null,
    plans,
    // A full stop alone takes none (RFC 7505).
    mail: apex
      .filter(({ type }) => type === 'MX')
      .flatMap(({ records: all }) => all.map((one) => one.split(' ')[1]!))
      .filter((host) => host !== '.'),
    denied: Object.fromEntries(Object.entries(why).filter(([action]) => !session.denied[action as keyof Denied])),
  };
}
