/** Every problem the BFF answers with, and its status. The order is the order of the checks. */
export const problems = {
  host_unknown: 421,
  too_many_requests: 429,
  unavailable: 503,
  not_found: 404,
  method_not_allowed: 405,
  client_outdated: 426,
  not_signed_in: 401,
  session_expired: 401,
  credentials_wrong: 401,
  second_factor_required: 401,
  secret_invalid: 401,
  signature_invalid: 401,
  origin_not_allowed: 403,
  cross_site: 403,
  key_not_allowed: 403,
  tab_disabled: 403,
  action_disabled: 403,
  not_in_session: 403,
  role_forbidden: 403,
  plan_lacks: 403,
  plan_full: 403,
  unsupported: 403,
  tld_unsupported: 403,
  suspended: 403,
  payment_required: 403,
  foreign_name_servers: 403,
  record_protected: 403,
  state_forbids: 403,
  step_up_required: 403,
  body_too_large: 413,
  content_type_unsupported: 415,
  bad_json: 400,
  invalid: 422,
  idempotency_key_reused: 422,
  version_conflict: 409,
  quote_stale: 409,
  name_taken: 409,
  request_running: 409,
  internal: 500,
  storage_full: 507,
} as const;
export type ProblemCode = keyof typeof problems;

/** Name or path of a field → a code of its schema, in snake_case. */
export type FieldCodes = Readonly<Record<string, string>>;

export interface ProblemExtra {
  readonly reason?: string | undefined;
  readonly action?: string | undefined;
  readonly fields?: FieldCodes | undefined;
  /** Path on the label’s own host where the person confirms it, beside `step_up_required`. */
  readonly confirmAt?: string | undefined;
  /** The state of the object as it is now, beside a 409; beside `cycle` the `path` that mail would go round. */
  readonly current?: unknown;
  /** Seconds until another try makes sense. */
  readonly retryAfter?: number | undefined;
}

/** What the body of every answer of 400 and above looks like (RFC 9457). */
export interface ProblemBody extends Omit<ProblemExtra, 'retryAfter'> {
  readonly type: `urn:hc:${ProblemCode}`;
  readonly status: number;
  readonly code: ProblemCode;
  readonly requestId: string;
}

/** A refusal with a stable code. Never carries what was sent. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly extra: ProblemExtra;

  constructor(code: ProblemCode, extra: ProblemExtra = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }

  get status(): number {
    return problems[this.code];
  }
}

/** The body and headers of a problem's answer. */
export function problemBody(
  problem: Problem,
  requestId: string,
): { body: ProblemBody; headers: Record<string, string> } {
  const { retryAfter, ...extra } = problem.extra;
  const { code, status } = problem;
  const wait = retryAfter ?? (status === 429 || status === 503 ? 1 : undefined);
  return {
    body: { type: `urn:hc:${code}`, status, code, requestId, ...extra },
    headers: {
      'content-type': 'application/problem+json',
      ...(wait === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(wait))) }),
    },
  };
}
