import { and, asc, eq, gt, ne } from 'drizzle-orm';
import { customers } from '../../account/schema.ts';
import type { Session } from '../../auth/session.ts';
import type { Action, Denied, Refusal } from '../../policy/actions.ts';
import type { Db } from '../../store/database.ts';
import { linkOf } from '../hosting-link/read.ts';
import { registryWords } from '../messages.ts';
import { registryRefusals } from '../registry/capability.ts';
import { domains } from '../schema.ts';
import { openMove } from '../transfers/read.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import type { Offers, Push } from './answers.ts';
import { pushes } from './schema.ts';
import { pushWords } from './words.ts';

export type PushRow = typeof pushes.$inferSelect;

const open = (now: Date) => and(eq(pushes.state, 'open'), gt(pushes.expiresAt, now));

export async function openOffer(db: Db, domainId: string, now: Date): Promise<PushRow | undefined> {
  const [row] = await db
    .select()
    .from(pushes)
    .where(and(eq(pushes.domainId, domainId), open(now)))
    .limit(1);
  return row;
}

/** Why a domain cannot go to another customer now. */
export async function pushRefusal(db: Db, domain: DomainRow, session: Session): Promise<Refusal | undefined> {
  if (await linkOf(db, domain.id)) return { code: 'state_forbids', reason: pushWords(session.locale).linked };
  if (await openMove(db, domain.id, false))
    return { code: 'state_forbids', reason: registryWords(session.locale).registryMoves };
  return registryRefusals['domains.nameservers.edit'](domain, session);
}

/** A domain of the customer's, with what stands against giving it away. */
export interface Giving {
  readonly domain: DomainRow;
  readonly refusal: Refusal | undefined;
}
export async function giving(db: Db, session: Session, id: string): Promise<Giving | undefined> {
  const domain = await ownDomain(db, session, id);
  return domain && { domain, refusal: await pushRefusal(db, domain, session) };
}

export async function pushOf(db: Db, session: Session, domain: DomainRow, now: Date): Promise<Push> {
  const offer = await openOffer(db, domain.id, now);
  const refusal = await pushRefusal(db, domain, session);
  // What does not fit is not drawn: it is offered already, or to nobody.
  const never: Refusal = { code: 'state_forbids' };
  const why: Partial<Record<Action, Refusal | undefined>> = {
    'domains.domain.push': offer ? never : refusal,
    'domains.push.cancel': offer ? undefined : never,
  };
  const { id, name, unicodeName } = domain;
  return {
    domain: { id, name, unicodeName },
    offer: offer
      ? {
          email: offer.email,
          by: offer.by,
          createdAt: offer.createdAt.toISOString(),
          expiresAt: offer.expiresAt.toISOString(),
        }
      : null,
    denied: Object.fromEntries(
      (Object.entries(why) as [Action, Refusal | undefined][]).filter(
        ([action, refused]) => refused && !session.denied[action],
      ),
    ) as Denied,
  };
}

/** An open offer to this very person, from another customer. */
export async function ownOffer(db: Db, session: Session, id: string): Promise<PushRow | undefined> {
  const [row] = await db
    .select()
    .from(pushes)
    .where(
      and(
        eq(pushes.id, id),
        eq(pushes.email, session.user.email.toLowerCase()),
        ne(pushes.fromId, session.customer.id),
        eq(pushes.state, 'open'),
      ),
    )
    .limit(1);
  return row;
}

export async function offersTo(db: Db, session: Session, now: Date): Promise<Offers> {
  const rows = await db
    .select({
      id: pushes.id,
      name: domains.name,
      unicodeName: domains.unicodeName,
      from: customers.name,
      expiresOn: domains.expiresOn,
      expiresAt: pushes.expiresAt,
    })
    .from(pushes)
    .innerJoin(domains, and(eq(domains.id, pushes.domainId), eq(domains.customerId, pushes.fromId)))
    .innerJoin(customers, eq(customers.id, pushes.fromId))
    .where(and(eq(pushes.email, session.user.email.toLowerCase()), ne(pushes.fromId, session.customer.id), open(now)))
    .orderBy(asc(domains.name))
    .limit(100);
  return { items: rows.map((row) => ({ ...row, expiresAt: row.expiresAt.toISOString() })), denied: {} };
}
