import { and, eq, inArray } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { jobTable } from '../../jobs/outbox.ts';
import type { Denied } from '../../policy/actions.ts';
import type { Db } from '../../store/database.ts';
import { sha256 } from '../../store/hash.ts';
import { registryRefusals } from '../registry/capability.ts';
import type { DomainRow } from '../zone.ts';
import type { DomainDrift, DriftItem } from './answers.ts';
import { driftJob } from './job.ts';
import { driftsOf, type DriftRow } from './keep.ts';
import { driftRules, mayOf, type Value } from './rules.ts';

const copy = (value: Value | null): DriftItem['ours'] => value && { ...value, values: [...value.values] };

/** A name for just these differences. */
export const seenOf = (rows: readonly DriftRow[]): Promise<string> =>
  sha256(JSON.stringify(rows.map(({ kind, subject, ours, theirs }) => [kind, subject, ours, theirs])));

export async function driftAnswer(db: Db, session: Session, domain: DomainRow): Promise<DomainDrift> {
  const rows = await driftsOf(db, domain.id);
  const [open] = await db
    .select({ id: jobTable.id })
    .from(jobTable)
    .where(
      and(eq(jobTable.object, domain.id), eq(jobTable.kind, driftJob), inArray(jobTable.state, ['pending', 'running'])),
    )
    .limit(1);
  return {
    domain: { id: domain.id, name: domain.name, unicodeName: domain.unicodeName },
    items: rows.map(({ kind, subject, ours, theirs, foundAt }) => ({
      ...{ kind, subject, ours: copy(ours), theirs: copy(theirs) },
      where: driftRules[kind].where,
      since: foundAt.toISOString(),
      may: [...mayOf({ kind, subject, ours, theirs })],
    })),
    seen: await seenOf(rows),
    looking: open !== undefined,
    denied: deniedDrift(domain, session),
  };
}

export const driftRefusal = registryRefusals['domains.contact.edit'];

function deniedDrift(domain: DomainRow, session: Session): Denied {
  const name = 'domains.drift.resolve';
  const refusal = session.denied[name] ? undefined : driftRefusal(domain, session);
  return refusal ? { [name]: refusal } : {};
}
