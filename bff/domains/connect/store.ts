import { and, asc, eq } from 'drizzle-orm';
import type { BoundLabel } from '../../http/env.ts';
import type { Db } from '../../store/database.ts';
import { readTemplate, templateFaults } from './rules-template.ts';
import { connectTemplates } from './schema.ts';
import type { ConnectTemplate } from './template.ts';

/** Names a template. */
export interface TemplateName {
  readonly provider: string;
  readonly service: string;
}

const named = ({ provider, service }: TemplateName) =>
  and(eq(connectTemplates.providerId, provider), eq(connectTemplates.serviceId, service));

/** A template that the label took on. */
export async function templateNamed(db: Db, name: TemplateName): Promise<ConnectTemplate | undefined> {
  const [row] = await db.select().from(connectTemplates).where(named(name)).limit(1);
  return row?.template;
}

/** Takes a template on, or its next version; throws all that is wrong with it. */
export async function addTemplate(db: Db, value: unknown): Promise<{ provider: string; service: string }> {
  const read = readTemplate(value);
  if ('faults' in read)
    throw new Error(
      read.faults.map(({ path, code }) => `${path || 'the template'} ${templateFaults[code]}`).join('\n'),
    );
  const { template } = read;
  const { providerId, serviceId } = template;
  const row = { template, addedAt: new Date() };
  await db
    .insert(connectTemplates)
    .values({ providerId, serviceId, ...row })
    .onConflictDoUpdate({ target: [connectTemplates.providerId, connectTemplates.serviceId], set: row });
  return { provider: providerId, service: serviceId };
}

export async function removeTemplate(db: Db, name: TemplateName): Promise<boolean> {
  const gone = await db.delete(connectTemplates).where(named(name)).returning({ id: connectTemplates.serviceId });
  return gone.length > 0;
}

export async function listTemplates(db: Db) {
  const rows = await db
    .select()
    .from(connectTemplates)
    .orderBy(asc(connectTemplates.providerId), asc(connectTemplates.serviceId));
  return rows.map(({ providerId, serviceId, template, addedAt }) => ({
    provider: providerId,
    service: serviceId,
    name: `${template.providerName}: ${template.serviceName}`,
    version: template.version,
    signed: template.syncPubKeyDomain !== undefined,
    added: addedAt.toISOString(),
  }));
}

/** Where services find the label's Domain Connect: what `_domainconnect` says in its zones. */
export const connectHost = ({ settings: { connect }, entry }: BoundLabel): string =>
  connect.host ?? entry.hosts[0] ?? '';

/** The record by which services find it. */
export const connectRecord = (host: string) =>
  ({ name: '_domainconnect', type: 'TXT', ttl: 3600, records: [host] }) as const;

/** Whether a label offers Domain Connect at all: it is on, and neither the tab nor the action is switched off. */
export const isOffered = ({ settings: { connect, policy } }: BoundLabel): boolean =>
  connect.on && !policy.hiddenTabs.includes('domains') && !policy.disabledActions['domains.connect.apply'];
