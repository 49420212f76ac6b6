import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import { domainOf } from '../of-path.ts';
import { answered, offers, push } from './answers.ts';
import { offersTo, pushOf } from './read.ts';
import { acceptPush, declinePush, startPush, withdrawPush } from './verbs.ts';

/** Below `/v1/domains`: a domain that is offered to another customer. */
export const domainPushRoutes = new Hono<Env>()
  .get(
    '/:id/push',
    tab('domains', { summary: 'See to whom a domain is offered', answers: { 200: push } }),
    async (c) => {
      const { session, label } = signedIn(c);
      const domain = await domainOf(c);
      return c.json(await pushOf(label.db, session, domain, new Date(c.var.deps.now())), 200);
    },
  )
  .post(
    '/:id/push',
    gate(startPush, {
      summary: 'Offer a domain to another customer of the label',
      answers: { 200: push },
      problems: ['state_forbids', 'step_up_required'],
    }),
    async (c) => c.json(await perform(c, startPush, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/push/withdraw',
    gate(withdrawPush, { summary: 'Take an offer back', answers: { 200: push }, problems: ['state_forbids'] }),
    async (c) => c.json(await perform(c, withdrawPush, {}, 200), 200),
  );

/** Below `/v1/domains/offers`: domains that others offer to this person. */
export const offerRoutes = new Hono<Env>()
  .get('/', tab('domains', { summary: 'List domains that others offer', answers: { 200: offers } }), async (c) => {
    const { session, label } = signedIn(c);
    return c.json(await offersTo(label.db, session, new Date(c.var.deps.now())), 200);
  })
  .post(
    '/:id/accept',
    gate(acceptPush, { summary: 'Take a domain over', answers: { 200: answered }, problems: ['state_forbids'] }),
    async (c) => c.json(await perform(c, acceptPush, {}, 200), 200),
  )
  .post('/:id/decline', gate(declinePush, { summary: 'Do not take it', answers: { 200: answered } }), async (c) =>
    c.json(await perform(c, declinePush, {}, 200), 200),
  );
