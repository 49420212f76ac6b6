import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import { zoneAnswer } from '../answers.ts';
import { connectRequest } from './answers.ts';
import { connectQuery } from './input.ts';
import { lookAtRequest } from './look.ts';
import { readRequest } from './request.ts';
import { fetchKey } from './signature.ts';
import { applyConnect } from './verbs.ts';

/** Below `/v1/domains/connect`: what another service asks for. */
export const connectRoutes = new Hono<Env>().get(
  '/',
  tab('domains', {
    summary: 'See what a Domain Connect request would do',
    query: connectQuery,
    answers: { 200: connectRequest },
    problems: ['invalid', 'not_found'],
  }),
  async (c) => {
    const { session, label } = signedIn(c);
    // Each may send a question to servers of others.
    await c.var.deps.limits.take('health', `${label.id} ${session.customer.id}`);
    return c.json(await lookAtRequest(label, session, c.var.deps, c.req.valid('query')), 200);
  },
);

/** Below `/v1/domains`. */
export const domainConnectRoutes = new Hono<Env>().post(
  '/:id/connect',
  gate(applyConnect, {
    summary: 'Publish the records of a Domain Connect request',
    answers: { 200: zoneAnswer },
    problems: ['foreign_name_servers', 'state_forbids', 'version_conflict'],
  }),
  async (c) => {
    const input = c.req.valid('json');
    // Before the transaction: DNS is slow. Without a key the verb refuses.
    const { label } = signedIn(c);
    const { template, asked } = await readRequest(label.db, label, input);
    await fetchKey(c.var.deps, template, asked).catch(() => {});
    return c.json(await perform(c, applyConnect, input, 200), 200);
  },
);
