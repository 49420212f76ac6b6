import { ApiError } from '../components/shared/api-error.ts';
import { Problem, problemBody, type ProblemCode, type ProblemExtra } from '../bff/http/problem.ts';

type Intercept = (request: Request) => Promise<Response> | undefined;

const meant = (request: Request, method: string, path: RegExp): boolean =>
  request.method === method && path.test(new URL(request.url).pathname);

/** An answer that never comes. */
export const never =
  (method: string, path: RegExp): Intercept =>
  (request) =>
    meant(request, method, path) ? new Promise(() => {}) : undefined;

/** No way to the BFF. */
export const offline =
  (method: string, path: RegExp): Intercept =>
  (request) =>
    meant(request, method, path) ? Promise.reject(new ApiError(0)) : undefined;

/** A problem as the BFF words it, for what an in-page BFF does not have: passwords, cookies, an outage. */
export const refuse =
  (method: string, path: RegExp, code: ProblemCode, extra: ProblemExtra = {}): Intercept =>
  (request) => {
    if (!meant(request, method, path)) return undefined;
    const { body, headers } = problemBody(new Problem(code, extra), 'req_0199c5f2');
    return Promise.resolve(new Response(JSON.stringify(body), { status: body.status, headers }));
  };

/** An empty agreement, for what an in-page BFF does not have. */
export const agree =
  (method: string, path: RegExp): Intercept =>
  (request) =>
    meant(request, method, path) ? Promise.resolve(new Response(null, { status: 204 })) : undefined;
