import { Hono } from 'hono';
import type { Ctx, Env } from '../../http/env.ts';
import { gate, signedIn, tab } from '../../policy/action.ts';
import { deniedOn } from '../capability.ts';
import { domainOf } from '../of-path.ts';
import type { DomainRow } from '../zone.ts';
import { health, serversChecked, type Check } from './answers.ts';
import { lookAt } from './look.ts';
import { checkNameServers, checkServers } from './servers.ts';

/** So long what was found is told again instead of asked again, in ms. */
const fresh = 5000;
const most = 500;

/** Servers of others are asked in a customer's name only so often. */
async function limited(c: Ctx): Promise<void> {
  const { session, label } = signedIn(c);
  await c.var.deps.limits.take('health', `${label.id} ${session.customer.id}`);
}

/** Of each BFF its own: what one label's customer was told, nobody else is. */
const kept = new WeakMap<object, Map<string, { at: number; checks: Promise<Check[]> }>>();

async function checksOf(c: Ctx, domain: DomainRow): Promise<{ at: number; checks: Promise<Check[]> }> {
  const { session, label } = signedIn(c);
  const { deps } = c.var;
  const found = kept.get(deps) ?? new Map();
  kept.set(deps, found);
  const key = [label.id, session.id, domain.id, domain.zoneVersion, domain.wishedVersion].join(' ');
  const known = found.get(key);
  const at = deps.now();
  if (known && at - known.at < fresh) return known;
  await limited(c);
  const now = { at, checks: lookAt(label, session, deps, domain) };
  found.delete(key);
  found.set(key, now);
  if (found.size > most) found.delete(found.keys().next().value!);
  return now;
}

/** Below `/v1/domains`: how a domain is, and how name servers are before they are chosen. */
export const healthRoutes = new Hono<Env>()
  .get(
    '/:id/health',
    tab('domains', { summary: 'Look how a domain is, in the world', answers: { 200: health } }),
    async (c) => {
      const { session } = signedIn(c);
      const domain = await domainOf(c);
      const { at, checks } = await checksOf(c, domain);
      return c.json(
        {
          domain: { id: domain.id, name: domain.name, unicodeName: domain.unicodeName },
          at: new Date(at).toISOString(),
          version: domain.zoneVersion,
          checks: await checks,
          denied: deniedOn(domain, session),
        },
        200,
      );
    },
  )
  .post(
    '/:id/name_servers/check',
    gate(checkNameServers, {
      summary: 'Look whether name servers answer for the domain, before they are set',
      answers: { 200: serversChecked },
      problems: ['state_forbids'],
    }),
    async (c) => {
      const domain = await domainOf(c);
      await limited(c);
      return c.json(await checkServers(c.var.deps.resolver, domain, c.req.valid('json').nameServers), 200);
    },
  );
