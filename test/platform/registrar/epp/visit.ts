import assert from 'node:assert/strict';
import { after } from 'node:test';
import { eppRegistrar, type EppOptions } from '../../../../bff/platform/registrar/epp/epp.ts';
import { RegistrarError, type KnownDomain, type RegistrarPort } from '../../../../bff/platform/registrar/port.ts';
import { startEppServer, type EppServer } from './server.ts';
import { credentials } from './state.ts';

export const noon = Date.parse('2026-11-25T12:00:00Z');
let count = 0;

/** A domain that is not there yet; expires 2027-03-14. */
export const domain = (more: Partial<KnownDomain> = {}): KnownDomain => ({
  name: `f${(count += 1)}.com`,
  registeredOn: '2020-03-14',
  expiresOn: '2027-03-14',
  nameServers: ['ns1.hc.example', 'ns2.hc.example'],
  locked: false,
  privacy: false,
  hosts: [],
  ...more,
});

export interface Visit {
  readonly server: EppServer;
  /** A connector of its own, closed at the end. */
  connect(more?: Partial<EppOptions>): RegistrarPort;
  /** Puts one there. */
  put(more?: Partial<KnownDomain>): KnownDomain;
  /** The day at the registry, and for us. */
  turn(day: string): void;
  /** Ids of the commands that had this in them. */
  ids(within: string): string[];
}

/** A server for all tests of a file. */
export async function visit(): Promise<Visit> {
  let now = noon;
  const server = await startEppServer(() => now);
  const connectors: RegistrarPort[] = [];
  after(async () => {
    await Promise.all(connectors.map((one) => one.close()));
    await server.stop();
  });
  return {
    server,
    connect(more = {}) {
      const { port, trust } = server;
      const options = {
        host: '127.0.0.1',
        port,
        ca: trust.certificate,
        ...credentials,
        timeoutMs: 2000,
        now: () => now,
      };
      const registrar = eppRegistrar({ ...options, ...more });
      connectors.push(registrar);
      return registrar;
    },
    put(more) {
      const known = domain(more);
      server.registry.put(known);
      return known;
    },
    turn: (day) => void (now = Date.parse(`${day}T12:00:00Z`)),
    ids: (within) =>
      server.frames
        .filter(({ from, text }) => from === 'client' && text.includes(within))
        .map(({ text }) => /<clTRID>(.*?)<\/clTRID>/.exec(text)?.[1] ?? ''),
  };
}

/** Rejected with that code, and with no secret in it. */
export const failsWith =
  (code: RegistrarError['code'], ...secrets: string[]) =>
  (error: unknown): true => {
    assert.ok(error instanceof RegistrarError, String(error));
    assert.equal(error.code, code, error.message);
    const told = `${String(error)} ${JSON.stringify(error)} ${String(error.cause)}`;
    for (const secret of [credentials.password, ...secrets]) assert.ok(!told.includes(secret), told);
    return true;
  };
