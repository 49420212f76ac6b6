import { asc, eq } from 'drizzle-orm';
import { accounts, users } from '../auth/schema.ts';
import type { Db } from '../store/database.ts';
import { newId } from '../store/ids.ts';
import type { Role } from './answers.ts';
import { customers, memberships } from './schema.ts';

/** What the operator's commands do to accounts; customers themselves go through the gate. */
export async function addCustomer(
  db: Db,
  input: { name: string; externalId?: string | undefined },
): Promise<{ id: string }> {
  const id = newId('customer');
  await db
    .insert(customers)
    .values({ id, name: input.name, externalId: input.externalId ?? null, createdAt: new Date() });
  return { id };
}

export interface NewUser {
  readonly customerId: string;
  readonly name: string;
  readonly email: string;
  readonly username?: string | undefined;
  readonly role: Role;
  readonly passwordHash: string;
}

export async function addUser(db: Db, input: NewUser): Promise<{ id: string }> {
  const id = newId('user');
  const now = new Date();
  const stamps = { createdAt: now, updatedAt: now };
  await db.transaction(async (tx) => {
    await tx.insert(users).values({
      id,
      name: input.name,
      email: input.email.toLowerCase(),
      username: input.username?.toLowerCase() ?? null,
      displayUsername: input.username ?? null,
      emailVerified: true,
      ...stamps,
    });
    await tx.insert(accounts).values({
      id: newId('user'),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: input.passwordHash,
      ...stamps,
    });
    await tx.insert(memberships).values({ customerId: input.customerId, userId: id, role: input.role, createdAt: now });
  });
  return { id };
}

export const listCustomers = (db: Db) =>
  db
    .select({ id: customers.id, name: customers.name, externalId: customers.externalId })
    .from(customers)
    .orderBy(asc(customers.name));

export const listUsers = (db: Db) =>
  db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      username: users.username,
      customer: customers.name,
      role: memberships.role,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(customers, eq(customers.id, memberships.customerId))
    .orderBy(asc(customers.name), asc(users.name));
