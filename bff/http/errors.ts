import type { ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { isDamaged, isFull, isUnavailable, storeCode } from '../store/values.ts';
import type { Ctx, Env } from './env.ts';
import { Problem, problemBody } from './problem.ts';
import { routesOf } from './route.ts';

/** Every failure as problem+json. What is not a Problem tells nobody its message: it may hold what was sent. */
export const onError: ErrorHandler<Env> = (error, c) => answer(c, asProblem(error), error);

export function answer(c: Ctx, problem: Problem, error: unknown = problem): Response {
  const expected = error instanceof Problem;
  if (isDamaged(error)) c.var.deps.log.event('database_damaged', { label: c.var.label?.id });
  c.set('failure', { code: problem.code, error: expected ? undefined : nameOf(error) });
  const { body, headers } = problemBody(problem, c.var.requestId);
  return c.body(JSON.stringify(body), problem.status as 400, headers);
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException && error.status === 400) return new Problem('bad_json');
  if (isUnavailable(error)) return new Problem('unavailable', { retryAfter: 1 });
  if (isFull(error)) return new Problem('storage_full');
  // Text with NUL, from a path or a query: nothing that could be stored or found.
  if (storeCode(error) === 'SQLITE_MISMATCH') return new Problem('invalid');
  return new Problem('internal');
}

const nameOf = (error: unknown): string =>
  error instanceof Error ? [error.name, storeCode(error)].filter(Boolean).join(' ') : typeof error;

/** 405 where the path exists for another method, with those that it has, else 404. */
export const notFoundIn = (app: () => Parameters<typeof routesOf>[0]): NotFoundHandler<Env> => {
  let routes: { method: string; pattern: RegExp }[] | undefined;
  return (c) => {
    routes ??= routesOf(app()).map(({ method, path }) => ({
      method,
      pattern: new RegExp(`^${path.replaceAll(/:[a-z_]+(\{[^/]*\})?/gi, '[^/]+')}$`),
    }));
    const methods = routes.filter(({ pattern }) => pattern.test(c.req.path)).map(({ method }) => method);
    if (methods.length) c.header('allow', [...new Set(methods)].join(', '));
    return answer(c, new Problem(methods.length ? 'method_not_allowed' : 'not_found'));
  };
};
