import { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { longJson } from '../../http/long-json.ts';
import { gate, perform, signedIn } from '../../policy/action.ts';
import { zoneAnswer } from '../answers.ts';
import { domainOf } from '../of-path.ts';
import * as answers from './answers.ts';
import { exportZone, importZone, previewImport } from './verbs.ts';

const problems = ['foreign_name_servers', 'state_forbids', 'version_conflict'] as const;

/** Below `/v1/domains`: a zone as a file. */
export const zoneFileRoutes = new Hono<Env>()
  .post(
    '/:id/dns/import',
    gate(importZone, { summary: 'Publish what a zone file says', answers: { 200: zoneAnswer }, problems }),
    async (c) => longJson(c, await perform(c, importZone, c.req.valid('json'), 200)),
  )
  .post(
    '/:id/dns/import/preview',
    gate(importZone, { summary: 'See what a zone file would do', answers: { 200: answers.importPreview }, problems }),
    async (c) => {
      const { session, label } = signedIn(c);
      const domain = await domainOf(c);
      return longJson(c, await previewImport(label, session, domain, c.req.valid('json')));
    },
  )
  .post(
    '/:id/dns/export',
    gate(exportZone, { summary: 'Download the zone as a file', answers: { 200: null } }),
    async (c) => {
      const { fileName, text } = await perform(c, exportZone, {}, 200);
      c.header('content-type', 'text/dns; charset=utf-8');
      c.header('content-disposition', `attachment; filename="${fileName}"`);
      return c.body(text);
    },
  );
