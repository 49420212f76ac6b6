import { endingOf, tldOf } from '../../domains/registry/tlds.ts';
import { checkExtra } from '../../domains/contacts/rules.ts';
import { relative } from '../../domains/rules-names.ts';
import type { RegistryContact } from './contacts.ts';
import { RegistrarError, type DomainWish, type RegisteredDomain } from './port.ts';

export const tldFor = (name: string) => tldOf(endingOf(name));
export const refused = (message: string) => new RegistrarError('refused', message);

export function refuseUnchangeable({ name, phase, statuses }: RegisteredDomain): void {
  const forbids = statuses.find((status) => status === 'serverUpdateProhibited' || status.startsWith('pending'));
  if (forbids || phase === 'redemption' || phase === 'pending_delete')
    throw refused(`${name} cannot be changed: ${forbids ?? phase}`);
}

/** Those that are there stay, however many they are. */
export function refuseServers({ name, nameServers, hosts }: DomainWish, there: RegisteredDomain): void {
  const [least, most] = tldFor(name).nameServers;
  const same = nameServers.toSorted().join() === there.nameServers.toSorted().join();
  if (!same && (nameServers.length < least || nameServers.length > most))
    throw refused(`${name} needs ${least} to ${most} name servers`);
  const lost = nameServers.find(
    (server) => relative(server, name) !== undefined && !hosts.some((host) => host.name === server),
  );
  if (lost) throw refused(`${lost} has no addresses`);
}

/** What a registry would refuse a contact for: something that it wants is not there, is wrong, or was never asked for. */
export function missingFor(name: string, contact: RegistryContact): string | undefined {
  const { kind, country, extra } = contact;
  const { values, missing, codes } = checkExtra(endingOf(name), { kind, country }, extra);
  const strange = Object.keys(extra).filter((key) => values[key] !== extra[key]);
  const empty = (['name', 'street', 'city', 'country', 'email'] as const).filter((key) => !contact[key]);
  return [...empty, ...missing, ...Object.keys(codes), ...strange.map((key) => `no ${key}`)][0];
}

export function refuseDs({ name, ds }: DomainWish): void {
  if (ds?.length && !tldFor(name).secDns) throw new RegistrarError('unsupported', `${name} cannot be signed`);
}
