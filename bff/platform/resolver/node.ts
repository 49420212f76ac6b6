import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { CaaRecord, MxRecord } from 'node:dns';
import { Resolver as NodeResolver } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import { isPublic } from '../outbound/public.ts';
import { ResolverError, type AskedType, type Resolver, type ServerAnswer } from './port.ts';
import { answers, serialIn, soaQuestion } from './wire.ts';

export interface ResolverOptions {
  /** `127.0.0.1:4053`: is asked in the place of every name server; for tests and the demo. */
  readonly at?: string | undefined;
  /** Are asked instead of the system's resolvers; `at` where they are not said. */
  readonly servers?: readonly string[];
}

/** For one question, in ms. */
const patience = 1500;
const nothing = new Set(['ENODATA', 'ENOTFOUND']);

/** One record as in a zone file. Node names what it reads of a CAA by its tag. */
function textOf(type: AskedType, record: unknown): string {
  if (type === 'TXT') return (record as string[]).join('');
  if (type === 'MX') return `${(record as MxRecord).priority} ${(record as MxRecord).exchange || '.'}`;
  if (type !== 'CAA') return (record as string).toLowerCase();
  const { critical, ...rest } = record as CaaRecord & Record<string, string | number>;
  const [tag, value] = Object.entries(rest).find(([key]) => key !== 'type') ?? ['', ''];
  return `${critical} ${tag} "${value}"`;
}

/** Asks over the network: resolvers through Node, name servers themselves by UDP. */
export function networkResolver({ at, servers = at ? [at] : [] }: ResolverOptions = {}): Resolver {
  const resolver = new NodeResolver({ timeout: patience, tries: 1 });
  if (servers.length) resolver.setServers(servers);
  const instead = at ? endpointOf(at) : undefined;

  async function records(name: string, type: AskedType): Promise<readonly string[]> {
    try {
      const found = (await resolver.resolve(name, type)) as unknown[];
      return found.map((record) => textOf(type, record)).toSorted();
    } catch (error) {
      if (error instanceof Error && 'code' in error && nothing.has(String(error.code))) return [];
      throw new ResolverError();
    }
  }

  return {
    records,
    async ask(server, zone) {
      const [four, six] = await Promise.allSettled([records(server, 'A'), records(server, 'AAAA')]);
      const found = [four, six].flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
      if (!found.length) {
        if (four.status === 'rejected' || six.status === 'rejected') throw new ResolverError();
        return { state: 'unresolved' };
      }
      // One inner address among public ones is reason enough.
      if (!instead && !found.every(isPublic)) return { state: 'not_public' };
      const { address, port } = instead ?? { address: found[0]!, port: 53 };
      return askAt(address, port, zone);
    },
  };
}

function endpointOf(at: string): { address: string; port: number } {
  const { hostname, port } = new URL(`dns://${at}`);
  return { address: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 53) };
}

function askAt(address: string, port: number, zone: string): Promise<ServerAnswer> {
  const question = soaQuestion(zone, randomInt(65_536));
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  return new Promise<ServerAnswer>((resolve) => {
    const timer = setTimeout(() => resolve({ state: 'silent' }), patience);
    const end = (answer: ServerAnswer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    socket.once('error', () => end({ state: 'silent' }));
    socket.on('message', (message) => {
      if (!answers(message, question)) return;
      const serial = serialIn(message, question);
      end(serial === undefined ? { state: 'lame' } : { state: 'authoritative', serial });
    });
    // Connected: what another address sends is not heard.
    socket.connect(port, address, () => socket.send(question));
  }).finally(() => socket.close());
}
