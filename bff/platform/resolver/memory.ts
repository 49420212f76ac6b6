import type { AskedType, Resolver, ServerAnswer } from './port.ts';

/** Answers from what it is given: `name TYPE` → records. Every name server answers for every zone unless said otherwise. */
export function memoryResolver(
  known: Readonly<Record<string, readonly string[]>> = {},
  servers: Readonly<Record<string, ServerAnswer>> = {},
): Resolver {
  return {
    records: async (name: string, type: AskedType) => known[`${name} ${type}`] ?? [],
    ask: async (server) => servers[server] ?? { state: 'authoritative', serial: 1 },
  };
}
