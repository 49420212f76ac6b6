import { and, asc, eq, exists, sql } from 'drizzle-orm';
import type { Deps } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { enact, refused, tell, type Through } from '../../policy/enact.ts';
import { turnJobs } from '../../policy/turns.ts';
import type { Db } from '../../store/database.ts';
import { unseal } from '../../store/hash.ts';
import { createMailbox } from '../mailboxes/verbs.ts';
import { judgeRows, refuseImport, type Wrong } from './plan.ts';
import type { ImportRecord } from './read.ts';
import { mailImportRows, mailImports } from './schema.ts';
import { dropWaiting, endImport, importJob } from './verbs.ts';

type Row = typeof mailImportRows.$inferSelect;

const readImport = async (db: Db, id: string): Promise<ImportRecord | undefined> =>
  (await db.select().from(mailImports).where(eq(mailImports.id, id)).limit(1))[0];

const waiting = (db: Db, { id }: ImportRecord, many: number): Promise<Row[]> =>
  db
    .select()
    .from(mailImportRows)
    .where(and(eq(mailImportRows.importId, id), eq(mailImportRows.state, 'waiting')))
    .orderBy(asc(mailImportRows.at))
    .limit(many);

/** What became of a line; only of one that still waits in an import that goes on. */
async function settle(tx: Db, { importId, at }: Row, wrong?: Wrong): Promise<boolean> {
  const goesOn = tx
    .select({ one: sql`1` })
    .from(mailImports)
    .where(and(eq(mailImports.id, importId), eq(mailImports.state, 'running')));
  const settled = await tx
    .update(mailImportRows)
    .set({ state: wrong ? 'refused' : 'created', sealedPassword: null, field: wrong?.field, code: wrong?.code })
    .where(
      and(
        eq(mailImportRows.importId, importId),
        eq(mailImportRows.at, at),
        eq(mailImportRows.state, 'waiting'),
        exists(goesOn),
      ),
    )
    .returning({ at: mailImportRows.at });
  return settled.length === 1;
}

async function turn(through: Through, _run: ImportRecord, row: Row): Promise<void> {
  const { label, session, deps } = through;
  try {
    refuseImport(session);
    const denied = session.denied['mail.mailbox.import'];
    if (denied) throw refused(denied, session, 'mail.mailbox.import');
    const password = await unseal(deps.secret, row.sealedPassword!);
    const [judged] = await judgeRows(label, session, [{ ...row, password }]);
    if ('wrong' in judged!) return void (await settle(label.db, row, judged.wrong));
    const { input } = judged!;
    const hash = await deps.mailHash(password);
    const enacted = await label.db.transaction(async (tx) =>
      (await settle(tx, row))
        ? enact(tx, createMailbox(hash), through, { id: undefined, target: undefined }, input)
        : undefined,
    );
    if (enacted) tell(through, enacted);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await settle(label.db, row, wrongOf(error));
  }
}

/** In the words of a file: there the address is one value. */
function wrongOf({ code, extra }: Problem): Wrong {
  const [field] = Object.entries(extra.fields ?? {});
  if (code !== 'invalid' || !field) return { code };
  const [name, why] = field;
  return { field: name === 'quota' || name === 'name' || name === 'password' ? name : 'address', code: why };
}

/** Makes the mailbox of each line of an import in its turn. */
export const importJobs = (deps: () => Deps): Readonly<Record<string, JobHandler>> =>
  turnJobs<ImportRecord, Row>(deps, {
    job: importJob,
    change: 'mail.import',
    // A long list takes nobody's turn.
    next: 'behind',
    read: readImport,
    waiting,
    turn,
    leaveOut: (db, _run, row, code) => settle(db, row, { code }),
    end: endImport,
    drop: dropWaiting,
  });
