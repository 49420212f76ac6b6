import { Hono } from 'hono';
import { Problem } from '../../http/problem.ts';
import type { Ctx, Env } from '../../http/env.ts';
import { longJson } from '../../http/long-json.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import * as answers from './answers.ts';
import { bulkItemsQuery } from './input.ts';
import { plan, shown } from './plan.ts';
import { itemsOf, ownRun, recentRuns, runAnswer, type RunRow } from './read.ts';
import { cancelBulk, closeBulk, previewBulk, retryBulk, startBulk } from './verbs.ts';

async function runOf(c: Ctx): Promise<RunRow> {
  const { session, label } = signedIn(c);
  const run = await ownRun(label.db, session, c.req.param('id') ?? '');
  if (!run) throw new Problem('not_found');
  return run;
}

/** Below `/v1/domains/bulk`: one thing done with many domains. */
export const bulkRoutes = new Hono<Env>()
  .get(
    '/',
    tab('domains', { summary: 'List the last bulk changes, newest first', answers: { 200: answers.bulkRuns } }),
    async (c) => {
      const { session, label } = signedIn(c);
      return c.json({ items: await recentRuns(label.db, session) }, 200);
    },
  )
  .post(
    '/preview',
    gate(previewBulk, {
      summary: 'See what a bulk change would do, and what it could not',
      answers: { 200: answers.bulkPreview },
    }),
    async (c) => {
      const { session, label } = signedIn(c);
      const { which, wish } = c.req.valid('json');
      const context = { session, label, now: new Date(c.var.deps.now()) };
      return c.json(await shown(await plan(label.db, context, which, wish), wish), 200);
    },
  )
  .post(
    '/',
    gate(startBulk, {
      summary: 'Change up to 1,000 domains',
      answers: { 201: answers.bulkRun },
      problems: ['not_found', 'state_forbids', 'version_conflict'],
    }),
    async (c) => c.json(await perform(c, startBulk, c.req.valid('json'), 201), 201),
  )
  .get(
    '/:id',
    tab('domains', { summary: 'See how far a bulk change is', answers: { 200: answers.bulkRun } }),
    async (c) => c.json(await runAnswer(signedIn(c).label.db, await runOf(c)), 200),
  )
  .get(
    '/:id/items',
    tab('domains', {
      summary: 'See what became of each domain, a page at a time',
      query: bulkItemsQuery,
      answers: { 200: answers.bulkItems },
      problems: ['invalid'],
    }),
    async (c) => longJson(c, await itemsOf(signedIn(c).label.db, await runOf(c), c.req.valid('query'))),
  )
  .post(
    '/:id/cancel',
    gate(cancelBulk, {
      summary: 'Leave those as they are that have not had their turn',
      answers: { 200: answers.bulkRun },
      problems: ['state_forbids'],
    }),
    async (c) => c.json(await perform(c, cancelBulk, {}, 200), 200),
  )
  .post(
    '/:id/close',
    gate(closeBulk, {
      summary: 'Say that one has seen what came of it',
      answers: { 200: answers.bulkRun },
      problems: ['state_forbids'],
    }),
    async (c) => c.json(await perform(c, closeBulk, {}, 200), 200),
  )
  .post(
    '/:id/retry',
    gate(retryBulk, {
      summary: 'Try those again that were refused',
      answers: { 201: answers.bulkRun },
      problems: ['state_forbids'],
    }),
    async (c) => c.json(await perform(c, retryBulk, {}, 201), 201),
  );
