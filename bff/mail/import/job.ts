import { and, asc, eq, exists, sql } from 'drizzle-orm';
import { personSession } from '../../auth/session.ts';
import { withLabel } from '../../http/bind.ts';
import type { BoundLabel, Deps } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { putJobs } from '../../jobs/outbox.ts';
import type { Job } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { enact, refused, tell, type Through } from '../../policy/enact.ts';
import type { Db } from '../../store/database.ts';
import { unseal } from '../../store/hash.ts';
import { createMailbox } from '../mailboxes/verbs.ts';
import { judgeRows, refuseImport, type Wrong } from './plan.ts';
import type { ImportRecord } from './read.ts';
import { mailImportRows, mailImports } from './schema.ts';
import { importJob } from './verbs.ts';

/** After this long in ms it is the next job's turn: a stop need not wait, and panels hear of it. */
const longest = 1000;
/** What failed so often without a reason that anybody could be told is left out, or the rest would wait for it. */
const enough = 5;

type Row = typeof mailImportRows.$inferSelect;

const readImport = async (db: Db, id: string): Promise<ImportRecord | undefined> =>
  (await db.select().from(mailImports).where(eq(mailImports.id, id)).limit(1))[0];

const nextRow = async (db: Db, id: string): Promise<Row | undefined> =>
  (
    await db
      .select()
      .from(mailImportRows)
      .where(and(eq(mailImportRows.importId, id), eq(mailImportRows.state, 'waiting')))
      .orderBy(asc(mailImportRows.at))
      .limit(1)
  )[0];

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

/** One line: its mailbox, behind the gate, and that it had its turn, in one transaction; or why not. */
async function turn(through: Through, row: Row): Promise<void> {
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

async function turns(deps: Deps, job: Job, label: BoundLabel): Promise<void> {
  const run = await readImport(label.db, job.object);
  if (run?.state !== 'running') return;
  const until = performance.now() + longest;
  for (let first = true; performance.now() < until; first = false) {
    const row = await nextRow(label.db, run.id);
    if (!row) return;
    // Asked anew each time: who lost his role meanwhile, or whose label switched it off, goes no further.
    const session = await personSession(label, run);
    if (!session) await settle(label.db, row, { code: 'role_forbidden' });
    // An outage of the database, or a process that died, is no fault of the line.
    else if (first && job.attempts > enough && job.error === 'unexpected')
      await settle(label.db, row, { code: 'internal' });
    else {
      const said = { origin: run.origin, requestId: job.requestId ?? job.id, trace: job.trace ?? '' };
      await turn({ ...said, session, label, deps, now: new Date(deps.now()) }, row);
    }
  }
}

/** Goes through the lines of an import, a part at a time, until none waits. */
export const importJobs = (deps: () => Deps): Readonly<Record<string, JobHandler>> => ({
  [importJob]: {
    async run({ label, job }) {
      await withLabel(deps(), label.id, (bound) => turns(deps(), job, bound));
      return async (tx) => {
        const run = await readImport(tx, job.object);
        if (run?.state !== 'running') return;
        const now = new Date(deps().now());
        if (await nextRow(tx, run.id)) {
          // Behind what waits already: a long list takes nobody's turn.
          await putJobs(tx, [{ kind: importJob, object: run.id }], now, job);
        } else await tx.update(mailImports).set({ state: 'done', endedAt: now }).where(eq(mailImports.id, run.id));
      };
    },

    async failed(tx, { job }, _error, retryAt) {
      if (retryAt) return;
      const ended = { state: 'cancelled', endedAt: new Date(deps().now()) } as const;
      await tx
        .update(mailImports)
        .set(ended)
        .where(and(eq(mailImports.id, job.object), eq(mailImports.state, 'running')));
      await tx
        .update(mailImportRows)
        .set({ state: 'dropped', sealedPassword: null })
        .where(and(eq(mailImportRows.importId, job.object), eq(mailImportRows.state, 'waiting')));
    },

    settled({ label, job }) {
      void readImport(label.db, job.object).then(
        (run) => run && deps().changes.publish(label.id, run.customerId, { kind: 'mail.import', id: run.id }),
        () => {},
      );
    },
  },
});
