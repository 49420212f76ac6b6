import { simulatedRegistrar, type Held, type SimulatedRegistrar } from './registry.ts';
import { isMoving } from './simulated-transfers.ts';

/** Registrations in memory: the connector of stories and component tests. */
export function memoryRegistrar(now: () => number = Date.now): SimulatedRegistrar {
  let domains = new Map<string, Held>();
  let notices: { id: string; name: string }[] = [];
  let told = 0;
  return simulatedRegistrar({
    kind: 'memory',
    now,
    store: {
      find: (name) => domains.get(name),
      usersOf: (host) => [...domains.values()].filter((one) => one.nameServers.includes(host)).map(({ name }) => name),
      put: (domain) => void domains.set(domain.name, domain),
      moving: () => [...domains.values()].filter(isMoving),
      tell: (name) => void notices.push({ id: `${(told += 1)}`, name }),
      oldestNotice: () => notices[0],
      dropNotice: (id) => void (notices = notices.filter((one) => one.id !== id)),
      alone(body) {
        const [before, toldBefore] = [new Map(domains), [...notices]];
        try {
          return body();
        } catch (error) {
          [domains, notices] = [before, toldBefore];
          throw error;
        }
      },
      close: () => {},
    },
  });
}
