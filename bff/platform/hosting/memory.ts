import type { HostingPort, Site } from './port.ts';

/** Sites in memory: the connector of stories and tests. A simulator: nothing is served. */
export function memoryHosting(): HostingPort {
  const sites = new Map<string, Map<string, Site>>();
  return {
    kind: 'memory',
    attach: async (plan, site, call) => {
      call?.admit(0);
      sites.set(plan, new Map(sites.get(plan)).set(site.domain, { ...site, hosts: [...site.hosts] }));
    },
    detach: async (plan, domain, call) => {
      call?.admit(0);
      sites.get(plan)?.delete(domain);
    },
    sites: async (plan) => [...(sites.get(plan)?.values() ?? [])],
    close: async () => {},
  };
}
