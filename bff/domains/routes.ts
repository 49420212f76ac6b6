import { Hono } from 'hono';
import type { Env } from '../http/env.ts';
import { longJson } from '../http/long-json.ts';
import { unchanged } from '../http/unchanged.ts';
import { gate, perform, signedIn, tab } from '../policy/action.ts';
import * as answers from './answers.ts';
import { expiryCalendar } from './calendar.ts';
import { dayOf } from './days.ts';
import { domainDetail } from './detail.ts';
import { previewChanges, publishChanges, retryPublication, undoChanges } from './dns.ts';
import { zoneHistory } from './history.ts';
import { domainQuery, historyQuery } from './input.ts';
import { listDomains } from './list.ts';
import { astrayBy } from './redirects/astray.ts';
import { domainOf } from './of-path.ts';
import { zoneAnswer } from './zone.ts';

export const domainRoutes = new Hono<Env>()
  .get(
    '/',
    tab('domains', {
      summary: 'List domains, a page at a time',
      query: domainQuery,
      answers: { 200: answers.domainPage, 304: null },
      problems: ['invalid'],
    }),
    unchanged('domains'),
    async (c) => {
      const { session, label } = signedIn(c);
      const context = { now: c.get('deps').now(), timeZone: label.settings.locale.timeZone };
      return longJson(c, await listDomains(label.db, session, c.req.valid('query'), context));
    },
  )
  .get(
    '/expiries',
    tab('domains', {
      summary: 'Count the domains that expire in each of the coming months',
      answers: { 200: answers.expiryCalendar, 304: null },
    }),
    unchanged('domains'),
    async (c) => {
      const { session, label } = signedIn(c);
      const today = dayOf(c.get('deps').now(), label.settings.locale.timeZone);
      return c.json(await expiryCalendar(label.db, session, today), 200);
    },
  )
  .get('/:id', tab('domains', { summary: 'Read one domain', answers: { 200: answers.domainDetail } }), async (c) => {
    const { session, label } = signedIn(c);
    const context = { db: label.db, label, session, now: c.var.deps.now() };
    return c.json(await domainDetail(context, await domainOf(c)), 200);
  })
  .get('/:id/dns', tab('domains', { summary: 'Read the zone', answers: { 200: answers.zoneAnswer } }), async (c) => {
    const { session, label } = signedIn(c);
    return longJson(c, await zoneAnswer(label.db, label, session, await domainOf(c)));
  })
  .post(
    '/:id/dns',
    gate(publishChanges, {
      summary: 'Publish a change set',
      answers: { 200: answers.zoneAnswer },
      problems: ['foreign_name_servers', 'state_forbids', 'record_protected', 'version_conflict'],
    }),
    async (c) => c.json(await perform(c, publishChanges, c.req.valid('json'), 200), 200),
  )
  .post(
    '/:id/dns/preview',
    gate(publishChanges, {
      summary: 'See what a change set would do',
      answers: { 200: answers.preview },
      problems: ['foreign_name_servers', 'state_forbids', 'record_protected', 'version_conflict'],
    }),
    async (c) => {
      const { session, label } = signedIn(c);
      const domain = await domainOf(c);
      const preview = await previewChanges(label, session, domain, c.req.valid('json'));
      const astray = await astrayBy(label, c.var.deps, domain, preview.diff);
      return c.json({ ...preview, warnings: [...preview.warnings, ...astray] }, 200);
    },
  )
  .post(
    '/:id/dns/retry',
    gate(retryPublication, { summary: 'Try a waiting publication now', answers: { 200: answers.zoneAnswer } }),
    async (c) => {
      const zone = await perform(c, retryPublication, {}, 200);
      c.get('deps').jobs.wake(signedIn(c).label.id);
      return c.json(zone, 200);
    },
  )
  .get(
    '/:id/dns/history',
    tab('domains', {
      summary: 'List the change sets of a zone, newest first',
      query: historyQuery,
      answers: { 200: answers.historyPage },
      problems: ['invalid'],
    }),
    async (c) => {
      const { label } = signedIn(c);
      const domain = await domainOf(c);
      return longJson(c, await zoneHistory(label.db, domain.id, c.req.valid('query')));
    },
  );

export const changeRoutes = new Hono<Env>().post(
  '/:id/rollback',
  gate(undoChanges, {
    summary: 'Undo one change set',
    answers: { 200: answers.zoneAnswer },
    problems: ['foreign_name_servers', 'state_forbids', 'record_protected', 'version_conflict'],
  }),
  async (c) => c.json(await perform(c, undoChanges, c.req.valid('json'), 200), 200),
);
