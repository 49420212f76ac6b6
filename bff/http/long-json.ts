import type { TypedResponse } from 'hono';
import type { JSONParsed } from 'hono/utils/types';
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
export function longJson<T>(c: Ctx, data: T): Response & TypedResponse<JSONParsed<T>, 200, 'json'> {
  const { compression } = c.get('deps');
  const body = JSON.stringify(data);
  const answer = (sent: string | Uint8Array<ArrayBuffer>, more: Readonly<Record<string, string>> = {}) =>
    c.body(sent, 200, { 'content-type': 'application/json', ...more }) as Response as ReturnType<typeof longJson<T>>;
  if (!compression || body.length < worthIt) return answer(body);
  c.header('vary', 'accept-encoding', { append: true });
  if (!takesBrotli(c.req.header('accept-encoding'))) return answer(body);
  return answer(compression(body), { 'content-encoding': 'br' });
}
