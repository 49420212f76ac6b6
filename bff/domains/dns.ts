import { eq, sql } from 'drizzle-orm';
import type { Session } from '../auth/session.ts';
import type { BoundLabel } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import { hurry } from '../jobs/queue.ts';
import { action, nothing, refused, type Act } from '../policy/action.ts';
import type { Db } from '../store/database.ts';
import { newId } from '../store/ids.ts';
import { inserting, prepared } from '../store/prepared.ts';
import type { Preview, ZoneAnswer } from './answers.ts';
import { zoneRefusal } from './capability.ts';
import { changeSet, rollback, type Change, type ChangeSet } from './input.ts';
import { changedSince } from './messages.ts';
import { rrsetKey, type RRset, type RRsetDiff } from './records.ts';
import { applyChanges, checkChanges, invertDiff, sameRRset } from './rules.ts';
import { dnsChanges, domains } from './schema.ts';
import { limitsFor, ownDomain, readRRsets, readSomeRRsets, writeRRsets, zoneAnswer, type DomainRow } from './zone.ts';

export const zoneJob = 'domains.zone.publish';
/** Makes sure that the name server has the zone as it is, after a publication whose end was in doubt. */
export const zoneCheckJob = 'domains.zone.check';

/** Publishes a change set: the whole zone is judged as it would be, then all of it is written or nothing. */
export const publishChanges = action({
  name: 'domains.dns.edit',
  input: changeSet,
  target: ownDomain,
  capability: zoneRefusal,
  run: async (act: Act<DomainRow>, { version, changes }): Promise<ZoneAnswer> => {
    await refuseStale(act, version);
    return write(act, await judge(act.tx, act.label, act.session, act.target, changes));
  },
});

/** Publishes what waits for its next try at once: the customer pressed "Try again". */
export const retryPublication = action({
  name: 'domains.dns.edit',
  input: nothing,
  target: ownDomain,
  capability: zoneRefusal,
  run: async ({ tx, now, target, label, session, enqueue }: Act<DomainRow>): Promise<ZoneAnswer> => {
    const publication = { kind: zoneJob, object: target.id };
    const waiting = await hurry(tx, publication, now);
    // Its job was given up, or held after a restore.
    if (!waiting && target.servedVersion < target.zoneVersion) enqueue(publication);
    return zoneAnswer(tx, label, session, target);
  },
});

/** Undoes one change set, as long as nothing that it touched was changed since. */
export const undoChanges = action({
  name: 'domains.dns.rollback',
  input: rollback,
  target: async (db, session, id) => {
    const [entry] = await db.select().from(dnsChanges).where(eq(dnsChanges.id, id)).limit(1);
    const domain = entry && (await ownDomain(db, session, entry.domainId));
    return domain && entry && { domain, entry };
  },
  capability: ({ domain }, session) => zoneRefusal(domain, session),
  run: async (act, { version }): Promise<ZoneAnswer> => {
    const { domain, entry } = act.target;
    const onDomain = { ...act, target: domain };
    await refuseStale(onDomain, version);
    const names = [...new Set(entry.diff.map(({ name }) => name))];
    const now = new Map((await readSomeRRsets(act.tx, domain.id, names)).map((rrset) => [rrsetKey(rrset), rrset]));
    if (entry.diff.some((line) => !unchangedSince(line.after, now.get(rrsetKey(line)))))
      throw refused(
        { code: 'state_forbids', reason: changedSince(act.session.locale) },
        act.session,
        'domains.dns.rollback',
      );
    const judged = await judge(act.tx, act.label, act.session, domain, invertDiff(entry.diff) as Change[]);
    return write(onDomain, judged, { undoes: entry.id });
  },
});

const unchangedSince = (then: RRset | undefined, now: RRset | undefined): boolean =>
  then === undefined || now === undefined ? then === now : sameRRset(then, now);

/** What a change set would do; nothing is written. */
export async function previewChanges(
  label: BoundLabel,
  session: Session,
  domain: DomainRow,
  { version, changes }: ChangeSet,
): Promise<Preview> {
  if (version !== domain.zoneVersion) throw await conflict(label.db, label, session, domain);
  const { diff, warnings } = await judge(label.db, label, session, domain, changes);
  return { version, diff: diff.map(copyDiff), warnings: warnings.map((warning) => ({ ...warning })) };
}

export async function refuseStale({ tx, label, session, target }: Act<DomainRow>, version: number): Promise<void> {
  if (version !== target.zoneVersion) throw await conflict(tx, label, session, target);
}

/** Carries the zone as it is now, so that the panel can show both versions. */
export const conflict = async (db: Db, label: BoundLabel, session: Session, domain: DomainRow): Promise<Problem> =>
  new Problem('version_conflict', { current: await zoneAnswer(db, label, session, domain) });

/** The whole zone as it would be; throws what is wrong with it. */
export async function judge(
  db: Db,
  label: BoundLabel,
  session: Session,
  domain: DomainRow,
  changes: readonly Change[],
  known?: readonly RRset[],
) {
  const rrsets = known ?? (await readRRsets(db, domain.id));
  const judged = checkChanges({
    zone: domain.name,
    nameServers: label.settings.dns.nameServers,
    rrsets,
    changes,
    limits: limitsFor(label, session),
  });
  if (judged.protected.length) {
    const { extra } = refused({ code: 'record_protected' }, session, 'domains.dns.edit');
    throw new Problem('record_protected', {
      ...extra,
      fields: Object.fromEntries(judged.protected.map((path) => [path, 'record_protected'])),
    });
  }
  if (Object.keys(judged.errors).length) throw new Problem('invalid', { fields: judged.errors });
  return { ...judged, after: applyChanges(rrsets, judged.changes) };
}

const setVersion = prepared((tx) =>
  tx
    .update(domains)
    .set({ zoneVersion: sql`${sql.placeholder('version')}` })
    .where(eq(domains.id, sql.placeholder('id')))
    .prepare(),
);
const putChange = inserting(dnsChanges);

export async function write(
  { tx, session, label, now, target: domain, note, enqueue, changed }: Act<DomainRow>,
  { diff, after }: Awaited<ReturnType<typeof judge>>,
  cause: { readonly undoes?: string; readonly via?: string } = {},
): Promise<ZoneAnswer> {
  const version = domain.zoneVersion + 1;
  const id = newId('change');
  await writeRRsets(tx, domain.id, diff);
  await setVersion(tx).run({ id: domain.id, version });
  await putChange(tx, {
    id,
    domainId: domain.id,
    version,
    at: now,
    userId: session.user.id,
    by: session.user.name,
    diff: diff.map(copyDiff),
    ...cause,
  });
  note({ change: id, version, rrsets: diff.length, ...cause });
  enqueue({ kind: zoneJob, object: domain.id });
  changed({ kind: 'domains.dns', id: domain.id });
  return zoneAnswer(tx, label, session, { ...domain, zoneVersion: version }, after);
}

const copy = ({ name, type, ttl, records }: RRset) => ({ name, type, ttl, records: [...records] });

export const copyDiff = ({ name, type, before, after }: RRsetDiff) => ({
  name,
  type,
  ...(before ? { before: copy(before) } : {}),
  ...(after ? { after: copy(after) } : {}),
});
