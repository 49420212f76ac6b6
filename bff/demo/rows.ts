import { customers, memberships } from '../account/schema.ts';
import { accounts, users } from '../auth/schema.ts';
import { connectTemplates } from '../domains/connect/schema.ts';
import type { ConnectTemplate } from '../domains/connect/template.ts';
import type { Contact } from '../domains/contacts/input.ts';
import { contacts, registrants } from '../domains/contacts/schema.ts';
import { copyDiff } from '../domains/dns.ts';
import { redirects } from '../domains/redirects/schema.ts';
import { dnsChanges, dnsRrsets, domains } from '../domains/schema.ts';
import { defaultSettings } from '../reseller/settings.ts';
import { labelSettings } from '../reseller/schema.ts';
import type { Db } from '../store/database.ts';
import { demoTemplates } from './connect.ts';
import { fillMoves } from './moves.ts';
import { fillMail } from './mail.ts';
import { fillPlans } from './plans.ts';
import { uuidOf } from './random.ts';
import type { DemoCustomer, DemoDomain, DemoLabel } from './types.ts';

/** Rows of one statement: SQLite binds at most 32,766 values. */
const rowsAtOnce = 500;
export function* inParts<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce);
}

const named = (template: ConnectTemplate) => ({
  providerId: template.providerId,
  serviceId: template.serviceId,
  template,
});

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
  if (label.settings.connect.on)
    await tx.insert(connectTemplates).values(demoTemplates.map((template) => ({ ...named(template), addedAt: since })));
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
  for (const customer of label.customers) {
    await fillDomains(tx, customer, since);
    await fillPlans(tx, label.slug, customer, since);
    await fillMail(tx, customer, since, now);
    await fillMoves(tx, customer.domains, customer.users[0]!.name, now);
    if (customer.contact) await fillContacts(tx, customer, customer.contact, since);
  }
}

/** The profile, which all registries have already. */
async function fillContacts(tx: Db, { id, domains: list }: DemoCustomer, contact: Contact, since: Date): Promise<void> {
  const row = { id: `con_${uuidOf(`contact ${id}`)}`, customerId: id, of: id, contact, extra: {}, changedAt: since };
  await tx.insert(contacts).values(row);
  const told = { contact, extra: {} };
  const rows = list.map((domain) => ({ domainId: domain.id, told, version: 1 }));
  for (const part of inParts(rows)) await tx.insert(registrants).values(part);
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
    ownerName: customer.contact?.organisation || customer.contact?.name || customer.name,
    ownerEmail: customer.contact?.email ?? owner.email,
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
  const redirectRows = customer.domains.flatMap((domain) =>
    domain.redirects.map((redirect) => ({
      ...redirect,
      domainId: domain.id,
      keepQuery: true,
      canonical: true,
      noindex: false,
      frames: [...redirect.frames],
      before: redirect.before.map((rrset) => ({ ...rrset })),
      createdAt: since,
    })),
  );
  for (const part of inParts(redirectRows)) await tx.insert(redirects).values(part);
  const changes = customer.domains.flatMap((domain) =>
    domain.changes.map(({ diff, ...change }) => ({ ...change, domainId: domain.id, diff: diff.map(copyDiff) })),
  );
  for (const part of inParts(changes)) await tx.insert(dnsChanges).values(part);
}
