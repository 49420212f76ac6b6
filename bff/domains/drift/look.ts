import type { Call } from '../../platform/call.ts';
import type { DnsPort } from '../../platform/dns/port.ts';
import { eq } from 'drizzle-orm';
import { RegistrarError, type RegisteredDomain, type RegistrarPort } from '../../platform/registrar/port.ts';
import type { Db } from '../../store/database.ts';
import { isUnderWay, taken } from '../registry/job.ts';
import { wishOf } from '../registry/wished.ts';
import { asPaid } from '../registry/rules.ts';
import { openMove } from '../transfers/read.ts';
import { readRRsets, type DomainRow } from '../zone.ts';
import { registrants } from '../contacts/schema.ts';
import { compareRegistration, compareZone, registrantValues, type Drift, type Registration } from './rules.ts';

export interface Ports {
  readonly dns: Pick<DnsPort, 'readZone'>;
  readonly registrar: Pick<RegistrarPort, 'read' | 'registrant' | 'lacks'>;
}

/** What was compared, and what is otherwise; a side that is still on its way to what is wished is not compared. */
export interface Seen {
  readonly where: readonly ('registry' | 'name_server')[];
  readonly drifts: readonly Drift[];
  /** Which version of the wish for a registrant was compared. */
  readonly registrant?: number;
}

/** Reads what the registry and the name server have of a domain. Rejects when one of them cannot be reached. */
export async function lookAtDrift({ dns, registrar }: Ports, db: Db, domain: DomainRow, call: Call): Promise<Seen> {
  const where: Seen['where'][number][] = [];
  const drifts: Drift[] = [];
  const registrant = await registrantOf(db, domain.id);
  if (await isSettled(db, domain)) {
    const found = await registrar.read(domain.name, call);
    const registered = found && asPaid(domain, found);
    if (!registered || !isUnderWay(registered)) {
      where.push('registry');
      const { told } = registrant;
      const known = registered && told ? await readRegistrant(registrar, domain.name, call) : undefined;
      const ours = {
        ...(await ourSide(registrar, db, domain)),
        // What we know nothing of is what they say.
        registrant: known ? registrantValues({ ...known, ...told }) : null,
      };
      const theirs = registered && {
        ...theirSide(registered, ours),
        registrant: known ? registrantValues(known) : null,
      };
      drifts.push(...compareRegistration(ours, theirs));
    }
  }
  if (domain.ownNameServers && domain.zoneVersion > 0 && domain.servedVersion === domain.zoneVersion) {
    where.push('name_server');
    drifts.push(...compareZone(await readRRsets(db, domain.id), await dns.readZone(domain.name)));
  }
  return { where, drifts, registrant: registrant.version };
}

/** Nothing is on its way to the registry, and nothing comes from there. */
const isSettled = async (db: Db, { id, state, wishedVersion, registeredVersion, registryError }: DomainRow) =>
  (state === 'active' || state === 'expired') &&
  wishedVersion === registeredVersion &&
  registryError === null &&
  !(await openMove(db, id, false));

/** Whom the registry was told of; nobody while somebody else is wished, or is asked whether he agrees. */
async function registrantOf(db: Db, domainId: string) {
  const [row] = await db.select().from(registrants).where(eq(registrants.domainId, domainId)).limit(1);
  const isSaid = row?.told && !row.next && (row.state === 'ready' || row.state === 'refused');
  return { version: row?.version ?? 0, told: isSaid ? row.told!.contact : undefined };
}

/** A registry that does not tell of him keeps nobody from comparing the rest. */
const readRegistrant = (registrar: Ports['registrar'], name: string, call: Call) =>
  registrar.registrant(name, call).catch((error: unknown) => {
    if (!(error instanceof RegistrarError) || error.code === 'unreachable') throw error;
    return undefined;
  });

type Sides = Omit<Registration, 'registrant'>;

async function ourSide(registrar: Ports['registrar'], db: Db, domain: DomainRow): Promise<Sides> {
  const { expiresOn, state, statuses } = domain;
  const { nameServers, locked, hold = false, privacy, hosts, ds = null } = await wishOf(registrar, db, domain);
  return { expiresOn, state, statuses, nameServers, locked, held: hold, privacy, hosts, ds };
}

/** In the same words; of what nobody decides here it says what we say. */
function theirSide(registered: RegisteredDomain, ours: Sides): Sides {
  const { expiresOn, state, statuses } = taken(registered);
  return {
    ...{ expiresOn, state, statuses },
    nameServers: registered.nameServers,
    locked: ours.locked === null ? null : registered.statuses.includes('clientTransferProhibited'),
    held: registered.statuses.includes('clientHold'),
    privacy: ours.privacy === null ? null : registered.privacy,
    hosts: registered.hosts,
    ds: ours.ds === null ? null : registered.ds,
  };
}
