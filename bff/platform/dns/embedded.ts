import { answerer } from './embedded-answer.ts';
import { listenDns } from './embedded-server.ts';
import { zoneStore } from './embedded-store.ts';
import { signsNothing, type DnsPort } from './port.ts';

export interface EmbeddedDnsOptions {
  /** The file that keeps the zones, or `:memory:`. */
  readonly path: string;
  /** For UDP and TCP; 0 = one that is free. */
  readonly port: number;
  readonly host?: string;
  readonly now?: () => number;
  /** How long a silent TCP connection is kept, in ms. */
  readonly idleMs?: number;
  /** Is told of errors that turned an answer into SERVFAIL. */
  readonly log?: (error: unknown) => void;
}

/**
 * A small authoritative name server in our own process: `dig @127.0.0.1 -p 4053 example.nl` works without anything
 * installed. It serves what the panel can edit; it does not sign, transfer or resolve, and follows ALIAS only to
 * names that it serves itself.
 */
export async function embeddedDns(options: EmbeddedDnsOptions): Promise<DnsPort & { readonly port: number }> {
  const { path, port, host = '127.0.0.1', now = Date.now, idleMs, log } = options;
  const store = zoneStore(path, now);
  const server = await listenDns({
    host,
    port,
    answer: answerer(store),
    failed: (error) => log?.(error),
    ...(idleMs !== undefined && { idleMs }),
  }).catch((error: unknown) => {
    store.close();
    throw error;
  });
  let closed: Promise<void> | undefined;
  return {
    kind: 'embedded',
    ...signsNothing,
    port: server.port,
    ensureZone: async (zone, call) => {
      call?.admit(0);
      store.ensureAll([zone]);
    },
    createZones: async (zones) => store.ensureAll(zones),
    change: async (zone, changes, call) => {
      call?.admit(0);
      store.change(zone, changes);
    },
    removeZone: async (zone, call) => {
      call?.admit(0);
      store.remove(zone);
    },
    serial: async (zone) => store.findZone(zone)?.serial,
    readZone: async (name) => {
      const zone = store.findZone(name);
      return zone && store.all(zone.id);
    },
    close: () => (closed ??= server.close().then(() => store.close())),
  };
}
