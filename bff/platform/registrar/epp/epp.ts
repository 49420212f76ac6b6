import { dayOf } from '../../../domains/days.ts';
import { randomSecret } from '../../../store/hash.ts';
import type { Call } from '../../call.ts';
import { RegistrarError, type ChildHost, type RegisteredDomain, type RegistrarPort } from '../port.ts';
import { isStatus, readDomain, readHost, readMessage, type Answer, type DomainInfo } from './answers.ts';
import { changeRegistrant, readRegistrant } from './contacts.ts';
import {
  domainAuthInfo,
  domainInfo,
  domainRenew,
  hostInfo,
  pollAck,
  pollRequest,
  restoreReport,
  restoreRequest,
  type Command,
} from './frames.ts';
import { eppTransfers } from './transfers.ts';
import { pool } from './pool.ts';
import { errorOf, isDone } from './results.ts';
import type { SessionOptions } from './session.ts';
import { carryOut, giveUp, type Ask } from './update.ts';
import { XmlError } from './xml.ts';

export interface EppOptions extends Omit<SessionOptions, 'timeoutMs'> {
  /** The id that our domains are registered under, where it is not that of the login. */
  readonly registrar?: string | undefined;
  readonly now?: () => number;
  readonly sessions?: number | undefined;
  readonly timeoutMs?: number;
  readonly helloEvery?: number;
}

/** Not there, or not sponsored by us: to us the same. */
const missing = 2303;
const stranger = 2201;
const emptyQueue = 1300;

/** Registrations at a registry, over EPP (RFC 5730 to 5734) with restore (RFC 3915). */
export function eppRegistrar({
  registrar,
  now = Date.now,
  sessions = 2,
  timeoutMs = 8000,
  helloEvery = 240_000,
  ...login
}: EppOptions): RegistrarPort {
  const sponsor = registrar ?? login.user;
  const where = `${login.host}:${login.port}`;
  const registry = pool({ ...login, sessions, timeoutMs, helloEvery });

  async function send(
    command: Command,
    call?: Call,
    expected: readonly number[] = [],
    absent: 'missing' | 'refused' = 'missing',
  ): Promise<Answer> {
    const answer = await registry.send(command, call);
    if (isDone(answer.code) || expected.includes(answer.code)) return answer;
    throw errorOf(answer, where, { secrets: [login.password, command.secret], absent });
  }

  /** An answer that cannot be understood says nothing. */
  function understood<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      throw new RegistrarError('unreachable', `EPP at ${where}: ${error.message}`);
    }
  }

  async function inform(name: string, call?: Call): Promise<DomainInfo | undefined> {
    const answer = await send(domainInfo(name), call, [missing, stranger]);
    if (!isDone(answer.code)) return undefined;
    const info = understood(() => readDomain(answer));
    return info.sponsor === sponsor ? info : undefined;
  }

  async function hostsOf(names: readonly string[], call?: Call): Promise<ChildHost[]> {
    const hosts: ChildHost[] = [];
    for (const name of names.toSorted()) {
      const answer = await send(hostInfo(name), call, [missing]);
      if (isDone(answer.code)) hosts.push({ name, addresses: understood(() => readHost(answer)).addresses });
    }
    return hosts;
  }

  async function read(name: string, call?: Call): Promise<RegisteredDomain | undefined> {
    const info = await inform(name, call);
    return (
      info && {
        name,
        registeredOn: info.registeredOn,
        expiresOn: info.expiresOn,
        phase: phaseOf(info, dayOf(now(), 'UTC')),
        ...(info.graces.has('autoRenewPeriod') ? { autoRenewed: true } : {}),
        nameServers: info.nameServers,
        statuses: [...info.statuses].filter(isStatus),
        privacy: false,
        hosts: await hostsOf(info.hosts, call),
        ds: info.ds,
      }
    );
  }

  const gone = (name: string) => new RegistrarError('missing', `${name} is not registered through us`);

  async function held(name: string, call?: Call): Promise<RegisteredDomain> {
    const domain = await read(name, call);
    if (!domain) throw gone(name);
    return domain;
  }

  async function renew(name: string, expiresOn: string, years: number, call?: Call): Promise<RegisteredDomain> {
    try {
      await send(domainRenew(name, expiresOn, years), call);
    } catch (error) {
      if (!(error instanceof RegistrarError) || error.code !== 'refused') throw error;
      // Renewed by an earlier try, or by the registry: once is enough.
      const domain = await held(name, call);
      if (domain.expiresOn !== expiresOn || domain.statuses.includes('pendingRenew')) return domain;
      throw error;
    }
    return held(name, call);
  }

  async function restore(name: string, call?: Call): Promise<RegisteredDomain> {
    let info = await inform(name, call);
    if (!info) throw gone(name);
    // Each restore that is asked for is a change, and only the one before it was the deletion (RFC 3915 §4.2.5).
    const { changedAt } = info;
    if (info.graces.has('redemptionPeriod')) {
      await send(restoreRequest(name), call);
      info = (await inform(name, call)) ?? info;
    }
    if (info.graces.has('pendingRestore')) {
      await send(reportOf({ ...info, changedAt }, now()), call);
      info = (await inform(name, call)) ?? info;
    }
    const phase = phaseOf(info, dayOf(now(), 'UTC'));
    // It came back as it went: without a year more it would go again.
    if (phase === 'grace') return renew(name, info.expiresOn, 1, call);
    if (phase === 'active' || info.graces.has('pendingRestore')) return held(name, call);
    throw new RegistrarError('refused', `${name} is in ${phase}`);
  }

  /** What is told step by step; the domain was there right before, so what is missing is something that it needs. */
  async function step<T>(call: Call | undefined, body: (ask: Ask) => Promise<T>): Promise<T> {
    try {
      return await body((command, expected) => send(command, call, expected, 'refused'));
    } catch (error) {
      throw error instanceof XmlError ? new RegistrarError('unreachable', `EPP at ${where}: ${error.message}`) : error;
    }
  }

  return {
    kind: 'epp',
    lacks: ['privacy'],
    read,
    async update(wish, call) {
      const there = await held(wish.name, call);
      await step(call, (ask) => carryOut(ask, wish, there));
      return held(wish.name, call);
    },
    async registrant(name, call) {
      const info = await inform(name, call);
      const found = info && (await step(call, (ask) => readRegistrant(ask, info.registrant)));
      if (!found) return undefined;
      const { form: _form, ...contact } = found;
      return contact;
    },
    async setRegistrant(name, contact, call) {
      const info = await inform(name, call);
      if (!info) throw gone(name);
      const phase = phaseOf(info, dayOf(now(), 'UTC'));
      if (info.statuses.has('serverUpdateProhibited') || phase === 'redemption' || phase === 'pending_delete')
        throw new RegistrarError('refused', `${name} cannot be changed`);
      return step(call, (ask) => changeRegistrant(ask, info, contact));
    },
    renew,
    restore,
    async delete(name, call) {
      const there = await held(name, call);
      if (there.phase === 'redemption' || there.phase === 'pending_delete') return;
      await step(call, (ask) => giveUp(ask, there));
    },
    async authCode(name, call) {
      const { statuses } = await held(name, call);
      if (statuses.includes('serverTransferProhibited')) throw new RegistrarError('refused', `${name} cannot be moved`);
      // 132 bits: more than the 128 that RFC 9154 §4.1 wants.
      const code = randomSecret().slice(0, 22);
      await send(domainAuthInfo(name, code), call);
      return code;
    },
    async clearAuthCode(name, call) {
      await send(domainAuthInfo(name, undefined), call);
    },
    adopt: async () => {
      throw new RegistrarError('unsupported', 'a registry is not filled: what is registered there is there');
    },
    ...eppTransfers({ send, understood, sponsor }),
    async poll(call) {
      const answer = await send(pollRequest, call);
      return answer.code === emptyQueue ? undefined : understood(() => readMessage(answer));
    },
    async acknowledge(id, call) {
      // Acknowledged by an earlier try.
      await send(pollAck(id), call, [missing]);
    },
    close: () => registry.close(),
  };
}

/** What RFC 3915 calls it; where the registry says nothing of that, a deletion that is pending is one. */
function phaseOf({ graces, statuses, expiresOn }: DomainInfo, today: string): RegisteredDomain['phase'] {
  if (graces.has('redemptionPeriod') || graces.has('pendingRestore')) return 'redemption';
  if (graces.has('pendingDelete') || statuses.has('pendingDelete')) return 'pending_delete';
  return today < expiresOn ? 'active' : 'grace';
}

const reportOf = ({ name, expiresOn, nameServers, changedAt }: DomainInfo, now: number): Command => {
  const data = `${name}, expires ${expiresOn}, name servers ${nameServers.join(' ')}`;
  const restoredAt = new Date(now).toISOString();
  return restoreReport({
    name,
    before: data,
    after: data,
    deletedAt: changedAt ?? `${expiresOn}T00:00:00Z`,
    restoredAt,
  });
};
