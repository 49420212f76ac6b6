import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export const faults = [
  'refused',
  'hang',
  'reset',
  'status 500',
  'status 429',
  'garbage',
  'an error inside a 200',
  'one byte a second',
  'done, and the answer lost',
] as const;
export type Fault = (typeof faults)[number];

/** Passes on what is asked; answers with what came back. */
function forward(url: string, incoming: IncomingMessage): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const { method, headers, url: path } = incoming;
  return new Promise((resolve, reject) => {
    const passed = request(`${url}${path}`, { method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ answer, body: Buffer.concat(parts) }));
    });
    passed.on('error', reject);
    incoming.pipe(passed);
  });
}

async function dripping({ socket }: IncomingMessage, { statusCode }: IncomingMessage, body: Buffer): Promise<void> {
  const head = `HTTP/1.1 ${statusCode} Done\r\ncontent-length: ${body.length}\r\n\r\n`;
  for (const byte of Buffer.concat([Buffer.from(head), body])) {
    if (socket.destroyed) return;
    socket.write(Buffer.of(byte));
    await pause(1000, undefined, { ref: false });
  }
}

const broken: Readonly<
  Record<Exclude<Fault, 'refused'>, (url: string, i: IncomingMessage, r: ServerResponse) => void>
> = {
  hang: (_, incoming) => void incoming.resume(),
  reset: (_, incoming) => void incoming.socket.resetAndDestroy(),
  'status 500': (_, __, response) => void response.writeHead(500).end('{"error": "Internal Server Error"}'),
  'status 429': (_, __, response) => void response.writeHead(429, { 'retry-after': '1' }).end(),
  garbage: (_, incoming) => void incoming.socket.end('\u0000\u0001 no such protocol\r\n\r\n'),
  'an error inside a 200': (_, __, response) => void response.writeHead(200).end('{"error": "no backend"}'),
  'one byte a second': (url, incoming, response) =>
    void forward(url, incoming).then(
      ({ answer, body }) => dripping(incoming, answer, body),
      () => response.destroy(),
    ),
  'done, and the answer lost': (url, incoming) =>
    void forward(url, incoming).then(
      () => incoming.socket.destroy(),
      () => incoming.socket.destroy(),
    ),
};

/** Stands before a real HTTP server, and breaks what passes in the way that it is told. */
export async function faultProxy(url: string) {
  let fault: Fault | undefined;
  let asked = 0;
  const server = createServer((incoming, response) => {
    asked += 1;
    response.on('error', () => {});
    incoming.on('error', () => {});
    if (fault && fault !== 'refused') return broken[fault](url, incoming, response);
    forward(url, incoming).then(
      ({ answer, body }) => response.writeHead(answer.statusCode!, answer.headers).end(body),
      () => response.destroy(),
    );
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Requests that reached it. */
    asked: () => asked,
    async breaks(next: Fault) {
      fault = next;
      if (fault === 'refused') await close();
    },
    async heals() {
      fault = undefined;
      server.closeAllConnections();
      if (!server.listening) await listen(port);
    },
    close,
  };
}
