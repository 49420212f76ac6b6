import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import { customers, memberships } from '../../account/schema.ts';
import { users } from '../../auth/schema.ts';
import type { Session } from '../../auth/session.ts';
import { sha256 } from '../../store/hash.ts';
import type { Db } from '../../store/database.ts';
import { registryRefusals } from '../registry/capability.ts';
import { tldOf } from '../registry/tlds.ts';
import { domains } from '../schema.ts';
import type { DomainRow } from '../zone.ts';
import type { DomainContact, Plan, Profile, ShownContact } from './answers.ts';
import { planChange, type Planned, type Told, type Wished } from './plan.ts';
import { contacts, registrants } from './schema.ts';
import { tldForms } from './tld-forms.ts';

export type RegistrantRow = typeof registrants.$inferSelect;
export type ContactRow = typeof contacts.$inferSelect;

export interface Held {
  readonly domain: DomainRow;
  readonly registrant: RegistrantRow | null;
  /** The contact that the domain has of its own. */
  readonly own: ContactRow | null;
}

export async function contactOf(db: Db, of: string): Promise<ContactRow | undefined> {
  const [row] = await db.select().from(contacts).where(eq(contacts.of, of)).limit(1);
  return row;
}

const held = (db: Db) =>
  db
    .select({ domain: domains, registrant: registrants, own: contacts })
    .from(domains)
    .leftJoin(registrants, eq(registrants.domainId, domains.id))
    .leftJoin(contacts, eq(contacts.of, domains.id));

/** All domains of a customer that somebody has or shall have; none for a session that may not see domains. */
export const heldBy = async (db: Db, { customer, deniedTabs }: Session): Promise<Held[]> =>
  deniedTabs.domains
    ? []
    : held(db)
        .where(
          and(eq(domains.customerId, customer.id), notInArray(domains.state, ['released', 'transferred', 'failed'])),
        )
        .orderBy(asc(domains.name));

export async function heldOf(db: Db, domainId: string): Promise<Held | undefined> {
  const [row] = await held(db).where(eq(domains.id, domainId)).limit(1);
  return row;
}
export const heldIn = (db: Db, changeId: string): Promise<Held[]> =>
  held(db).where(eq(registrants.changeId, changeId)).orderBy(asc(domains.name));

/** What the registry knows; of a domain that came to us from elsewhere, its owner alone. */
export const toldOf = ({ domain, registrant }: Held): Told =>
  registrant?.told ?? { contact: { name: domain.ownerName, email: domain.ownerEmail }, extra: {} };

/** Before it was saved once: what is known of the customer anyway. */
export async function shownProfile(db: Db, session: Session, row: ContactRow | undefined): Promise<ShownContact> {
  if (row) return { ...row.contact };
  const [customer] = await db.select().from(customers).where(eq(customers.id, session.customer.id)).limit(1);
  const [owner] = await db
    .select({ name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.customerId, session.customer.id), inArray(memberships.role, ['owner'])))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  const { name, email } = owner ?? session.user;
  const organisation = customer && customer.name !== name ? customer.name : '';
  const empty = { street: '', postalCode: '', city: '', state: '', country: '', phone: '', vat: '' };
  return { kind: organisation ? 'company' : 'person', name, organisation, ...empty, email, language: session.locale };
}

const isAtRegistry = ({ state }: DomainRow): boolean => state === 'active' || state === 'expired';

function syncOf({ domain, registrant }: Held, session: Session): DomainContact['sync'] {
  const { state = 'ready', code, retryAt } = registrant ?? {};
  const reason =
    code === 'state_forbids' ? registryRefusals['domains.contact.edit'](domain, session)?.reason : undefined;
  return {
    state,
    ...(code ? { code } : {}),
    ...(reason ? { reason } : {}),
    ...(retryAt ? { retryAt: retryAt.toISOString() } : {}),
  };
}

const aboutOf = ({ domain }: Held) => ({ id: domain.id, name: domain.unicodeName, tld: domain.tld });
const formsOf = (tlds: readonly string[]): Profile['forms'] =>
  Object.fromEntries(
    [...new Set(tlds)].toSorted().flatMap((tld) => {
      const fields = tldForms[tld] ?? [];
      return fields.length
        ? [
            [
              tld,
              fields.map(({ key, type, codes, required, when }) => ({
                key,
                type,
                required,
                ...(codes ? { codes: [...codes] } : {}),
                ...(when ? { when: structuredClone(when) as object } : {}),
              })),
            ],
          ]
        : [];
    }),
  );

export async function profileOf(db: Db, session: Session): Promise<Profile> {
  const row = await contactOf(db, session.customer.id);
  const all = await heldBy(db, session);
  return {
    version: row?.version ?? 0,
    contact: await shownProfile(db, session, row),
    extra: row?.extra ?? {},
    forms: formsOf(all.filter(({ own }) => !own).map(({ domain }) => domain.tld)),
    domains: all
      .filter(({ domain, registrant }) => isAtRegistry(domain) || (registrant && registrant.state !== 'ready'))
      .map((one) => ({ ...aboutOf(one), own: one.own !== null, ...syncOf(one, session) })),
  };
}

export async function domainContactOf(db: Db, session: Session, domain: DomainRow): Promise<DomainContact> {
  const one = (await heldOf(db, domain.id))!;
  const profile = await contactOf(db, session.customer.id);
  const told = one.registrant?.told?.contact;
  return {
    domain: aboutOf(one),
    own: one.own !== null,
    contact: one.own ? { ...one.own.contact } : await shownProfile(db, session, profile),
    extra: (one.own ?? profile)?.extra ?? {},
    forms: formsOf([domain.tld]),
    hasProfile: profile !== undefined,
    ...(told
      ? { registered: { name: told.name ?? '', organisation: told.organisation ?? '', email: told.email ?? '' } }
      : {}),
    sync: syncOf(one, session),
  };
}

export interface Item {
  readonly held: Held;
  readonly planned: Planned;
}

/** What saving does to each of these domains. */
export const planFor = (all: readonly Held[], wished: Wished, session: Session): Item[] =>
  all.map((one) => ({
    held: one,
    planned: planChange(
      one.domain.tld,
      toldOf(one),
      wished,
      () => session.denied['domains.contact.edit'] ?? registryRefusals['domains.contact.edit'](one.domain, session),
    ),
  }));

/** Addresses that a change must be agreed to from: that of who had it, and of who shall. */
export const askedFor = (items: readonly Item[]): string[] => [
  ...new Set(
    items
      .filter(({ planned }) => planned.state === 'confirm')
      .flatMap(({ held: one, planned }) => [toldOf(one).contact.email ?? '', planned.next.contact.email ?? ''])
      .filter(Boolean)
      .map((email) => email.toLowerCase()),
  ),
];

export async function shownPlan(items: readonly Item[]): Promise<Plan> {
  const shown = items.map(({ held: one, planned }) => {
    const { next: _next, fields, missing, ...rest } = planned;
    return { ...aboutOf(one), ...rest, fields: [...fields], ...(missing ? { missing: [...missing] } : {}) };
  });
  const asked = askedFor(items);
  const text = JSON.stringify([asked, items.map(({ held: one, planned }) => [one.domain.id, planned])]);
  const waiting = items.filter(({ planned }) => planned.state === 'confirm');
  const stayDays = Math.max(0, ...waiting.map(({ held: one }) => tldOf(one.domain.tld).stayDays));
  return { seen: (await sha256(text)).slice(0, 32), items: shown, asked, stayDays };
}
