import { and, asc, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { Db } from '../../store/database.ts';
import type { ImportRows, ImportRun } from './answers.ts';
import type { ImportRowsQuery } from './input.ts';
import { mailImportRows, mailImports } from './schema.ts';

export type ImportRecord = typeof mailImports.$inferSelect;

/** A customer's own import. */
export async function ownImport(db: Db, { customer }: Session, id: string): Promise<ImportRecord | undefined> {
  const [row] = await db
    .select()
    .from(mailImports)
    .where(and(eq(mailImports.id, id), eq(mailImports.customerId, customer.id)))
    .limit(1);
  return row;
}

/** The id of the import to be shown: the one under way, else the last one whose end this person has not closed. */
export async function shownImport(db: Db, { customer, user }: Session): Promise<string | undefined> {
  const [row] = await db
    .select({ id: mailImports.id })
    .from(mailImports)
    .where(
      and(
        eq(mailImports.customerId, customer.id),
        or(eq(mailImports.state, 'running'), and(eq(mailImports.userId, user.id), isNull(mailImports.closedAt))),
      ),
    )
    .orderBy(desc(sql`${mailImports.state} = 'running'`), desc(mailImports.createdAt), desc(mailImports.id))
    .limit(1);
  return row?.id;
}

export async function importAnswer(db: Db, row: ImportRecord): Promise<ImportRun> {
  const counts = { waiting: 0, created: 0, refused: 0, dropped: 0 };
  const states = await db
    .select({ state: mailImportRows.state, many: sql<number>`count(*)` })
    .from(mailImportRows)
    .where(eq(mailImportRows.importId, row.id))
    .groupBy(mailImportRows.state);
  for (const { state, many } of states) counts[state] = many;
  return {
    id: row.id,
    state: row.state,
    by: row.by,
    at: row.createdAt.toISOString(),
    ...(row.endedAt ? { endedAt: row.endedAt.toISOString() } : {}),
    total: states.reduce((sum, { many }) => sum + many, 0),
    counts,
  };
}

const pageSize = 100;

/** What became of the lines of an import, in their order. */
export async function rowsOf(db: Db, { id }: ImportRecord, { state, cursor }: ImportRowsQuery): Promise<ImportRows> {
  const { at, line, address, state: its, field, code } = mailImportRows;
  const rows = await db
    .select({ at, line, address, state: its, field, code })
    .from(mailImportRows)
    .where(
      and(
        eq(mailImportRows.importId, id),
        state === undefined ? undefined : eq(its, state),
        cursor === undefined ? undefined : gt(at, Number(cursor)),
      ),
    )
    .orderBy(asc(at))
    .limit(pageSize + 1);
  const page = rows.slice(0, pageSize);
  return {
    items: page.map((row) => ({
      line: row.line,
      address: row.address,
      state: row.state,
      ...(row.field ? { field: row.field } : {}),
      ...(row.code ? { code: row.code } : {}),
    })),
    next: rows.length > pageSize ? String(page.at(-1)!.at) : null,
  };
}
