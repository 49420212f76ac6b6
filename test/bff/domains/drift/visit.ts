import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { DomainDetail } from '../../../../bff/domains/answers.ts';
import type { DomainDrift } from '../../../../bff/domains/drift/answers.ts';
import { memoryDns } from '../../../../bff/platform/dns/memory.ts';
import { memoryRegistrar } from '../../../../bff/platform/registrar/memory.ts';
import { RegistrarError } from '../../../../bff/platform/registrar/port.ts';
import { harness, passwords, type Harness, type TestLabel } from '../../harness.ts';

/** A registry and a name server that others change too, and a customer who is signed in. */
export function drifting() {
  const now = Date.parse('2026-11-25T12:00:00Z');
  const registry = memoryRegistrar(() => now);
  const registrar: typeof registry = {
    ...registry,
    update: (wish, said) =>
      here.away ? Promise.reject(new RegistrarError('unreachable', 'away')) : registry.update(wish, said),
  };
  const dns = memoryDns();
  const www = { name: 'www', type: 'A' as const, ttl: 3600, records: ['192.0.2.1'] };
  const here = {
    h: undefined as unknown as Harness,
    label: undefined as unknown as TestLabel,
    /** The registry takes no change. */
    away: false,
  };
  let customer: string;
  let cookie: string;
  let n = 0;
  before(async () => {
    here.h = await harness({ registrar, dns, now: () => now });
    here.label = await here.h.label('north');
    customer = await here.h.customer(here.label.id, 'Loaf');
    await here.h.user(here.label.id, customer, 'Marieke');
    cookie = await here.h.signIn(here.label, 'marieke', passwords.owner);
  });
  after(() => here.h.close());

  const call = async <T = DomainDrift>(method: string, path: string, body?: unknown) => {
    const answer = await here.h.request(`http://${here.label.host}/v1/domains${path && `/${path}`}`, {
      method,
      cookie,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  };
  /** One that is at the registry and at the name server as it is here. */
  async function alike() {
    const name = `loaf${(n += 1)}.com`;
    const id = await here.h.domain(here.label.id, customer, name, [www], { locked: false });
    assert.equal((await call('POST', `${id}/sync`, {})).status, 200);
    await here.h.bff.jobs.idle(here.label.id);
    return { id, name };
  }
  /** What is found when somebody asks. */
  async function look(id: string): Promise<DomainDrift> {
    assert.equal((await call('POST', `${id}/drift/check`, {})).body.looking, true);
    await here.h.bff.jobs.idle(here.label.id);
    const { body } = await call('GET', `${id}/drift`);
    assert.equal(body.looking, false);
    return body;
  }
  const read = async (id: string) => (await call<DomainDetail>('GET', id)).body;
  const elsewhere = ['ns1.elsewhere.example', 'ns2.elsewhere.example'];
  /** Somebody else, with an account at the registry, sets other name servers. */
  const moveServers = async (name: string) => {
    const { statuses, privacy, hosts } = (await registrar.read(name))!;
    const locked = statuses.includes('clientTransferProhibited');
    await registrar.update({ name, nameServers: elsewhere, locked, privacy, hosts });
  };
  const resolve = (id: string, { items, seen }: DomainDrift, side: string) =>
    call(`POST`, `${id}/drift/resolve`, { items: items.map(({ kind, subject }) => ({ kind, subject })), side, seen });

  return Object.assign(here, {
    ...{ alike, call, dns, elsewhere, look, moveServers, now, read, registrar, resolve, www },
  });
}
