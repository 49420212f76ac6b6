import type { Server } from 'node:http';
import { serve } from '@hono/node-server';

type Fetch = Parameters<typeof serve>[0]['fetch'];

/** Connections that are still busy this long after the stop are cut, in ms. */
const patience = 8000;

/** Listens until the function that it answers with is called: then no new connection, and those under way end. */
export function listen(fetch: Fetch, port: number, hostname?: string): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, ...(hostname ? { hostname } : {}) }, () => {
      server.off('error', failed);
      resolve(() => close(server as Server));
    });
    const failed = (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken by another program`) : error);
    server.once('error', failed);
  });
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
