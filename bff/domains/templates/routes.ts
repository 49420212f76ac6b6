import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import { preview, zoneAnswer } from '../answers.ts';
import { domainOf } from '../of-path.ts';
import { templateList } from './answers.ts';
import { applyTemplate, previewTemplate, templatesOf } from './verbs.ts';

const problems = ['foreign_name_servers', 'state_forbids', 'record_protected', 'version_conflict'] as const;

/** Below `/v1/domains`: records that belong together, set at once. */
export const templateRoutes = new Hono<Env>()
  .get(
    '/:id/dns/templates',
    tab('domains', { summary: 'List the templates for a zone', answers: { 200: templateList } }),
    async (c) => {
      await domainOf(c);
      const items = templatesOf(signedIn(c).label).map(({ id, name }) => ({ id, ...(name ? { name } : {}) }));
      return c.json({ items }, 200);
    },
  )
  .post(
    '/:id/dns/templates',
    gate(applyTemplate, { summary: 'Publish the records of a template', answers: { 200: zoneAnswer }, problems }),
    async (c) => c.json(await perform(c, applyTemplate, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/dns/templates/preview',
    gate(applyTemplate, { summary: 'See what a template would do', answers: { 200: preview }, problems }),
    async (c) => {
      const { session, label } = signedIn(c);
      return c.json(await previewTemplate(label, session, await domainOf(c), c.req.valid('json')), 200);
    },
  );
