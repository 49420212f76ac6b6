import type { Client } from '../../bff/client.ts';

interface Options {
  readonly param?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly json?: unknown;
  readonly header?: Readonly<Record<string, string>>;
}
interface Extra {
  readonly init?: RequestInit;
  readonly headers?: Readonly<Record<string, string>>;
}

function address(base: string, path: readonly string[], { param = {}, query = {} }: Options): string {
  const filled = path.map((part) => (part.startsWith(':') ? encodeURIComponent(param[part.slice(1)] ?? '') : part));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, one);
  const question = search.toString();
  return `${base}/${filled.join('/')}${question && `?${question}`}`;
}

/** Hono's typed client at a fifth of its size: paths, params, queries and JSON, which is all that panels use. */
export function createClient(base: string, send: typeof fetch): Client {
  const at = (path: readonly string[]): unknown =>
    new Proxy(() => {}, {
      get: (_, name) => (typeof name === 'string' && name !== 'then' ? at([...path, name]) : undefined),
      apply: (_target, _self, [options = {}, { init, headers } = {}]: [Options?, Extra?]) => {
        const json = options.json === undefined ? undefined : JSON.stringify(options.json);
        return send(address(base, path.slice(0, -1), options), {
          method: path.at(-1)!.slice(1).toUpperCase(),
          ...(json === undefined ? {} : { body: json }),
          ...init,
          headers: { ...(json && { 'content-type': 'application/json' }), ...options.header, ...headers },
        });
      },
    });
  return at([]) as Client;
}
