import { Hono } from 'hono';
import { preview, zoneAnswer } from '../../domains/answers.ts';
import { zoneRefusal } from '../../domains/capability.ts';
import { conflict, previewChanges } from '../../domains/dns.ts';
import type { Change } from '../../domains/input.ts';
import { domainOf } from '../../domains/of-path.ts';
import type { DomainRow } from '../../domains/zone.ts';
import type { Ctx, Env } from '../../http/env.ts';
import { longJson } from '../../http/long-json.ts';
import { Problem } from '../../http/problem.ts';
import { gate, perform, signedIn, tab } from '../../policy/action.ts';
import { mailPlans, placeOf } from '../plans.ts';
import { mailDomainList, mailHealth, type MailCheck, type MailFix } from './answers.ts';
import { lookAtMail } from './look.ts';
import { fixMail } from './verbs.ts';

/** What is found of a domain that leads its mail to a plan; 404 of any other. */
async function checksOf(c: Ctx, domain: DomainRow): Promise<MailCheck[]> {
  const { session, label } = signedIn(c);
  const place = await placeOf(label.db, session, domain.id);
  if (!place) throw new Problem('not_found');
  await c.var.deps.limits.take('health', `${label.id} ${session.customer.id}`);
  return lookAtMail(label, session, c.var.deps, domain, place);
}

/** The changes that mend the chosen checks, as one set; of checks that need none there is none. */
async function changesOf(c: Ctx, domain: DomainRow, { version, checks }: MailFix): Promise<Change[]> {
  const { session, label } = signedIn(c);
  if (version !== domain.zoneVersion) throw await conflict(label.db, label, session, domain);
  const found = await checksOf(c, domain);
  const changes = found.filter(({ id }) => checks.includes(id)).flatMap(({ fix }) => fix ?? []);
  if (!changes.length) throw new Problem('invalid', { fields: { checks: 'nothing_to_do' } });
  return changes;
}

const problems = ['version_conflict', 'foreign_name_servers', 'state_forbids', 'record_protected'] as const;

/** At `/v1/mail/domains`: domains that lead their mail to a plan, and what the world knows of it. */
export const mailHealthRoutes = new Hono<Env>()
  .get(
    '/',
    tab('mail', { summary: 'List the domains that lead their mail to a plan', answers: { 200: mailDomainList } }),
    async (c) => {
      const { session, label } = signedIn(c);
      const plans = await mailPlans(label.db, session);
      return c.json({ items: plans.flatMap(({ id: plan, domains }) => domains.map((one) => ({ ...one, plan }))) }, 200);
    },
  )
  .get(
    '/:id/health',
    tab('mail', { summary: 'Look what the world knows of a domain’s mail', answers: { 200: mailHealth } }),
    async (c) => {
      const { session } = signedIn(c);
      const domain = await domainOf(c);
      const checks = await checksOf(c, domain);
      const refusal = session.denied['mail.health.fix'] ? undefined : zoneRefusal(domain, session);
      return c.json(
        {
          domain: { id: domain.id, name: domain.name, unicodeName: domain.unicodeName },
          at: new Date(c.var.deps.now()).toISOString(),
          version: domain.zoneVersion,
          ownNameServers: domain.ownNameServers,
          checks,
          denied: refusal ? { 'mail.health.fix': refusal } : {},
        },
        200,
      );
    },
  )
  .post(
    '/:id/fix/preview',
    gate(fixMail(), { summary: 'See what mending would change', answers: { 200: preview }, problems }),
    async (c) => {
      const { session, label } = signedIn(c);
      const domain = await domainOf(c);
      const input = c.req.valid('json');
      const changes = await changesOf(c, domain, input);
      return c.json(await previewChanges(label, session, domain, { version: input.version, changes }), 200);
    },
  )
  .post(
    '/:id/fix',
    gate(fixMail(), { summary: 'Mend it, as one change set', answers: { 200: zoneAnswer }, problems }),
    async (c) => {
      const input = c.req.valid('json');
      const changes = await changesOf(c, await domainOf(c), input);
      return longJson(c, await perform(c, fixMail(changes), input, 200));
    },
  );
