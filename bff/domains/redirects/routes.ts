import { Hono } from 'hono';
import type { Ctx, Env } from '../../http/env.ts';
import { longJson } from '../../http/long-json.ts';
import { Problem } from '../../http/problem.ts';
import { gate, perform, refused, signedIn, tab } from '../../policy/action.ts';
import { copyDiff } from '../dns.ts';
import { domainOf } from '../of-path.ts';
import type { DomainRow } from '../zone.ts';
import * as answers from './answers.ts';
import type { RedirectKind } from './kinds.ts';
import { redirectList } from './list.ts';
import { originsOfMask } from './mask.ts';
import { planRedirect, type Place, type Plan } from './plan.ts';
import { isMask } from './rules.ts';
import { createRedirect, deleteRedirect, editRedirect, ownRedirect, planRemoval, type OwnRedirect } from './verbs.ts';

const problems = ['state_forbids', 'record_protected', 'version_conflict', 'name_taken'] as const;
const saved = { 200: answers.redirectSaved };
const seen = { 200: answers.redirectPreview };

async function redirectOf(c: Ctx): Promise<OwnRedirect> {
  const { session, label } = signedIn(c);
  const own = await ownRedirect(label.db, session, c.req.param('id') ?? '');
  if (!own) throw new Problem('not_found');
  return own;
}

const placeOf = (c: Ctx): Place => {
  const { session, label } = signedIn(c);
  return { db: label.db, label, session, deps: c.var.deps };
};

/** Looked at before the transaction, which waits for nobody. */
async function framesOf(c: Ctx, { kind, target }: { kind: RedirectKind; target: string }): Promise<string[]> {
  return isMask(kind) ? originsOfMask(c.var.deps.outbound, target, signedIn(c).session) : [];
}

/** The names below the domain must be ours before we answer for them; no other label may have them. */
async function claim(c: Ctx, { id, name }: DomainRow): Promise<void> {
  const { session, label } = signedIn(c);
  await c.var.deps.claims.hold({ kind: 'zone', name, labelId: label.id, objectId: id }).catch((error: unknown) => {
    const taken = error instanceof Problem && error.code === 'name_taken';
    throw taken ? refused({ code: 'name_taken' }, session) : error;
  });
}

const previewOf = (domain: DomainRow, host: string, target: string, judged: Plan['judged']) => ({
  version: domain.zoneVersion,
  diff: judged?.diff.map(copyDiff) ?? [],
  warnings: judged?.warnings.map((warning) => ({ ...warning })) ?? [],
  host,
  target,
});

/** Below `/v1/domains`: the redirects of one domain. */
export const domainRedirectRoutes = new Hono<Env>()
  .get(
    '/:id/redirects',
    tab('domains', { summary: 'List the redirects of a domain', answers: { 200: answers.redirectList } }),
    async (c) => {
      const { session, label } = signedIn(c);
      return longJson(c, await redirectList(label.db, label, session, c.var.deps, await domainOf(c)));
    },
  )
  .post(
    '/:id/redirects',
    gate(createRedirect(), { summary: 'Make a redirect', answers: saved, problems }),
    async (c) => {
      const input = c.req.valid('json');
      const frames = await framesOf(c, input);
      await claim(c, await domainOf(c));
      return c.json(await perform(c, createRedirect(frames), input, 200), 200);
    },
  )
  .post(
    '/:id/redirects/preview',
    gate(createRedirect(), { summary: 'See what a new redirect would do', answers: seen, problems }),
    async (c) => {
      const input = c.req.valid('json');
      const domain = await domainOf(c);
      const { host, target, judged } = await planRedirect(placeOf(c), domain, input);
      await framesOf(c, input);
      return c.json(previewOf(domain, host, target, judged), 200);
    },
  );

/** At `/v1/domains/redirects`: one redirect. */
export const redirectRoutes = new Hono<Env>()
  .patch('/:id', gate(editRedirect(), { summary: 'Change a redirect', answers: saved, problems }), async (c) => {
    const input = c.req.valid('json');
    const frames = await framesOf(c, input);
    await claim(c, (await redirectOf(c)).domain);
    return c.json(await perform(c, editRedirect(frames), input, 200), 200);
  })
  .post(
    '/:id/preview',
    gate(editRedirect(), { summary: 'See what a change of a redirect would do', answers: seen, problems }),
    async (c) => {
      const input = c.req.valid('json');
      const { domain, redirect } = await redirectOf(c);
      const wish = { host: redirect.host, ...input };
      const { host, target, judged } = await planRedirect(placeOf(c), domain, wish, redirect.id);
      await framesOf(c, input);
      return c.json(previewOf(domain, host, target, judged), 200);
    },
  )
  .post(
    '/:id/delete/preview',
    gate(deleteRedirect, { summary: 'See what deleting a redirect would do', answers: seen, problems }),
    async (c) => {
      const own = await redirectOf(c);
      const { host, target } = own.redirect;
      return c.json(previewOf(own.domain, host, target, await planRemoval(placeOf(c), own, c.req.valid('json'))), 200);
    },
  )
  .delete(
    '/:id',
    gate(deleteRedirect, { summary: 'Delete a redirect', answers: { 200: answers.redirectList }, problems }),
    async (c) => c.json(await perform(c, deleteRedirect, c.req.valid('json'), 200), 200),
  );
