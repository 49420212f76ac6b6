import type { Call } from '../../platform/call.ts';
import type { DnsPort } from '../../platform/dns/port.ts';
import type { RegisteredDomain, RegistrarPort } from '../../platform/registrar/port.ts';
import type { Db } from '../../store/database.ts';
import { isUnderWay, taken, wishOf } from '../registry/job.ts';
import { openMove } from '../transfers/read.ts';
import { readRRsets, type DomainRow } from '../zone.ts';
import { compareRegistration, compareZone, type Drift, type Registration } from './rules.ts';

export interface Ports {
  readonly dns: Pick<DnsPort, 'readZone'>;
  readonly registrar: Pick<RegistrarPort, 'read' | 'lacks'>;
}

/** What was compared, and what is otherwise; a side that is still on its way to what is wished is not compared. */
export interface Seen {
  readonly where: readonly ('registry' | 'name_server')[];
  readonly drifts: readonly Drift[];
}

/** Reads what the registry and the name server have of a domain. Rejects when one of them cannot be reached. */
export async function lookAtDrift({ dns, registrar }: Ports, db: Db, domain: DomainRow, call: Call): Promise<Seen> {
  const where: Seen['where'][number][] = [];
  const drifts: Drift[] = [];
  if (await isSettled(db, domain)) {
    const registered = await registrar.read(domain.name, call);
    if (!registered || !isUnderWay(registered)) {
      where.push('registry');
      const ours = await ourSide(registrar, db, domain);
      drifts.push(...compareRegistration(ours, registered && theirSide(registered, ours)));
    }
  }
  if (domain.ownNameServers && domain.zoneVersion > 0 && domain.servedVersion === domain.zoneVersion) {
    where.push('name_server');
    drifts.push(...compareZone(await readRRsets(db, domain.id), await dns.readZone(domain.name)));
  }
  return { where, drifts };
}

/** Nothing is on its way to the registry, and nothing comes from there. */
const isSettled = async (db: Db, { id, state, wishedVersion, registeredVersion, registryError }: DomainRow) =>
  (state === 'active' || state === 'expired') &&
  wishedVersion === registeredVersion &&
  registryError === null &&
  !(await openMove(db, id, false));

async function ourSide(registrar: Ports['registrar'], db: Db, domain: DomainRow): Promise<Registration> {
  const { expiresOn, state, statuses } = domain;
  const { nameServers, locked, privacy, hosts, ds = null } = await wishOf(registrar, db, domain);
  return { expiresOn, state, statuses, nameServers, locked, privacy, hosts, ds };
}

/** In the same words; of what nobody decides here it says what we say. */
function theirSide(registered: RegisteredDomain, ours: Registration): Registration {
  const { expiresOn, state, statuses } = taken(registered);
  return {
    ...{ expiresOn, state, statuses },
    nameServers: registered.nameServers,
    locked: ours.locked === null ? null : registered.statuses.includes('clientTransferProhibited'),
    privacy: ours.privacy === null ? null : registered.privacy,
    hosts: registered.hosts,
    ds: ours.ds === null ? null : registered.ds,
  };
}
