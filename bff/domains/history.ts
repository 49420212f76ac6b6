import { and, desc, eq, lt } from 'drizzle-orm';
import { Problem } from '../http/problem.ts';
import type { Db } from '../store/database.ts';
import type { HistoryPage } from './answers.ts';
import { copyDiff } from './dns.ts';
import { dnsChanges } from './schema.ts';

const pageSize = 20;

/** The change sets of a zone, newest first; the cursor is the last version shown. */
export async function zoneHistory(
  db: Db,
  domainId: string,
  query: { cursor?: string | undefined; limit?: number | undefined },
): Promise<HistoryPage> {
  if (query.cursor !== undefined && !/^\d{1,10}$/.test(query.cursor))
    throw new Problem('invalid', { fields: { cursor: 'format' } });
  const size = query.limit ?? pageSize;
  const rows = await db
    .select()
    .from(dnsChanges)
    .where(
      and(
        eq(dnsChanges.domainId, domainId),
        query.cursor === undefined ? undefined : lt(dnsChanges.version, Number(query.cursor)),
      ),
    )
    .orderBy(desc(dnsChanges.version))
    .limit(size + 1);
  const items = rows.slice(0, size).map(({ id, version, at, by, undoes, via, diff }) => ({
    id,
    version,
    at: at.toISOString(),
    by,
    ...(undoes === null ? {} : { undoes }),
    ...(via === null ? {} : { via }),
    diff: diff.map(copyDiff),
  }));
  return { items, next: rows.length > size ? String(items.at(-1)!.version) : null };
}
