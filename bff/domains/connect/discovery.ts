import { and, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { withLabel } from '../../http/bind.ts';
import type { BoundLabel, Ctx, Env } from '../../http/env.ts';
import { open } from '../../http/open.ts';
import { hostOf, ownOrigin } from '../../http/origin.ts';
import { Problem } from '../../http/problem.ts';
import { toAscii } from '../rules-names.ts';
import { plainText } from '../rules-text.ts';
import { dnsRrsets, domains, isHeld } from '../schema.ts';
import { connectDiscovery, connectSupport } from './answers.ts';
import { connectHost, connectRecord, isOffered, templateNamed } from './store.ts';

/** Of the window that services open, in pixels. */
const size = { width: 750, height: 750 };

/** For scripts of any page, as the specification wants it. A label that does not offer it is like a host that knows nothing. */
async function offered<T>(c: Ctx, body: (label: BoundLabel) => Promise<T>): Promise<T> {
  const { deps } = c.var;
  c.header('access-control-allow-origin', '*');
  const id = await deps.control.labelOfHost(hostOf(c));
  if (!id) throw new Problem('not_found');
  await deps.limits.take('connect', `${id} ${deps.address(c)}`);
  return withLabel(deps, id, (label) => {
    if (!isOffered(label)) throw new Problem('not_found');
    return body(label);
  });
}

/** Only a zone that says so itself: of no other domain anybody learns that it is here. */
async function isOurs({ db, ...label }: BoundLabel, name: string): Promise<boolean> {
  const { name: owner, type } = connectRecord('');
  const [found] = await db
    .select({ records: dnsRrsets.records, state: domains.state })
    .from(domains)
    .innerJoin(dnsRrsets, eq(dnsRrsets.domainId, domains.id))
    .where(
      and(
        eq(domains.name, name),
        isHeld,
        eq(domains.ownNameServers, true),
        eq(dnsRrsets.name, owner),
        eq(dnsRrsets.type, type),
      ),
    )
    .limit(1);
  const host = connectHost({ db, ...label });
  return (
    (found?.state === 'active' || found?.state === 'expired') &&
    found.records.some((text) => plainText(text).toLowerCase() === host)
  );
}

/** Below `/v2`: what services ask before they lead a person here. The paths are Domain Connect's own. */
export const discoveryRoutes = new Hono<Env>()
  .get(
    '/:domain/settings',
    open('anyone', {
      summary: 'How Domain Connect works for a domain whose zone names this host',
      answers: { 200: connectDiscovery },
      problems: ['not_found', 'too_many_requests'],
    }),
    (c) =>
      offered(c, async (label) => {
        const name = toAscii(c.req.param('domain'));
        if (!name || !(await isOurs(label, name))) throw new Problem('not_found');
        const { connect, dns } = label.settings;
        const here = ownOrigin(c);
        return c.json(
          {
            providerId: connect.providerId ?? connectHost(label).replace(/:\d+$/, ''),
            providerName: label.entry.name,
            providerDisplayName: label.entry.name,
            urlSyncUX: here,
            urlAPI: here,
            ...size,
            urlControlPanel: `${here}/ca/#/domains`,
            nameServers: [...dns.nameServers],
          },
          200,
        );
      }),
  )
  .get(
    '/domainTemplates/providers/:provider/services/:service',
    open('anyone', {
      summary: 'Whether a template is supported',
      answers: { 200: connectSupport },
      problems: ['not_found', 'too_many_requests'],
    }),
    (c) =>
      offered(c, async ({ db }) => {
        const template = await templateNamed(db, c.req.param());
        // Who asks leads people this way: one that forbids it is not supported.
        if (!template || template.syncBlock) throw new Problem('not_found');
        return c.json(template.version === undefined ? {} : { version: template.version }, 200);
      }),
  )
  .get(
    '/domainTemplates/providers/:provider/services/:service/apply',
    open('anyone', { summary: 'Leads the person to the page that asks him', answers: { 302: null } }),
    (c) =>
      offered(c, async () => {
        const { provider, service } = c.req.param();
        // The query goes on as it came: it may be signed.
        const { search } = new URL(c.req.url);
        return c.redirect(`/ca/connect/${encodeURIComponent(provider)}/${encodeURIComponent(service)}${search}`, 302);
      }),
  );
