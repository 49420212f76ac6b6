import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { gate, perform } from '../../policy/action.ts';
import { domainDetail } from '../answers.ts';
import { createHost, deleteHost, editHost } from './host-verbs.ts';
import {
  editLock,
  editNameServers,
  editPrivacy,
  renewDomain,
  restoreDomain,
  resumeRenewal,
  stopRenewal,
  syncDomain,
} from './verbs.ts';

const answers = { 200: domainDetail };
const problems = ['state_forbids'] as const;

/** What a customer does with the registration of a domain. Each answers the domain as it is then. */
export const registryRoutes = new Hono<Env>()
  .post(
    '/:id/name_servers',
    gate(editNameServers, { summary: 'Set the name servers', answers, problems: [...problems] }),
    async (c) => c.json(await perform(c, editNameServers, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/lock',
    gate(editLock, {
      summary: 'Lock against transfers, or unlock',
      answers,
      problems: [...problems, 'tld_unsupported'],
    }),
    async (c) => c.json(await perform(c, editLock, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/privacy',
    gate(editPrivacy, { summary: 'Hide the registrant, or show', answers, problems: [...problems, 'tld_unsupported'] }),
    async (c) => c.json(await perform(c, editPrivacy, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/renewal/stop',
    gate(stopRenewal, { summary: 'Let the domain run out', answers, problems: [...problems] }),
    async (c) => c.json(await perform(c, stopRenewal, {}, 200), 200),
  )
  .post(
    '/:id/renewal/resume',
    gate(resumeRenewal, { summary: 'Renew it again as ever', answers, problems: [...problems] }),
    async (c) => c.json(await perform(c, resumeRenewal, {}, 200), 200),
  )
  .post(
    '/:id/renew',
    gate(renewDomain, { summary: 'Renew it now', answers, problems: [...problems, 'version_conflict'] }),
    async (c) => c.json(await perform(c, renewDomain, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/restore',
    gate(restoreDomain, { summary: 'Restore it out of redemption', answers, problems: [...problems] }),
    async (c) => c.json(await perform(c, restoreDomain, {}, 200), 200),
  )
  .post('/:id/sync', gate(syncDomain, { summary: 'Bring the registry and this domain together', answers }), async (c) =>
    c.json(await perform(c, syncDomain, {}, 200), 200),
  )
  .post(
    '/:id/hosts',
    gate(createHost, { summary: 'Make a child host', answers, problems: [...problems, 'name_taken'] }),
    async (c) => c.json(await perform(c, createHost, c.req.valid('json'), 200), 200),
  )
  .patch(
    '/hosts/:id',
    gate(editHost, { summary: 'Change the addresses of a child host', answers, problems: [...problems] }),
    async (c) => c.json(await perform(c, editHost, c.req.valid('json'), 200), 200),
  )
  .delete(
    '/hosts/:id',
    gate(deleteHost, { summary: 'Delete a child host', answers, problems: [...problems] }),
    async (c) => c.json(await perform(c, deleteHost, {}, 200), 200),
  );
