import { and, eq, isNull } from 'drizzle-orm';
import { Problem } from '../../http/problem.ts';
import { action, nothing, refused, type Act } from '../../policy/action.ts';
import type { Ended } from '../../policy/turns.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import { mailWords } from '../words.ts';
import type { ImportRun } from './answers.ts';
import { mailboxImport } from './input.ts';
import { refuseImport } from './plan.ts';
import { importAnswer, ownImport, type ImportRecord } from './read.ts';
import { mailImportRows, mailImports } from './schema.ts';

export const importJob = 'mail.import.run';

/** A body of 1,000 lines with long names. */
const bodyLimit = 600_000;
/** Lines in one statement. */
const together = 100;

const not = ({ session }: Act<unknown>, why: 'import_running' | 'import_over'): Problem =>
  refused({ code: 'state_forbids', reason: mailWords(session.locale)[why] }, session, 'mail.mailbox.import');

/** Makes mailboxes from the lines of a file; each is judged anew when its turn comes. `sealed` are their passwords. */
export const startImport = (sealed: readonly string[] = []) =>
  action({
    name: 'mail.mailbox.import',
    input: mailboxImport,
    bodyLimit,
    run: async (act: Act<undefined>, { rows }): Promise<ImportRun> => {
      const { tx, session, label, now } = act;
      refuseImport(session);
      const mine = eq(mailImports.customerId, session.customer.id);
      const [running] = await tx
        .select({ id: mailImports.id })
        .from(mailImports)
        .where(and(mine, eq(mailImports.state, 'running')))
        .limit(1);
      if (running) throw not(act, 'import_running');
      // Whoever starts the next is done with the last.
      await tx
        .update(mailImports)
        .set({ closedAt: now })
        .where(and(mine, eq(mailImports.userId, session.user.id), isNull(mailImports.closedAt)));
      const run: ImportRecord = {
        id: newId('mailImport'),
        customerId: session.customer.id,
        userId: session.user.id,
        by: session.user.name,
        state: 'running',
        scope: session.scope,
        origin: session.origin ?? label.entry.hosts[0] ?? '',
        locale: session.locale,
        createdAt: now,
        endedAt: null,
        closedAt: null,
      };
      await tx.insert(mailImports).values(run);
      const values = rows.map(({ line, address, name, quota }, at) => ({
        ...{ importId: run.id, at, line, address: address.trim(), name, quota },
        sealedPassword: sealed[at]!,
      }));
      for (let from = 0; from < values.length; from += together)
        await tx.insert(mailImportRows).values(values.slice(from, from + together));
      act.note({ import: run.id, mailboxes: rows.length });
      act.enqueue({ kind: importJob, object: run.id });
      act.changed({ kind: 'mail.import', id: run.id });
      return importAnswer(tx, run);
    },
  });

/** For the gate of the preview alone: who may not start it is not shown it either. */
export const previewImport = action({
  name: 'mail.mailbox.import',
  input: mailboxImport,
  bodyLimit,
  run: (): Promise<never> => Promise.reject(new Error('a preview writes nothing')),
});

/** Of an import that goes on. */
export const endImport = (tx: Db, id: string, ended: Ended) =>
  tx
    .update(mailImports)
    .set(ended)
    .where(and(eq(mailImports.id, id), eq(mailImports.state, 'running')));

/** What still waits has no turn any more, and no password; how many those are. */
export async function dropWaiting(tx: Db, id: string): Promise<number> {
  const dropped = await tx
    .update(mailImportRows)
    .set({ state: 'dropped', sealedPassword: null })
    .where(and(eq(mailImportRows.importId, id), eq(mailImportRows.state, 'waiting')))
    .returning({ at: mailImportRows.at });
  return dropped.length;
}

/** What has not had its turn is not made. */
export const cancelImport = action({
  name: 'mail.mailbox.import',
  input: nothing,
  target: ownImport,
  run: async (act: Act<ImportRecord>): Promise<ImportRun> => {
    const { tx, target, now } = act;
    if (target.state !== 'running') throw not(act, 'import_over');
    const ended = { state: 'cancelled', endedAt: now } as const;
    await endImport(tx, target.id, ended);
    act.note({ dropped: await dropWaiting(tx, target.id) });
    act.changed({ kind: 'mail.import', id: target.id });
    return importAnswer(tx, { ...target, ...ended });
  },
});

/** What came of it was seen. Closed twice is closed. */
export const closeImport = action({
  name: 'mail.mailbox.import',
  input: nothing,
  target: ownImport,
  run: async (act: Act<ImportRecord>): Promise<ImportRun> => {
    const { tx, target, now } = act;
    if (target.state === 'running') throw not(act, 'import_running');
    const closedAt = target.closedAt ?? now;
    await tx.update(mailImports).set({ closedAt }).where(eq(mailImports.id, target.id));
    return importAnswer(tx, target);
  },
});
