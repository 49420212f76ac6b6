import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  readonly origin: string;
  close(): Promise<void>;
}

/** A static web site of one page on an origin of its own. */
export async function hostPage(
  html: string | ((path: string) => string),
  headers: OutgoingHttpHeaders = {},
): Promise<HostPage> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
      .end(typeof html === 'string' ? html : html(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
