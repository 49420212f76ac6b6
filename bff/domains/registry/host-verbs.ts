import { and, eq } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { Problem } from '../../http/problem.ts';
import { action, nothing, refused, type Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import type { DomainDetail } from '../answers.ts';
import { registryWords } from '../messages.ts';
import { isPrivateAddress, parseIpv4, parseIpv6 } from '../rules-addresses.ts';
import { parseHost, parseOwner } from '../rules-names.ts';
import { domains } from '../schema.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import { registryRefusals } from './capability.ts';
import { host, hostAddresses } from './input.ts';
import { hostNames } from './read.ts';
import { childHosts } from './schema.ts';
import { wish } from './write.ts';

/** Addresses as they are kept, or why they cannot be. */
function parseAddresses(texts: readonly string[]): string[] {
  const fields: Record<string, string> = {};
  const addresses = texts.map((text, at) => {
    const parsed = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
    if ('code' in parsed) fields[`addresses.${at}`] = parsed.code;
    // Nobody could ask a name server there.
    else if (isPrivateAddress(parsed.value)) fields[`addresses.${at}`] = 'not_public';
    return 'code' in parsed ? text : parsed.value;
  });
  for (const [at, address] of addresses.entries())
    if (addresses.indexOf(address) < at) fields[`addresses.${at}`] ??= 'duplicate';
  if (Object.keys(fields).length) throw new Problem('invalid', { fields });
  return addresses;
}

/** So many child hosts a domain has at most: as many as name servers. */
const mostHosts = 13;

/** A host below the domain gets addresses at the registry, so that it can be a name server (glue). */
export const createHost = action({
  name: 'domains.host.create',
  input: host,
  target: ownDomain,
  capability: registryRefusals['domains.host.create'],
  run: async (act: Act<DomainRow>, input): Promise<DomainDetail> => {
    const { tx, target } = act;
    const owner = parseOwner(input.name, target.name);
    if ('code' in owner) throw new Problem('invalid', { fields: { name: owner.code } });
    // A name server is a host, not any name (RFC 952).
    const host = parseHost(`${owner.name}.${target.name}`);
    if (owner.name === '@' || 'code' in host) throw new Problem('invalid', { fields: { name: 'not_below' } });
    const { name } = host;
    const there = await hostNames(tx, target.id);
    if (there.includes(name)) throw new Problem('name_taken', { fields: { name: 'duplicate' } });
    if (there.length >= mostHosts) throw new Problem('invalid', { fields: { name: 'too_many' } });
    await tx
      .insert(childHosts)
      .values({ id: newId('childHost'), domainId: target.id, name, addresses: parseAddresses(input.addresses) });
    return wish(act, {}, { kind: 'host', op: 'created', name });
  },
});

interface HostTarget {
  readonly domain: DomainRow;
  readonly host: typeof childHosts.$inferSelect;
}

async function ownHost(db: Db, session: Session, id: string): Promise<HostTarget | undefined> {
  const [found] = await db.select().from(childHosts).where(eq(childHosts.id, id)).limit(1);
  const domain = found && (await ownDomain(db, session, found.domainId));
  return domain && { domain, host: found };
}

export const editHost = action({
  name: 'domains.host.edit',
  input: hostAddresses,
  target: ownHost,
  capability: ({ domain }, session) => registryRefusals['domains.host.edit'](domain, session),
  run: async (act: Act<HostTarget>, input): Promise<DomainDetail> => {
    const { tx, target } = act;
    await tx
      .update(childHosts)
      .set({ addresses: parseAddresses(input.addresses) })
      .where(eq(childHosts.id, target.host.id));
    return wish({ ...act, target: target.domain }, {}, { kind: 'host', op: 'changed', name: target.host.name });
  },
});

export const deleteHost = action({
  name: 'domains.host.delete',
  input: nothing,
  target: ownHost,
  capability: ({ domain }, session) => registryRefusals['domains.host.delete'](domain, session),
  run: async (act: Act<HostTarget>): Promise<DomainDetail> => {
    const { tx, target, session } = act;
    const users = await usersOf(tx, session.customer.id, target.host.name);
    if (users.length) {
      const reason = registryWords(session.locale).hostInUse(users.join(', '));
      throw refused({ code: 'state_forbids', reason }, session, 'domains.host.delete');
    }
    await tx.delete(childHosts).where(eq(childHosts.id, target.host.id));
    return wish({ ...act, target: target.domain }, {}, { kind: 'host', op: 'deleted', name: target.host.name });
  },
});

/** The customer's domains that use a host; of others the registry knows. */
async function usersOf(db: Db, customerId: string, name: string): Promise<string[]> {
  const rows = await db
    .select({ name: domains.unicodeName, nameServers: domains.nameServers, own: domains.ownNameServers })
    .from(domains)
    .where(and(eq(domains.customerId, customerId), eq(domains.ownNameServers, false)));
  return rows.filter(({ nameServers }) => nameServers.includes(name)).map((row) => row.name);
}
