import { Hono } from 'hono';
import { ownPage } from '../../auth/routes.ts';
import type { Env } from '../../http/env.ts';
import { openJson } from '../../http/open.ts';
import { question } from './answers.ts';
import { answerQuestion, readQuestion } from './confirm.ts';
import { answerInput, askedInput } from './input.ts';

const problems = ['not_found', 'too_many_requests', 'cross_site'] as const;

/** Whoever a registrant's mail reached answers it, with or without an account. */
export const registrantRoutes = new Hono<Env>()
  .post(
    '/question',
    openJson('proof', askedInput, {
      summary: 'What the holder of a mailed link is asked',
      answers: { 200: question },
      problems: [...problems],
    }),
    async (c) => {
      const { deps } = c.var;
      const label = ownPage(c);
      await deps.limits.take('reset_network', `${label.id} ${deps.address(c)}`);
      return c.json(await readQuestion(label, c.req.valid('json').token, deps.now()), 200);
    },
  )
  .post(
    '/answer',
    openJson('proof', answerInput, {
      summary: 'Agree to a change of the registrant, or not',
      answers: { 200: question },
      problems: [...problems],
    }),
    async (c) => {
      const { deps } = c.var;
      const label = ownPage(c);
      const { token, agrees } = c.req.valid('json');
      await deps.limits.take('reset_network', `${label.id} ${deps.address(c)}`);
      return c.json(await answerQuestion(deps, label, token, agrees), 200);
    },
  );
