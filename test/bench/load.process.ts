import { Agent, request } from 'node:http';
import autocannon from 'autocannon';
import type { Load, Publishing } from './load.ts';

/** Asks one thing again and again on 16 connections; every answer must be the expected one. */
async function ask({ url, headers, seconds, bytes, status = 200 }: Load): Promise<number> {
  const options: autocannon.Options & { verifyBody?: (body: string | Buffer | undefined) => boolean } = {
    url,
    connections: 16,
    duration: seconds,
    headers: { ...headers },
  };
  if (bytes !== undefined) options.verifyBody = (body) => body !== undefined && Buffer.byteLength(body) === bytes;
  const found = await autocannon(options);
  const codes = Object.keys(found.statusCodeStats ?? {});
  if (found.errors || found.mismatches || codes.some((code) => code !== String(status)))
    throw new Error(`${url}: ${codes.join(', ')}; ${found.errors} failed, ${found.mismatches} were not as expected`);
  return found.requests.average;
}

/** Publishes on one domain a connection, each on the version that the answer before named. */
async function publish({ paths, origin, headers, seconds, body }: Publishing): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: paths.length });
  const url = new URL(origin);
  const send = (path: string, text: string) =>
    new Promise<string>((resolve, reject) => {
      const length = { 'content-length': Buffer.byteLength(text), 'content-type': 'application/json' };
      const target = { host: url.hostname, port: url.port, path, method: 'POST', agent };
      const asked = request({ ...target, headers: { ...headers, ...length } }, (answer) => {
        let heard = '';
        answer.setEncoding('utf8').on('data', (part: string) => (heard += part));
        answer.on('end', () => (answer.statusCode === 200 ? resolve(heard) : reject(new Error(heard))));
      });
      asked.once('error', reject).end(text);
    });
  const end = performance.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    paths.map(async ({ path, version: first }) => {
      let version = first;
      while (performance.now() < end) {
        const text = body.replaceAll('"VERSION"', String(version)).replaceAll('BYTE', String(version % 250));
        const heard = JSON.parse(await send(path, text)) as { version: number };
        if (heard.version !== version + 1) throw new Error(`the version is ${heard.version} after ${version}`);
        version += 1;
        done += 1;
      }
      process.send?.({ path, version });
    }),
  );
  agent.destroy();
  return done / seconds;
}

process.on('message', (job: Load | Publishing) => {
  ('paths' in job ? publish(job) : ask(job)).then(
    (rate) => process.send?.({ rate }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
