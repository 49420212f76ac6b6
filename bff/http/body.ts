import * as v from 'valibot';
import { Problem, type FieldCodes } from './problem.ts';

// valibot's own sentences repeat what was sent; codes do not.
v.setGlobalMessage((issue) =>
  issue.received === 'undefined' ? 'required' : issue.type === 'strict_object' ? 'unknown_field' : issue.type,
);

export const bodyLimit = 256 * 1024;

/** No list of any input is longer; looked at before a schema goes through each of its items. */
const listLimit = 1000;

/** Path of a field (`changes.3.records.0`) → code. */
export function fieldCodes(issues: readonly v.BaseIssue<unknown>[]): FieldCodes {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const path = v.getDotPath(issue) ?? 'body';
    fields[path] ??= issue.message;
  }
  return fields;
}

export function checked<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  if (!result.success) throw new Problem('invalid', { fields: fieldCodes(result.issues) });
  return result.output;
}

/** The body as text, counted while it is read: a Content-Length can lie or be missing. */
export async function readText(request: Request, limit = bodyLimit): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new Problem('body_too_large');
  // Firefox has no stream of a request; there the BFF runs only inside a page, for a story or a test.
  if (request.body === undefined) return request.text();
  const reader = request.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > limit) {
        void reader.cancel().catch(() => {});
        throw new Problem('body_too_large');
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('bad_json');
  }
}

export function parseJson(text: string): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Problem('bad_json');
  }
  refuseLongLists(body);
  return body;
}

function refuseLongLists(body: unknown): void {
  // No recursion: a body may be as deep as it is long.
  const waiting: [unknown, string][] = [[body, '']];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, path] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value) && value.length > listLimit)
      throw new Problem('invalid', { fields: { [path || 'body']: 'too_many' } });
    for (const [key, inner] of Object.entries(value))
      if (typeof inner === 'object') waiting.push([inner, path.length > 200 ? path : path ? `${path}.${key}` : key]);
  }
}

/** A JSON body that fits the schema, or the problem that says why not. */
export async function jsonBody<S extends v.GenericSchema>(
  request: Request,
  schema: S,
  limit?: number,
): Promise<{ value: v.InferOutput<S>; text: string }> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Problem('content_type_unsupported');
  const text = await readText(request, limit);
  return { value: checked(schema, parseJson(text)), text };
}
