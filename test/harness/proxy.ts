import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

/** Answers from an origin of its own, on a free port of this machine or the one asked for. */
export async function listening(server: Server, host = '127.0.0.1', port = 0): Promise<Listening> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface Mischief {
  /** So many ms before an answer. */
  readonly delay?: number;
  /** Alters a script on its way. */
  readonly change?: (path: string, script: Buffer) => Buffer;
}

/** The BFF under another origin, by a way that is not as good as it should be. */
export function proxy(target: string, { delay = 0, change }: Mischief): Promise<Listening> {
  const { hostname, port, host } = new URL(target);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const script = change && path.endsWith('.js');
    const headers = { ...request.headers, host, ...(script ? { 'accept-encoding': 'identity' } : {}) };
    const onward = ask({ hostname, port, path, method: request.method, headers }, (answer) => {
      const send = (body?: Buffer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        if (body) response.end(body);
        else answer.pipe(response);
      };
      if (!script) return void setTimeout(send, delay);
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => setTimeout(() => send(change(path, Buffer.concat(parts))), delay));
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  return listening(server, 'localhost');
}
