import { eq, sql } from 'drizzle-orm';
import { jobRows, putJob } from '../../jobs/outbox.ts';
import type { RegistryContact } from '../../platform/registrar/contacts.ts';
import type { RegisteredDomain } from '../../platform/registrar/port.ts';
import type { Resolver } from '../../platform/resolver/port.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import { registrants } from '../contacts/schema.ts';
import { copyDiff, zoneJob } from '../dns.ts';
import type { RRset } from '../records.ts';
import { childHosts } from '../registry/schema.ts';
import { stateIn } from '../registry/rules.ts';
import { tldOf } from '../registry/tlds.ts';
import { registryJob, wishAgain } from '../registry/write.ts';
import { diffOf } from '../rules-zone.ts';
import { dnsChanges, dnsRrsets, domains } from '../schema.ts';
import { wantVerified } from '../verification/write.ts';
import { readRRsets, type DomainRow } from '../zone.ts';
import { copyOfZone } from './copy.ts';
import type { TransferRow } from './read.ts';
import { keepHere } from './stay.ts';
import { tellHistory, tellPeople } from './write.ts';

/** What a domain brings along. */
export interface Arrival {
  readonly registered: RegisteredDomain;
  readonly registrant: RegistryContact | undefined;
  /** It is to use the label's name servers, with these records. */
  readonly zone: readonly RRset[] | undefined;
}

/**
 * What comes with a domain that is here now. The name servers are taken over only where its keys do not forbid it: signed by
 * somebody else it would be bogus with us (RFC 6781 §4.3.5).
 */
export async function arrivalOf(
  resolver: Resolver,
  db: Db,
  domain: DomainRow,
  { ours }: TransferRow,
  { registered, registrant }: Pick<Arrival, 'registered' | 'registrant'>,
): Promise<Arrival> {
  if (!ours || registered.ds.length) return { registered, registrant, zone: undefined };
  const known = await readRRsets(db, domain.id);
  return { registered, registrant, zone: known.length ? known : await copyOfZone(resolver, domain.name) };
}

/** Makes it one of ours: as the registry has it, and with the name servers that were chosen. */
export async function takeIn(tx: Db, domain: DomainRow, { registered, registrant, zone }: Arrival, at: Date) {
  const { expiresOn, registeredOn, phase, statuses, nameServers, hosts, privacy } = registered;
  const tld = tldOf(domain.tld);
  const owner = registrant && { ownerName: registrant.organisation || registrant.name, ownerEmail: registrant.email };
  await tx
    .update(domains)
    .set({
      state: stateIn[phase],
      expiresOn,
      registeredOn,
      statuses: statuses.filter((status) => status.startsWith('server') || status.startsWith('pending')),
      ...(zone ? { ownNameServers: true } : { ownNameServers: false, nameServers: [...nameServers] }),
      locked: tld.lock ? statuses.includes('clientTransferProhibited') : null,
      privacy: tld.privacy === 'choice' ? privacy : null,
      autoRenew: true,
      // Whoever had it meanwhile may have left his zone with us: the job makes it anew, with its claim.
      zoneVersion: sql`max(${domains.zoneVersion}, 1)`,
      servedVersion: 0,
      syncError: null,
      syncRetryAt: null,
      ...owner,
    })
    .where(eq(domains.id, domain.id));
  await tx.delete(childHosts).where(eq(childHosts.domainId, domain.id));
  if (hosts.length)
    await tx.insert(childHosts).values(
      hosts.map(({ name, addresses }) => ({
        id: newId('childHost'),
        domainId: domain.id,
        name,
        addresses: [...addresses],
      })),
    );
  if (registrant) await keepRegistrant(tx, domain.id, registrant);
  if (zone) await keepZone(tx, domain, zone, at);
  await wishAgain(tx, domain.id);
  for (const kind of [zoneJob, registryJob])
    for (const row of jobRows([{ kind, object: domain.id }], at)) await putJob(tx, row);
  await keepHere(tx, domain, at);
  await tellHistory(tx, domain.id, 'arrived', at);
  const [row] = await tx.select().from(domains).where(eq(domains.id, domain.id));
  await wantVerified(tx, row!, row!.ownerEmail, at);
  await tellPeople(tx, row!, 'transfer_in', at);
}

async function keepRegistrant(tx: Db, domainId: string, { extra, ...contact }: RegistryContact): Promise<void> {
  const told = { contact, extra: { ...extra } };
  await tx
    .insert(registrants)
    .values({ domainId, told })
    .onConflictDoUpdate({ target: registrants.domainId, set: { told } });
}

async function keepZone(tx: Db, { id, zoneVersion }: DomainRow, zone: readonly RRset[], at: Date): Promise<void> {
  const known = await readRRsets(tx, id);
  const version = zoneVersion + 1;
  if (!known.length && zone.length)
    await tx
      .insert(dnsRrsets)
      .values(zone.map(({ records, ...rrset }) => ({ domainId: id, ...rrset, records: [...records] })));
  const diff = known.length ? [] : diffOf([], zone).map(copyDiff);
  await tx.insert(dnsChanges).values({ id: newId('change'), domainId: id, version, at, by: '', diff });
  await tx.update(domains).set({ zoneVersion: version }).where(eq(domains.id, id));
}
