import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import { ownDomain } from '../zone.ts';
import { domainDrift } from './answers.ts';
import { driftAnswer } from './read.ts';
import { checkDrift, resolveDrift } from './verbs.ts';

const answers = { 200: domainDrift };

/** Below `/v1/domains`: where registry or name server have something else than stands here. */
export const driftRoutes = new Hono<Env>()
  .get(
    '/:id/drift',
    tab('domains', { summary: 'See what registry and name server have otherwise', answers }),
    async (c) => {
      const { session, label } = signedIn(c);
      const domain = await ownDomain(label.db, session, c.req.param('id'));
      if (!domain) throw new Problem('not_found');
      return c.json(await driftAnswer(label.db, session, domain), 200);
    },
  )
  .post(
    '/:id/drift/check',
    gate(checkDrift, { summary: 'Look now what registry and name server have', answers }),
    async (c) => c.json(await perform(c, checkDrift, {}, 200), 200),
  )
  .post(
    '/:id/drift/resolve',
    gate(resolveDrift, {
      summary: 'Keep what stands here, or take over what is there',
      answers,
      problems: ['state_forbids', 'version_conflict'],
    }),
    async (c) => c.json(await perform(c, resolveDrift, c.req.valid('json'), 200), 200),
  );
