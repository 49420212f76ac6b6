import { customers, memberships } from '../account/schema.ts';
import { accounts, users } from '../auth/schema.ts';
import { copyDiff } from '../domains/dns.ts';
import { dnsChanges, dnsRrsets, domains } from '../domains/schema.ts';
import { defaultSettings } from '../reseller/settings.ts';
import { labelSettings } from '../reseller/schema.ts';
import type { Db } from '../store/database.ts';
import { uuidOf } from './random.ts';
import type { DemoCustomer, DemoDomain, DemoLabel } from './types.ts';

/** Rows of one statement: SQLite binds at most 32,766 values. */
const rowsAtOnce = 500;
export function* inParts<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce);
}

/** Writes all of a label into its empty database. `hashes` maps passwords to what is stored of them. */
export async function fillLabel(
  tx: Db,
  label: DemoLabel,
  hashes: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - 700 * 86_400_000);
  const stamps = { createdAt: since, updatedAt: since };
  for (const [section, value] of Object.entries(label.settings))
    if (JSON.stringify(value) !== JSON.stringify(defaultSettings[section as keyof typeof defaultSettings]))
      await tx.insert(labelSettings).values({ section, value });
  const people = label.customers.flatMap((customer) => customer.users);
  await tx.insert(customers).values(
    label.customers.map(({ id, name, externalId, manageable }) => ({
      id,
      name,
      externalId,
      manageable,
      createdAt: since,
    })),
  );
  await tx.insert(users).values(
    people.map(({ id, name, email, username, locale }) => ({
      id,
      name,
      email,
      username,
      displayUsername: username,
      locale,
      emailVerified: true,
      ...stamps,
    })),
  );
  await tx.insert(accounts).values(
    people.map(({ id, password }) => ({
      id: `usr_${uuidOf(`account ${id}`)}`,
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: hashes.get(password)!,
      ...stamps,
    })),
  );
  await tx
    .insert(memberships)
    .values(
      label.customers.flatMap((customer) =>
        customer.users.map(({ id, role }) => ({ customerId: customer.id, userId: id, role, createdAt: since })),
      ),
    );
  for (const customer of label.customers) await fillDomains(tx, customer, since);
}

const versionOf = ({ changes, rrsets }: DemoDomain): number => changes.at(-1)?.version ?? (rrsets.length > 0 ? 1 : 0);

async function fillDomains(tx: Db, customer: DemoCustomer, since: Date): Promise<void> {
  const owner = customer.users[0]!;
  const rows = customer.domains.map((domain) => ({
    id: domain.id,
    customerId: customer.id,
    name: domain.name,
    unicodeName: domain.unicodeName,
    tld: domain.tld,
    state: domain.state,
    registeredOn: domain.registeredOn,
    expiresOn: domain.expiresOn,
    autoRenew: domain.autoRenew,
    renewalAmount: domain.renewalAmount,
    renewalCurrency: 'EUR',
    nameServers: [...domain.nameServers],
    ownNameServers: domain.ownNameServers,
    locked: domain.locked,
    ownerName: customer.name,
    ownerEmail: owner.email,
    zoneVersion: versionOf(domain),
    servedVersion: versionOf(domain),
    createdAt: since,
  }));
  for (const part of inParts(rows)) await tx.insert(domains).values(part);
  const rrsets = customer.domains.flatMap((domain) =>
    domain.rrsets.map(({ name, type, ttl, records }) => ({
      domainId: domain.id,
      name,
      type,
      ttl,
      records: [...records],
    })),
  );
  for (const part of inParts(rrsets)) await tx.insert(dnsRrsets).values(part);
  const changes = customer.domains.flatMap((domain) =>
    domain.changes.map(({ diff, ...change }) => ({ ...change, domainId: domain.id, diff: diff.map(copyDiff) })),
  );
  for (const part of inParts(changes)) await tx.insert(dnsChanges).values(part);
}
