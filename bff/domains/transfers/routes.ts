import { and, eq, or } from 'drizzle-orm';
import { Hono } from 'hono';
import type { Ctx, Env } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import { reasonFor } from '../../policy/words.ts';
import { domains, isHeld, isThere } from '../schema.ts';
import { domainOf } from '../of-path.ts';
import { transfer, transferChecked } from './answers.ts';
import { checkMove } from './check.ts';
import { transferOf } from './read.ts';
import { approveTransfer, askAgain, cancelTransfer, checkTransfer, registrable, startTransfer } from './verbs.ts';

async function found(c: Ctx, name: string) {
  const { session } = signedIn(c);
  return c.var.deps.lookUp(name, c.var.trace).catch(() => {
    throw new Problem('unavailable', { reason: reasonFor('unavailable', session.locale), retryAfter: 5 });
  });
}

/** Below `/v1/domains/transfers`: domains that shall come to us. */
export const transferRoutes = new Hono<Env>()
  .post(
    '/check',
    gate(checkTransfer, { summary: 'Look whether a domain can come to us', answers: { 200: transferChecked } }),
    async (c) => {
      const { session, label } = signedIn(c);
      const name = registrable(c.req.valid('json').name);
      const [there] = await label.db
        .select({ id: domains.id })
        .from(domains)
        .where(and(eq(domains.name, name), or(isHeld, and(isThere, eq(domains.customerId, session.customer.id)))))
        .limit(1);
      const context = { inList: there !== undefined, now: c.var.deps.now() };
      return c.json(checkMove(label, name, there ? undefined : await found(c, name), context), 200);
    },
  )
  .post(
    '/',
    gate(startTransfer, {
      summary: 'Ask another registrar for a domain',
      answers: { 201: transfer },
      problems: ['name_taken', 'tld_unsupported'],
    }),
    async (c) => c.json(await perform(c, startTransfer, c.req.valid('json'), 201), 201),
  );

/** Below `/v1/domains`: the move of a domain, to us or away. */
export const domainTransferRoutes = new Hono<Env>()
  .get('/:id/transfer', tab('domains', { summary: 'See how a move goes', answers: { 200: transfer } }), async (c) => {
    const { session, label } = signedIn(c);
    const domain = await domainOf(c);
    return c.json(await transferOf(label.db, session, domain), 200);
  })
  .post(
    '/:id/transfer/code',
    gate(askAgain, {
      summary: 'Ask once more, with another code',
      answers: { 200: transfer },
      problems: ['state_forbids'],
    }),
    async (c) => c.json(await perform(c, askAgain, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/transfer/cancel',
    gate(cancelTransfer, {
      summary: 'Withdraw a move to us, or refuse one away',
      answers: { 200: transfer },
      problems: ['state_forbids'],
    }),
    async (c) => c.json(await perform(c, cancelTransfer, {}, 200), 200),
  )
  .post(
    '/:id/transfer/approve',
    gate(approveTransfer, {
      summary: 'Let a domain go now',
      answers: { 200: transfer },
      problems: ['state_forbids', 'step_up_required'],
    }),
    async (c) => c.json(await perform(c, approveTransfer, {}, 200), 200),
  );
