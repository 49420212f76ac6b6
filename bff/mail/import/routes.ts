import { Hono } from 'hono';
import type { Ctx, Env } from '../../http/env.ts';
import { longJson } from '../../http/long-json.ts';
import { Problem } from '../../http/problem.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import { seal } from '../../store/hash.ts';
import * as answers from './answers.ts';
import { importRowsQuery } from './input.ts';
import { judgeRows, refuseImport, shown } from './plan.ts';
import { importAnswer, ownImport, rowsOf, type ImportRecord } from './read.ts';
import { cancelImport, closeImport, previewImport, startImport } from './verbs.ts';

async function importOf(c: Ctx): Promise<ImportRecord> {
  const { session, label } = signedIn(c);
  const run = await ownImport(label.db, session, c.req.param('id') ?? '');
  if (!run) throw new Problem('not_found');
  return run;
}

const over = { answers: { 200: answers.importRun }, problems: ['state_forbids'] } as const;

/** At `/v1/mail/imports`: mailboxes from the lines of a file. */
export const importRoutes = new Hono<Env>()
  .post(
    '/preview',
    gate(previewImport, {
      summary: 'See which lines of a file would make a mailbox, and why the others would not',
      answers: { 200: answers.importPreview },
    }),
    async (c) => {
      const { session, label } = signedIn(c);
      const { rows } = c.req.valid('json');
      refuseImport(session);
      return longJson(c, shown(rows, await judgeRows(label, session, rows)));
    },
  )
  .post(
    '/',
    gate(startImport(), {
      summary: 'Make up to 1,000 mailboxes from the lines of a file',
      answers: { 201: answers.importRun },
      problems: ['state_forbids'],
    }),
    async (c) => {
      const input = c.req.valid('json');
      const { session, label } = signedIn(c);
      const { secret, limits } = c.var.deps;
      await limits.take('import', `${label.id} ${session.customer.id}`);
      const sealed = await Promise.all(input.rows.map(({ password }) => seal(secret, password)));
      return c.json(await perform(c, startImport(sealed), input, 201), 201);
    },
  )
  .get('/:id', tab('mail', { summary: 'See how far an import is', answers: { 200: answers.importRun } }), async (c) =>
    c.json(await importAnswer(signedIn(c).label.db, await importOf(c)), 200),
  )
  .get(
    '/:id/rows',
    tab('mail', {
      summary: 'See what became of each line, a page at a time',
      query: importRowsQuery,
      answers: { 200: answers.importRows },
      problems: ['invalid'],
    }),
    async (c) => longJson(c, await rowsOf(signedIn(c).label.db, await importOf(c), c.req.valid('query'))),
  )
  .post(
    '/:id/cancel',
    gate(cancelImport, { summary: 'Leave out the lines that have not had their turn', ...over }),
    async (c) => c.json(await perform(c, cancelImport, {}, 200), 200),
  )
  .post('/:id/close', gate(closeImport, { summary: 'Say that one has seen what came of it', ...over }), async (c) =>
    c.json(await perform(c, closeImport, {}, 200), 200),
  );
