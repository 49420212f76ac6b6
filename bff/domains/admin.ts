import { and, asc, eq } from 'drizzle-orm';
import { customers, memberships } from '../account/schema.ts';
import { users } from '../auth/schema.ts';
import { jobRows, jobTable } from '../jobs/outbox.ts';
import { readSettings } from '../reseller/settings.ts';
import type { Claims } from '../store/claims.ts';
import { newId } from '../store/ids.ts';
import type { LabelHandle } from '../store/labels.ts';
import { connectRecord } from './connect/store.ts';
import { isDay } from './days.ts';
import { zoneJob } from './dns.ts';
import { toAscii, toUnicode } from './rules-names.ts';
import { endingOf } from './registry/tlds.ts';
import { registryJob } from './registry/write.ts';
import { dnsRrsets, domains, isHeld } from './schema.ts';

export interface NewDomain {
  readonly customerId: string;
  /** As people write it. */
  readonly name: string;
  /** Day as `2027-03-14`. */
  readonly expiresOn: string;
  /** The label's first host. */
  readonly host?: string | undefined;
}

/**
 * What the operator's command does: a customer's domain that is registered already, with a zone on the label's
 * name servers that is empty but for how services find its Domain Connect. Rejects with `name_taken` when another label serves the name.
 */
export async function addDomain({ id: labelId, db }: LabelHandle, claims: Claims, input: NewDomain) {
  const name = toAscii(input.name);
  if (!name?.includes('.')) throw new Error(`${input.name} is no domain name`);
  if (!isDay(input.expiresOn)) throw new Error(`${input.expiresOn} is no day, like 2027-03-14`);
  const [customer] = await db.select().from(customers).where(eq(customers.id, input.customerId)).limit(1);
  if (!customer) throw new Error(`there is no customer ${input.customerId}`);
  const [there] = await db
    .select({ id: domains.id })
    .from(domains)
    .where(and(eq(domains.name, name), isHeld))
    .limit(1);
  if (there) throw new Error(`${name} is there already: ${there.id}`);
  const [owner] = await db
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.customerId, customer.id), eq(memberships.role, 'owner')))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  const id = newId('domain');
  const now = new Date();
  const { dns, connect } = await readSettings(db);
  const { nameServers } = dns;
  const connectsAt = connect.on ? (connect.host ?? input.host) : '';
  await claims.hold({ kind: 'zone', name, labelId, objectId: id });
  await db.transaction(async (tx) => {
    await tx.insert(domains).values({
      id,
      customerId: customer.id,
      name,
      unicodeName: toUnicode(name),
      tld: endingOf(name),
      state: 'active',
      expiresOn: input.expiresOn,
      nameServers: [...nameServers],
      ownNameServers: true,
      ownerName: customer.name,
      ownerEmail: owner?.email ?? '',
      // Ahead of what is served: the job makes the zone.
      zoneVersion: 1,
      wishedVersion: 1,
      createdAt: now,
    });
    if (connectsAt) {
      const { records, ...record } = connectRecord(connectsAt);
      await tx.insert(dnsRrsets).values({ domainId: id, ...record, records: [...records] });
    }
    await tx.insert(jobTable).values(
      jobRows(
        [
          { kind: zoneJob, object: id },
          { kind: registryJob, object: id, payload: { op: 'adopt' } },
        ],
        now,
      ),
    );
  });
  return { id, name };
}
