import { and, eq, inArray, sql } from 'drizzle-orm';
import type { NewJob } from '../../jobs/outbox.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import type { Told } from '../contacts/plan.ts';
import { registrants } from '../contacts/schema.ts';
import { tookRegistrant } from '../contacts/took.ts';
import { contactJob } from '../contacts/write.ts';
import { zoneCheckJob } from '../dns.ts';
import type { RRsetDiff } from '../records.ts';
import { checkChanges, invertDiff, standardLimits } from '../rules.ts';
import { childHosts, domainEvents } from '../registry/schema.ts';
import { registryJob, wishAgain } from '../registry/write.ts';
import { dnsChanges, domains } from '../schema.ts';
import { readRRsets, writeRRsets, type DomainRow } from '../zone.ts';
import { forget } from './keep.ts';
import { driftRules, hostsIn, isOn, registrantIn, takenRecord, type Drift, type Side, type Value } from './rules.ts';

/** Puts records of ours where the name server has others. */
export const putRecordsJob = 'domains.drift.put';
export interface PutRecords {
  /** Each as its name and type, as `www A`. */
  readonly rrsets: readonly string[];
}

/** Who settles it: a person, or nobody where a rule does. */
export interface By {
  readonly at: Date;
  readonly userId: string | null;
  readonly by: string;
}

/** Whether the records among them may stand together in the zone, as records of a customer may. */
export async function fits(
  tx: Db,
  domain: DomainRow,
  nameServers: readonly string[],
  found: readonly Drift[],
): Promise<boolean> {
  const diff = found.filter(({ kind }) => kind === 'record').map(takenRecord);
  if (!diff.length) return true;
  const { errors } = checkChanges({
    ...{ zone: domain.name, nameServers, rrsets: await readRRsets(tx, domain.id) },
    changes: invertDiff(diff.map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before }))),
    // A TTL that an operator set by hand is his.
    limits: { ...standardLimits, minTtl: 0, maxTtl: 2_147_483_647 },
  });
  return !Object.keys(errors).length;
}

interface Settling {
  readonly domain: DomainRow;
  /** The label's own name servers. */
  readonly labelNameServers: readonly string[];
  readonly by: By;
}

/** Settles differences of one domain, all to one side: writes what is taken, and answers the jobs that carry out the rest. */
export async function settleDrifts(
  tx: Db,
  { domain, labelNameServers, by }: Settling,
  found: readonly Drift[],
  side: Side,
): Promise<NewJob[]> {
  if (!found.length) return [];
  const jobs: NewJob[] = [];
  const records = found.filter(({ kind }) => kind === 'record');
  if (side === 'ours') {
    const registrant = found.find(({ kind }) => kind === 'registrant');
    if (registrant && (await wishRegistrant(tx, domain.id, registrant)))
      jobs.push({ kind: contactJob, object: domain.id });
    if (found.some(({ kind }) => kind !== 'registrant' && driftRules[kind].where === 'registry')) {
      await wishAgain(tx, domain.id, []);
      jobs.push({ kind: registryJob, object: domain.id });
    }
    if (found.some(({ kind }) => kind === 'zone')) jobs.push({ kind: zoneCheckJob, object: domain.id });
    else if (records.length)
      jobs.push({
        kind: putRecordsJob,
        object: domain.id,
        payload: { rrsets: records.map(({ subject }) => subject) } satisfies PutRecords,
      });
  } else {
    await takeRegistration(tx, domain, found, labelNameServers);
    const registrant = found.find(({ kind }) => kind === 'registrant');
    if (registrant?.theirs) await takeRegistrant(tx, domain, registrant.theirs, by.at);
    if (records.length) await takeRecords(tx, domain, records.map(takenRecord), by);
  }
  await forget(tx, domain.id, found);
  for (const { kind, subject } of found.filter((one) => side === 'ours' || one.kind !== 'record'))
    await tx.insert(domainEvents).values({
      id: newId('event'),
      domainId: domain.id,
      ...{ at: by.at, userId: by.userId, by: by.by },
      event: { kind: 'drift', what: kind, subject, side },
    });
  return jobs;
}

async function takeRegistration(
  tx: Db,
  { id }: DomainRow,
  found: readonly Drift[],
  labelNameServers: readonly string[],
): Promise<void> {
  const values: Partial<typeof domains.$inferInsert> = {};
  for (const { kind, theirs } of found) {
    if (!theirs) continue;
    if (kind === 'expiry') values.expiresOn = theirs.values[0]!;
    if (kind === 'state') values.state = theirs.values[0] as DomainRow['state'];
    if (kind === 'statuses') values.statuses = [...theirs.values] as DomainRow['statuses'];
    if (kind === 'lock') values.locked = isOn(theirs);
    if (kind === 'privacy') values.privacy = isOn(theirs);
    if (kind === 'name_servers') {
      values.nameServers = [...theirs.values];
      values.ownNameServers = theirs.values.join() === labelNameServers.toSorted().join();
    }
    if (kind === 'hosts') {
      await tx.delete(childHosts).where(eq(childHosts.domainId, id));
      for (const { name, addresses } of hostsIn(theirs))
        await tx.insert(childHosts).values({ id: newId('childHost'), domainId: id, name, addresses });
    }
  }
  if (Object.keys(values).length) await tx.update(domains).set(values).where(eq(domains.id, id));
}

const isReady = inArray(registrants.state, ['ready', 'refused']);

/** The registry shall have the registrant again whom it was told last. */
async function wishRegistrant(tx: Db, domainId: string, { ours }: Drift): Promise<boolean> {
  const here = and(eq(registrants.domainId, domainId), isReady);
  const [row] = await tx.select({ told: registrants.told }).from(registrants).where(here);
  if (!row?.told || !ours) return false;
  const { contact, extra } = row.told;
  await tx
    .update(registrants)
    .set({
      next: { contact: { ...registrantIn(ours), ...contact } as Told['contact'], extra },
      state: 'pending',
      code: null,
      version: sql`${registrants.version} + 1`,
    })
    .where(here);
  return true;
}

async function takeRegistrant(tx: Db, domain: DomainRow, theirs: Value, at: Date): Promise<void> {
  const here = and(eq(registrants.domainId, domain.id), isReady);
  const [row] = await tx.select({ told: registrants.told }).from(registrants).where(here);
  if (!row?.told) return;
  const before = row.told.contact;
  const after = { ...before, ...registrantIn(theirs) } as Told['contact'];
  await tx
    .update(registrants)
    .set({
      told: { ...row.told, contact: after },
      state: 'ready',
      code: null,
      version: sql`${registrants.version} + 1`,
    })
    .where(here);
  await tookRegistrant(tx, domain, { before, after }, at);
}

/** A change set that the name server has already: in the history it is one like any other, and can be undone. */
async function takeRecords(tx: Db, { id, zoneVersion }: DomainRow, diff: RRsetDiff[], by: By): Promise<void> {
  const version = zoneVersion + 1;
  await writeRRsets(tx, id, diff);
  await tx.insert(dnsChanges).values({ id: newId('change'), domainId: id, version, ...by, diff });
  await tx
    .update(domains)
    // What is still to be published before it keeps its turn.
    .set({
      zoneVersion: version,
      servedVersion: sql`case when ${domains.servedVersion} = ${zoneVersion} then ${version} else ${domains.servedVersion} end`,
    })
    .where(eq(domains.id, id));
}
