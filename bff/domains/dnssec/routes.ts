import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import { domainOf } from '../of-path.ts';
import { dnssec } from './answers.ts';
import { dnssecOf } from './read.ts';
import { editDnssec } from './verbs.ts';

/** Below `/v1/domains`: whether the zone is signed. */
export const dnssecRoutes = new Hono<Env>()
  .get(
    '/:id/dnssec',
    tab('domains', { summary: 'See how far a zone is signed', answers: { 200: dnssec } }),
    async (c) => {
      const { session, label } = signedIn(c);
      const domain = await domainOf(c);
      return c.json(await dnssecOf(label.db, c.var.deps, session, domain), 200);
    },
  )
  .post(
    '/:id/dnssec',
    gate(editDnssec, {
      summary: 'Sign the zone, or end it',
      answers: { 200: dnssec },
      problems: ['state_forbids', 'tld_unsupported'],
    }),
    async (c) => {
      const state = await perform(c, editDnssec, c.req.valid('json'), 200);
      // A job that waited for its time is due now.
      c.get('deps').jobs.wake(signedIn(c).label.id);
      return c.json(state, 200);
    },
  );
