import autocannon from 'autocannon';

export interface Loud {
  readonly url: string;
  readonly connections: number;
  readonly requests: autocannon.Request[];
}
let address = 0;

/** Asks as fast as it is answered until it is told to stop, in a process of its own; says how often each status came. */
process.once('message', ({ url, connections, requests }: Loud) => {
  // Each request from another network, as a proxy in front of the server would say.
  const setupRequest = (request: autocannon.Request) => ({
    ...request,
    headers: { ...request.headers, 'x-forwarded-for': `198.19.${((address += 1) >> 8) & 255}.${address & 255}` },
  });
  const spread = requests.map((request) => ({ ...request, setupRequest }));
  const asking = autocannon({ url, connections, requests: spread, duration: 3600 }, (error, found) => {
    process.send?.(error ? { error: String(error) } : (found.statusCodeStats ?? {}));
    process.disconnect();
  });
  process.once('message', () => (asking as unknown as { stop(): void }).stop());
});
