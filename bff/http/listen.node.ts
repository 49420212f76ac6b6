import type { Server, ServerResponse } from 'node:http';
import { Server as Listener } from 'node:net';
import { serve } from '@hono/node-server';

type Fetch = Parameters<typeof serve>[0]['fetch'];

/** Connections that the system took for us are answered: time to see them, in ms. */
const backlog = 20;
/** A connection at rest may have a request on its way to us: it is cut after this time, in ms. */
const rest = 500;
/** Connections that are still busy this long after the stop are cut, in ms. */
const patience = 6000;

/**
 * Listens until the function that it answers with is called: then no new connection, and those that are there end with
 * their next answer.
 */
export function listen(fetch: Fetch, port: number, hostname?: string): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, ...(hostname ? { hostname } : {}) }, () => {
      server.off('error', failed);
      resolve(closing(server as Server));
    }) as Server;
    const failed = (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken by another program`) : error);
    server.once('error', failed);
  });
}

function closing(server: Server): () => Promise<void> {
  let stopping = false;
  const begun = new Set<ServerResponse>();
  // The caller is told, so that he sends nothing more on a connection that we close.
  const last = (response: ServerResponse) => {
    if (!response.headersSent) response.shouldKeepAlive = false;
  };
  server.prependListener('request', (_, response) => {
    begun.add(response);
    response.once('close', () => begun.delete(response));
    if (stopping) last(response);
  });
  return () =>
    new Promise((resolve) => {
      stopping = true;
      begun.forEach(last);
      const resting = setTimeout(() => server.closeIdleConnections(), rest);
      const late = setTimeout(() => server.closeAllConnections(), patience);
      const closed = () => {
        clearTimeout(resting);
        clearTimeout(late);
        resolve();
      };
      // The HTTP server's own close would cut connections at rest at once.
      setTimeout(() => Listener.prototype.close.call(server, closed), backlog);
    });
}
