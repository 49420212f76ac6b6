import type { ProblemBody } from '../../bff/http/problem.ts';

/** What sort of trouble it is, for texts and for the page around us. */
export type ErrorKind =
  | 'connection'
  | 'session'
  | 'origin'
  | 'permission'
  | 'validation'
  | 'rate_limit'
  | 'render'
  | 'server'
  | 'client_outdated';

interface Facts extends Partial<Omit<ProblemBody, 'type' | 'status' | 'code' | 'requestId'>> {
  readonly requestId?: string | undefined;
  readonly code?: string;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
  readonly kind?: ErrorKind;
}

const retryables: readonly ErrorKind[] = ['connection', 'rate_limit', 'server'];

function kindOf(status: number, code: string): ErrorKind {
  if (code === 'origin_not_allowed' || code === 'cross_site' || code === 'key_not_allowed') return 'origin';
  if (status === 401) return 'session';
  if (status === 426) return 'client_outdated';
  if (status === 429) return 'rate_limit';
  if (status >= 500 || status === 421) return 'server';
  if (status === 403 || status === 404) return 'permission';
  return status ? 'validation' : 'connection';
}

/** A refusal of the BFF or a failure to reach it. `fields` maps form fields to codes, `reason` is already text. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly status: number;
  readonly reason: string | undefined;
  readonly requestId: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  /** Seconds until another try makes sense. */
  readonly retryAfter: number | undefined;
  /** Where the person proves that it is himself, beside `step_up_required`. */
  readonly confirmAt: string | undefined;
  /** The state of the object as it is now, beside a 409. */
  readonly current: unknown;

  constructor(status: number, { code = status ? 'unknown' : 'connection', kind, ...facts }: Facts = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.kind = kind ?? kindOf(status, code);
    this.reason = facts.reason;
    this.requestId = facts.requestId;
    this.fields = facts.fields ?? {};
    this.retryAfter = facts.retryAfter;
    this.confirmAt = facts.confirmAt;
    this.current = facts.current;
  }

  /** True when the same request may well succeed later. */
  get retryable(): boolean {
    return retryables.includes(this.kind);
  }
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  json(): Promise<unknown>;
}

/** The problem that an answer of 400 and above carries. */
export async function problemOf(answer: Answer): Promise<ApiError> {
  const body = (await answer.json().catch(() => ({}))) as Facts;
  const wait = Number(answer.headers.get('retry-after'));
  return new ApiError(answer.status, {
    ...body,
    requestId: body.requestId ?? answer.headers.get('x-request-id') ?? undefined,
    retryAfter: wait > 0 ? wait : undefined,
  });
}

/** The answer when the BFF agreed; otherwise throws an ApiError. */
export async function accept<T extends Answer>(answer: T | Promise<T>): Promise<Exclude<T, { ok: false }>> {
  const settled = await answer;
  if (settled.ok) return settled as Exclude<T, { ok: false }>;
  throw await problemOf(settled);
}

/** Whatever was thrown, as an ApiError. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError(0, { kind: 'render', code: 'render' });
