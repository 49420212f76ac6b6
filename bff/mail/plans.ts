import { and, asc, count, eq, isNotNull, isNull, ne, sql, sum } from 'drizzle-orm';
import type { Session } from '../auth/session.ts';
import { hostingLinks } from '../domains/hosting-link/schema.ts';
import { domains, isHeld } from '../domains/schema.ts';
import { subscriptions } from '../hosting/schema.ts';
import type { Db } from '../store/database.ts';
import type { MailPlan } from './answers.ts';
import { forwards, mailboxes } from './schema.ts';

/** A domain that leads its mail to a plan that has some. */
export const leadsMail = and(eq(hostingLinks.mail, true), ne(hostingLinks.state, 'leaving'), isHeld);
const hasMail = isNotNull(subscriptions.mailHost);

/** What a plan's mailboxes and forwards take of it; deleted ones take nothing. */
export async function takenOf(db: Db, planId: string): Promise<{ mailboxes: number; forwards: number; pool: number }> {
  const [boxes] = await db
    .select({ count: count(), bytes: sum(mailboxes.quota) })
    .from(mailboxes)
    .where(and(eq(mailboxes.subscriptionId, planId), isNull(mailboxes.deletedAt)));
  const [leading] = await db
    .select({ count: count() })
    .from(forwards)
    .where(and(eq(forwards.subscriptionId, planId), isNull(forwards.deletedAt)));
  return { mailboxes: boxes?.count ?? 0, pool: Number(boxes?.bytes ?? 0), forwards: leading?.count ?? 0 };
}

export interface MailPlace {
  readonly plan: typeof subscriptions.$inferSelect;
  readonly domain: { readonly id: string; readonly name: string };
}

/** A domain of the customer with the plan that its mail is on; undefined where it has none. */
export async function placeOf(db: Db, { customer }: Session, domainId: string): Promise<MailPlace | undefined> {
  const [row] = await db
    .select({ plan: subscriptions, domain: { id: domains.id, name: domains.name } })
    .from(hostingLinks)
    .innerJoin(domains, eq(domains.id, hostingLinks.domainId))
    .innerJoin(subscriptions, eq(subscriptions.id, hostingLinks.subscriptionId))
    .where(
      and(
        eq(domains.id, domainId),
        eq(domains.customerId, customer.id),
        eq(subscriptions.customerId, customer.id),
        leadsMail,
        hasMail,
      ),
    )
    .limit(1);
  return row;
}

/** The customer's plans that have mail, with what is left of each and the domains that lead to it. */
export async function mailPlans(db: Db, { customer }: Session): Promise<MailPlan[]> {
  const boxes = db
    .select({
      plan: mailboxes.subscriptionId,
      many: count().as('many'),
      bytes: sql<number>`sum(${mailboxes.quota})`.as('bytes'),
    })
    .from(mailboxes)
    .where(and(eq(mailboxes.customerId, customer.id), isNull(mailboxes.deletedAt)))
    .groupBy(mailboxes.subscriptionId)
    .as('boxes');
  const leading = db
    .select({ plan: forwards.subscriptionId, many: count().as('forwards') })
    .from(forwards)
    .where(and(eq(forwards.customerId, customer.id), isNull(forwards.deletedAt)))
    .groupBy(forwards.subscriptionId)
    .as('leading');
  const plans = await db
    .select({ plan: subscriptions, boxes: boxes.many, bytes: boxes.bytes, forwards: leading.many })
    .from(subscriptions)
    .leftJoin(boxes, eq(boxes.plan, subscriptions.id))
    .leftJoin(leading, eq(leading.plan, subscriptions.id))
    .where(and(eq(subscriptions.customerId, customer.id), hasMail))
    .orderBy(asc(subscriptions.name), asc(subscriptions.id));
  if (!plans.length) return [];
  const linked = await db
    .select({ plan: hostingLinks.subscriptionId, id: domains.id, name: domains.name, unicodeName: domains.unicodeName })
    .from(hostingLinks)
    .innerJoin(domains, eq(domains.id, hostingLinks.domainId))
    .where(and(eq(domains.customerId, customer.id), leadsMail))
    .orderBy(asc(domains.name));
  return plans.map(({ plan, boxes: many, bytes, forwards: leads }) => ({
    id: plan.id,
    name: plan.name,
    mailboxes: { used: many ?? 0, max: plan.maxMailboxes },
    forwards: { used: leads ?? 0, max: plan.maxForwards },
    pool: { used: Number(bytes ?? 0), max: plan.mailPool },
    domains: linked
      .filter((domain) => domain.plan === plan.id)
      .map(({ id, name, unicodeName }) => ({ id, name, unicodeName })),
  }));
}
