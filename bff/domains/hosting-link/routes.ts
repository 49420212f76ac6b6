import { Hono } from 'hono';
import type { Ctx, Env } from '../../http/env.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import type { judge } from '../dns.ts';
import { copyDiff } from '../dns.ts';
import type { RRset } from '../records.ts';
import { astrayBy } from '../redirects/astray.ts';
import { domainOf } from '../of-path.ts';
import type { DomainRow } from '../zone.ts';
import * as answers from './answers.ts';
import { hostingOf } from './read.ts';
import { linkHosting, planLink, planUnlink, unlinkHosting } from './verbs.ts';

const problems = ['state_forbids', 'record_protected', 'version_conflict', 'plan_full', 'not_found'] as const;

const placeOf = (c: Ctx) => {
  const { session, label } = signedIn(c);
  return { db: label.db, label, session };
};

async function previewOf(
  c: Ctx,
  domain: DomainRow,
  judged: Awaited<ReturnType<typeof judge>> | undefined,
  kept: readonly Pick<RRset, 'name' | 'type'>[] = [],
): Promise<answers.LinkPreview> {
  const diff = judged?.diff.map(copyDiff) ?? [];
  const warnings = judged?.warnings.map((warning) => ({ ...warning })) ?? [];
  const astray = await astrayBy(signedIn(c).label, c.var.deps, domain, diff);
  return {
    version: domain.zoneVersion,
    diff,
    warnings: [...warnings, ...astray],
    kept: kept.map((one) => ({ ...one })),
  };
}

/** Below `/v1/domains`: the hosting plan that a domain leads to. */
export const hostingLinkRoutes = new Hono<Env>()
  .get(
    '/:id/hosting',
    tab('domains', { summary: 'See which plan a domain leads to', answers: { 200: answers.domainHosting } }),
    async (c) => {
      const { session, label } = signedIn(c);
      return c.json(await hostingOf(label.db, label, session, await domainOf(c)), 200);
    },
  )
  .post(
    '/:id/hosting',
    gate(linkHosting, { summary: 'Lead a domain to a plan', answers: { 200: answers.domainHosting }, problems }),
    async (c) => c.json(await perform(c, linkHosting, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/hosting/preview',
    gate(linkHosting, { summary: 'See what linking would do', answers: { 200: answers.linkPreview }, problems }),
    async (c) => {
      const domain = await domainOf(c);
      const { judged } = await planLink(placeOf(c), domain, c.req.valid('json'));
      return c.json(await previewOf(c, domain, judged), 200);
    },
  )
  .post(
    '/:id/hosting/unlink',
    gate(unlinkHosting, { summary: 'End it', answers: { 200: answers.domainHosting }, problems }),
    async (c) => c.json(await perform(c, unlinkHosting, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/hosting/unlink/preview',
    gate(unlinkHosting, { summary: 'See what ending it would do', answers: { 200: answers.linkPreview }, problems }),
    async (c) => {
      const domain = await domainOf(c);
      const { judged, kept } = await planUnlink(placeOf(c), domain, c.req.valid('json').version);
      return c.json(await previewOf(c, domain, judged, kept), 200);
    },
  );
