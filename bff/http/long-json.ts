import type { Ctx } from './env.ts';

/** Shorter bodies fit into the first packets anyway, in characters. */
const worthIt = 2048;

/** True when the caller takes Brotli. */
export const takesBrotli = (accepted: string | null | undefined): boolean =>
  (accepted ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .some((coding) => /^br\s*(;|$)/.test(coding) && !/;\s*q=0(\.0*)?$/.test(coding));

/**
 * JSON that may be long, compressed where the caller takes it. Not for answers that hold a secret: beside text that
 * others choose, its length would tell of it.
 */
export function longJson<T>(c: Ctx, data: T) {
  const { compression } = c.var.deps;
  const body = JSON.stringify(data);
  const json = () => c.json(data, 200);
  type Json = ReturnType<typeof json>;
  const headers = { 'content-type': 'application/json' };
  if (!compression || body.length < worthIt) return c.body(body, 200, headers) as unknown as Json;
  c.header('vary', 'accept-encoding', { append: true });
  if (!takesBrotli(c.req.header('accept-encoding'))) return c.body(body, 200, headers) as unknown as Json;
  return c.body(compression(body), 200, { ...headers, 'content-encoding': 'br' }) as unknown as Json;
}
