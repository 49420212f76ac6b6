import { dsText, type Ds } from '../../../domains/dnssec/ds.ts';
import { relative } from '../../../domains/rules-names.ts';
import { refuseDs, refuseServers, refuseUnchangeable } from '../refusals.ts';
import { RegistrarError, type ChildHost, type DomainWish, type RegisteredDomain, type Status } from '../port.ts';
import { readFreeHosts, readHost, type Answer, type HostInfo } from './answers.ts';
import { dsUpdate, type DsChange } from './secdns.ts';
import {
  domainDelete,
  domainUpdate,
  hostCheck,
  hostCreate,
  hostDelete,
  hostInfo,
  hostUpdate,
  type Command,
} from './frames.ts';

/** Sends a command; rejects when the server refuses it with another code than those. */
export type Ask = (command: Command, expected?: readonly number[]) => Promise<Answer>;

const exists = 2302;
const missing = 2303;
/** Never clientUpdateProhibited: it would forbid its own registrar all but taking it off again. */
export const locks: readonly Status[] = ['clientTransferProhibited', 'clientDeleteProhibited'];

const without = <T>(these: readonly T[], those: readonly T[]): T[] => these.filter((one) => !those.includes(one));
const difference = <T>(there: readonly T[], wished: readonly T[]) => ({
  add: without(wished, there),
  rem: without(there, wished),
});

/**
 * Brings a domain from what is there to what is wished: hosts come before those who use them, and go after. What is
 * known to be refused is refused before anything is sent; each step alone converges, so that all of it may come again.
 */
export async function carryOut(ask: Ask, wish: DomainWish, there: RegisteredDomain): Promise<void> {
  refuseUnchangeable(there);
  refuseServers(wish, there);
  refuseDs(wish);
  if (wish.privacy) throw new RegistrarError('unsupported', `EPP knows no privacy for ${wish.name}`);
  const names = wish.hosts.map(({ name }) => name);
  const leaving = there.hosts.filter(({ name }) => !names.includes(name));
  await refuseUsed(ask, leaving, there);
  const nameServers = difference(there.nameServers, wish.nameServers);
  await provideHosts(ask, wish, there.hosts, nameServers.add);
  const statuses = difference(
    there.statuses.filter((one) => locks.includes(one)),
    wish.locked ? locks : [],
  );
  const locking = wish.locked === null ? { add: [], rem: [] } : statuses;
  const holding = difference(
    there.statuses.filter((one) => one === 'clientHold'),
    (wish.hold ?? there.statuses.includes('clientHold')) ? (['clientHold'] as const) : [],
  );
  const [add, rem] = (['add', 'rem'] as const).map((part) => ({
    nameServers: nameServers[part],
    statuses: [...locking[part], ...holding[part]],
  }));
  const keys = keysChange(there.ds, wish.ds ?? there.ds);
  if (keys || [add!, rem!].some((part) => part.nameServers.length || part.statuses.length))
    await ask(domainUpdate(wish.name, { add: add!, rem: rem! }, keys && dsUpdate(keys)));
  for (const { name } of leaving) await ask(hostDelete(name), [missing]);
}

/** What keeps it from being deleted goes first: our own lock, and its child hosts with their use as its own name servers (RFC 5731 §3.2.2). */
export async function giveUp(ask: Ask, there: RegisteredDomain): Promise<void> {
  const { name, hosts } = there;
  await refuseUsed(ask, hosts, there);
  const rem = {
    nameServers: there.nameServers.filter((server) => hosts.some((host) => host.name === server)),
    statuses: there.statuses.filter((status) => status === 'clientDeleteProhibited'),
  };
  if (rem.nameServers.length || rem.statuses.length)
    await ask(domainUpdate(name, { add: { nameServers: [], statuses: [] }, rem }));
  for (const host of hosts) await ask(hostDelete(host.name), [missing]);
  await ask(domainDelete(name));
}

function keysChange(there: readonly Ds[], wished: readonly Ds[]): DsChange | undefined {
  const lacking = (these: readonly Ds[], those: readonly Ds[]) =>
    these.filter((ds) => !those.some((other) => dsText(other) === dsText(ds)));
  const change = { add: lacking(wished, there), rem: lacking(there, wished) };
  return change.add.length || change.rem.length ? change : undefined;
}

/** Hosts that another domain uses cannot go. One that this domain uses too tells only when it is deleted. */
async function refuseUsed(ask: Ask, leaving: readonly ChildHost[], there: RegisteredDomain): Promise<void> {
  for (const { name } of leaving) {
    if (there.nameServers.includes(name)) continue;
    const answer = await ask(hostInfo(name), [missing]);
    if (answer.code !== missing && readHost(answer).linked) throw new RegistrarError('refused', `${name} is in use`);
  }
}

async function provideHosts(
  ask: Ask,
  wish: DomainWish,
  there: readonly ChildHost[],
  added: readonly string[],
): Promise<void> {
  for (const host of wish.hosts) {
    const held = there.find(({ name }) => name === host.name);
    if (held) await readdress(ask, held, host);
    else await createHost(ask, host);
  }
  // Those of others have no addresses here; the registry wants to know their names all the same.
  const others = added.filter((name) => relative(name, wish.name) === undefined);
  if (!others.length) return;
  const free = readFreeHosts(await ask(hostCheck(others)));
  for (const name of others.filter((other) => free.includes(other))) await ask(hostCreate(name, []), [exists]);
}

async function createHost(ask: Ask, host: ChildHost): Promise<void> {
  const { code } = await ask(hostCreate(host.name, host.addresses), [exists]);
  // Created by an earlier try, perhaps with other addresses.
  if (code === exists) await readdress(ask, readHost(await ask(hostInfo(host.name))), host);
}

async function readdress(
  ask: Ask,
  held: Pick<HostInfo, 'name' | 'addresses'>,
  { addresses }: ChildHost,
): Promise<void> {
  const change = difference(held.addresses, addresses);
  if (change.add.length || change.rem.length) await ask(hostUpdate(held.name, change));
}
