import { eq } from 'drizzle-orm';
import { users } from '../auth/schema.ts';
import { Problem } from '../http/problem.ts';
import { readable } from '../mail/rules.ts';
import type { Db } from '../store/database.ts';
import { isGuessable } from './rules-password.ts';
import { customers, memberships } from './schema.ts';

/** Whose password it is, as far as others may know him. */
export interface KnownPerson {
  readonly name: string;
  readonly address: string;
  readonly username?: string | null | undefined;
  readonly customers: readonly string[];
}

/** What of somebody is tried as his password: his label's name, and his own names and address. */
export function knownOf(label: { readonly name: string }, person?: KnownPerson): string[] {
  if (!person) return [label.name];
  const { name, address, username, customers } = person;
  return [label.name, name, address, readable(address), ...(username ? [username] : []), ...customers];
}

/** Nobody takes a password that is tried first. Called before one is hashed, as that takes a while. */
export function refuseGuessable(password: string, known: readonly string[]): void {
  if (isGuessable(password, known)) throw new Problem('invalid', { fields: { password: 'password_guessable' } });
}

/** What is known of a person by his id; undefined when there is none. */
export async function knownPerson({ db }: { readonly db: Db }, id: string): Promise<KnownPerson | undefined> {
  const rows = await db
    .select({ name: users.name, address: users.email, username: users.username, customer: customers.name })
    .from(users)
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .leftJoin(customers, eq(customers.id, memberships.customerId))
    .where(eq(users.id, id));
  const [first] = rows;
  return first && { ...first, customers: rows.flatMap(({ customer }) => customer ?? []) };
}
