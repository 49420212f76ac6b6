import { Hono } from 'hono';
import { ownPage } from '../../auth/routes.ts';
import { ownDomain } from '../../domains/zone.ts';
import type { Ctx, Env } from '../../http/env.ts';
import { longJson } from '../../http/long-json.ts';
import { openJson } from '../../http/open.ts';
import { Problem } from '../../http/problem.ts';
import { gate, perform, signedIn, tab, tabJson } from '../../policy/action.ts';
import { placeOf } from '../plans.ts';
import { parseLocal } from '../rules.ts';
import * as answers from './answers.ts';
import { confirmTarget } from './confirm.ts';
import { confirmation, forwardQuery, forwardWish, type ForwardWishInput } from './input.ts';
import { planForward } from './plan.ts';
import { forwardsOf, listForwards, ownAddress } from './read.ts';
import { createForward, deleteCatchAll, deleteForward, editForward, resendConfirmation, setCatchAll } from './verbs.ts';
import { field } from './write.ts';

const saved = { 200: answers.forwardSaved };
const one = { 200: answers.forward };
const asks = ['too_many_requests'] as const;
const makes = ['plan_full', 'not_found', ...asks] as const;

/** What a forward as wished would do; one that may not be is told as such, with the way that mail would go round. */
async function previewOf(c: Ctx, wish: ForwardWishInput): Promise<answers.ForwardPreview> {
  const { session, label } = signedIn(c);
  const place = await placeOf(label.db, session, wish.domain);
  if (!place && !(await ownDomain(label.db, session, wish.domain))) throw new Problem('not_found');
  if (!place) throw field('domain', 'not_in_plan');
  const local = wish.local.trim();
  const parsed = local === '' || local === '*' ? { local: '' } : parseLocal(local);
  if ('code' in parsed) throw field('local', parsed.code);
  const address = `${parsed.local}@${place.domain.name}`;
  const { confirmTargets } = label.settings.mail;
  const plan = await planForward({ db: label.db, session, confirmTargets }, { ...wish, address });
  const { hasMailbox, warnings, ends, refused } = plan;
  return {
    ...{ address, hasMailbox, ends, warnings: [...warnings] },
    ...(refused ? { refused: refused.code } : {}),
    ...(refused?.path ? { path: refused.path } : {}),
    ...(refused?.rule ? { rule: refused.rule } : {}),
  };
}

async function forwardOf(c: Ctx): Promise<answers.Forward> {
  const { session, label } = signedIn(c);
  const row = await ownAddress(label.db, session, c.req.param('id') ?? '');
  if (!row) throw new Problem('not_found');
  return (await forwardsOf(label.db, [row]))[0]!;
}

/** At `/v1/mail/forwards`. */
export const forwardRoutes = new Hono<Env>()
  .get(
    '/',
    tab('mail', {
      summary: 'List forwards and catch-alls, a page at a time',
      query: forwardQuery,
      answers: { 200: answers.forwardPage },
      problems: ['invalid', 'not_found'],
    }),
    async (c) => {
      const { session, label } = signedIn(c);
      return longJson(c, await listForwards(label.db, session, c.req.valid('query')));
    },
  )
  .post(
    '/',
    gate(createForward, { summary: 'Make a forward', answers: { 201: answers.forwardSaved }, problems: makes }),
    async (c) => c.json(await perform(c, createForward, c.req.valid('json'), 201), 201),
  )
  .post(
    '/preview',
    tabJson('mail', forwardWish, {
      summary: 'See where mail of a forward would end',
      answers: { 200: answers.forwardPreview },
      problems: ['not_found'],
    }),
    async (c) => c.json(await previewOf(c, c.req.valid('json')), 200),
  )
  .post(
    '/catch_all',
    gate(setCatchAll, { summary: 'Lead all that nothing else of a domain takes', answers: saved, problems: makes }),
    async (c) => c.json(await perform(c, setCatchAll, c.req.valid('json'), 200), 200),
  )
  .delete('/catch_all/:id', gate(deleteCatchAll, { summary: 'Delete a catch-all', answers: one }), async (c) =>
    c.json(await perform(c, deleteCatchAll, {}, 200), 200),
  )
  .get('/:id', tab('mail', { summary: 'See a forward', answers: one }), async (c) => c.json(await forwardOf(c), 200))
  .patch('/:id', gate(editForward, { summary: 'Change a forward', answers: saved, problems: asks }), async (c) =>
    c.json(await perform(c, editForward, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/resend',
    gate(resendConfirmation, { summary: 'Ask the owner of a target once more', answers: one, problems: asks }),
    async (c) => c.json(await perform(c, resendConfirmation, c.req.valid('json'), 200), 200),
  )
  .delete('/:id', gate(deleteForward, { summary: 'Delete a forward', answers: one }), async (c) =>
    c.json(await perform(c, deleteForward, {}, 200), 200),
  );

/** At `/v1/mail/forward_targets`: whoever a mail reached, with or without an account. */
export const targetRoutes = new Hono<Env>().post(
  '/confirm',
  openJson('proof', confirmation, {
    summary: 'Agree that mail is forwarded to one’s address',
    answers: { 200: answers.targetConfirmed },
    problems: ['not_found', 'too_many_requests', 'cross_site'],
  }),
  async (c) => {
    const { deps } = c.var;
    const label = ownPage(c);
    await deps.limits.take('reset_network', `${label.id} ${deps.address(c)}`);
    return c.json(await confirmTarget(deps, label, c.req.valid('json').token), 200);
  },
);
