import { createClient, type Client } from '@libsql/client';

/** How long a statement over the network may take before it counts as out of reach, in ms: a write through a replica can hang. */
const statementTimeout = 10_000;

/**
 * A namespace of a libSQL server. `{db}` in the URL is replaced by the name; without it, or when the host is an
 * IP address, which cannot carry the name, the name goes into the header that sqld reads.
 */
export function remoteClient(template: string, name: string, authToken?: string): Client {
  const url = template.replaceAll('{db}', name);
  const byHeader = !template.includes('{db}');
  const namespace = btoa(name).replaceAll('=', '');
  return createClient({
    url,
    ...(authToken === undefined ? {} : { authToken }),
    fetch: (input: Request) => {
      const request = new Request(input, { signal: AbortSignal.timeout(statementTimeout) });
      if (byHeader) request.headers.set('x-namespace-bin', namespace);
      return fetch(request);
    },
  });
}
