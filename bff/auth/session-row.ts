import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Role } from '../account/answers.ts';
import { customers, memberships } from '../account/schema.ts';
import { goodThen } from '../store/clock.ts';
import { prepared } from '../store/prepared.ts';
import { embedSessions, sessions, users } from './schema.ts';

const person = {
  userId: users.id,
  userName: users.name,
  email: users.email,
  username: users.username,
  userLocale: users.locale,
  customerId: customers.id,
  customerName: customers.name,
  manageable: customers.manageable,
  domainsVersion: customers.domainsVersion,
  role: memberships.role,
};
/** What `signInRow` answers as text, but for its `updatedAt`. */
export interface Person {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly username: string | null;
  readonly userLocale: string | null;
  readonly customerId: string;
  readonly customerName: string;
  readonly manageable: 0 | 1;
  readonly domainsVersion: string;
  readonly role: Role;
}

// It stands before every request: one text of JSON from SQLite takes half as long as fifteen cells and their columns.
const asText = (columns: Readonly<Record<string, SQLiteColumn | SQL>>) => {
  const cells = Object.entries(columns).flatMap(([name, column]) => [sql.raw(`'${name}'`), sql`${column}`]);
  return { text: sql<string>`json_object(${sql.join(cells, sql`, `)})` };
};

export const signInRow = prepared((db) =>
  db
    .select(asText({ ...person, id: sessions.id, updatedAt: sessions.updatedAt }))
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.customerId, sessions.customerId)))
    .innerJoin(customers, eq(customers.id, memberships.customerId))
    .where(and(eq(sessions.token, sql.placeholder('token')), goodThen(sessions.expiresAt)))
    .limit(1)
    .prepare(),
);

/** Without a session: what he asked for is still being done. */
export const personRow = prepared((db) =>
  db
    .select(asText(person))
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(customers, eq(customers.id, memberships.customerId))
    .where(
      and(eq(memberships.userId, sql.placeholder('user')), eq(memberships.customerId, sql.placeholder('customer'))),
    )
    .limit(1)
    .prepare(),
);

export const embedRow = prepared((db) =>
  db
    .select(
      asText({
        ...person,
        id: embedSessions.id,
        origin: embedSessions.origin,
        scope: sql`json(${embedSessions.scope})`,
        locale: embedSessions.locale,
        keyId: embedSessions.keyId,
      }),
    )
    .from(embedSessions)
    .innerJoin(users, eq(users.id, embedSessions.userId))
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.customerId, embedSessions.customerId)))
    .innerJoin(customers, eq(customers.id, memberships.customerId))
    .where(
      and(
        eq(embedSessions.tokenHash, sql.placeholder('hash')),
        goodThen(embedSessions.tokenExpiresAt),
        isNull(embedSessions.revokedAt),
      ),
    )
    .limit(1)
    .prepare(),
);
/** What `embedRow` answers as text. */
export interface Embedded extends Person {
  readonly origin: string;
  readonly scope: readonly string[];
  readonly locale: string | null;
  readonly keyId: string | null;
}
