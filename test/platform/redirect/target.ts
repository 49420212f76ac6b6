import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { selfSigned } from '../self-signed.ts';

export interface Target {
  /** Origin: `https://127.0.0.1:…`. */
  readonly url: string;
  readonly host: string;
  /** Path of its certificate, for who shall believe it. */
  readonly certificate: string;
  /** Headers of its answers from now on. */
  answer(headers: Record<string, string>): void;
  close(): void;
}

/** A site of elsewhere, over HTTPS, that says where one arrived. */
export async function startTarget(folder: string): Promise<Target> {
  const { key, certificate: cert } = selfSigned('IP:127.0.0.1');
  const certificate = join(folder, 'target.crt');
  writeFileSync(certificate, cert);
  let headers: Record<string, string> = {};
  const server = createServer({ key, cert }, (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', ...headers });
    response.end(`<!doctype html><title>Target</title><h1>Arrived at ${request.url}</h1>`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `https://${host}`,
    host,
    certificate,
    answer: (more) => {
      headers = more;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
