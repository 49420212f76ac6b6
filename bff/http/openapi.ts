import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { needsStepUp } from '../policy/actions.ts';
import { problems, type ProblemCode } from './problem.ts';
import { routesOf, type Guard, type RouteInfo } from './route.ts';

const schemaOf = (schema: GenericSchema, typeMode: 'input' | 'output') =>
  toJsonSchema(schema, { typeMode, errorMode: 'ignore', target: 'draft-2020-12' });

const session: ProblemCode[] = ['not_signed_in', 'session_expired', 'origin_not_allowed', 'too_many_requests'];

/** What a guard can answer before the route itself does anything. */
function problemsOf({ guard, json, problems: own = [], path = '' }: RouteInfo & { path?: string }): ProblemCode[] {
  const codes: ProblemCode[] = [...own, 'host_unknown', 'internal', 'unavailable'];
  if (json) codes.push('body_too_large', 'bad_json', 'invalid', 'content_type_unsupported');
  if (path.includes(':id')) codes.push('not_found');
  if ('tab' in guard) codes.push(...session, 'tab_disabled', 'not_in_session', 'role_forbidden');
  if ('action' in guard) {
    codes.push(
      ...session,
      'cross_site',
      'tab_disabled',
      'action_disabled',
      'not_in_session',
      'role_forbidden',
      'suspended',
    );
    codes.push('idempotency_key_reused', 'invalid', 'storage_full');
    if (needsStepUp(guard.action)) codes.push('step_up_required');
  }
  if ('mailbox' in guard)
    codes.push(
      ...session,
      'cross_site',
      'tab_disabled',
      'action_disabled',
      'suspended',
      'idempotency_key_reused',
      'storage_full',
    );
  if ('public' in guard && guard.public === 'self')
    codes.push('not_signed_in', 'session_expired', 'origin_not_allowed');
  if ('public' in guard && guard.public === 'secret_key') codes.push('not_signed_in', 'too_many_requests');
  return [...new Set(codes)];
}

const guardMember = (guard: Guard): Record<string, string> =>
  'action' in guard
    ? { 'x-hc-action': guard.action }
    : 'tab' in guard
      ? { 'x-hc-tab': guard.tab }
      : 'mailbox' in guard
        ? { 'x-hc-mailbox': guard.mailbox }
        : { 'x-hc-public': guard.public };

const security = (guard: Guard): object[] =>
  'public' in guard && (guard.public === 'anyone' || guard.public === 'proof')
    ? []
    : 'public' in guard && guard.public === 'secret_key'
      ? [{ secretKey: [] }]
      : [{ token: [] }, { cookie: [] }];

function operation(path: string, info: RouteInfo): object {
  const byStatus = Map.groupBy(problemsOf({ ...info, path }), (code) => problems[code]);
  const problemAnswers = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.join(', '),
      content: {
        'application/problem+json': {
          schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }] },
        },
      },
    },
  ]);
  const answers = Object.entries(info.answers).map(([status, schema]) => [
    status,
    {
      description: 'Done',
      ...(schema ? { content: { 'application/json': { schema: schemaOf(schema, 'output') } } } : {}),
    },
  ]);
  const inPath = [...path.matchAll(/:([a-z_]+)/gi)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = info.query
    ? (schemaOf(info.query, 'input') as { properties?: Record<string, object>; required?: string[] })
    : {};
  const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: query.required?.includes(name) ?? false,
    schema,
  }));
  const writes = 'action' in info.guard || ('mailbox' in info.guard && info.json !== undefined);
  const idempotency = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  };
  const media = /^\/embed\/v1\/(mailbox_)?token$/.test(path) ? 'text/plain' : 'application/json';
  return {
    summary: info.summary,
    ...guardMember(info.guard),
    security: security(info.guard),
    parameters: [...inPath, ...inQuery, ...(writes ? [idempotency] : [])],
    ...(info.json
      ? { requestBody: { required: true, content: { [media]: { schema: schemaOf(info.json, 'input') } } } }
      : {}),
    responses: Object.fromEntries([...answers, ...problemAnswers]),
  };
}

const problemSchema = {
  type: 'object',
  required: ['type', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string', description: 'urn:hc:<code>' },
    status: { type: 'integer' },
    code: { enum: Object.keys(problems) },
    requestId: { type: 'string' },
    reason: { type: 'string', description: 'A sentence for the person, in his language' },
    action: { type: 'string' },
    fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'Path of a field → code' },
    confirmAt: { type: 'string', description: 'Where the person confirms it, on the label’s own host' },
    current: { description: 'The object as it is now, beside a 409' },
  },
};

/** The description of the API (OpenAPI 3.1), made from the routes themselves. */
export function openApi(app: Parameters<typeof routesOf>[0], url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { method, path, info } of routesOf(app)) {
    if (!info) continue;
    const named = path.replaceAll(/:([a-z_]+)(\{[^/]*\})?/gi, '{$1}');
    (paths[named] ??= {})[method.toLowerCase()] = operation(path, info);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'hc', version: '1', description: 'The customer area of a hosting company' },
    servers: [{ url }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Token of an embed session (hcet_…)' },
        cookie: { type: 'apiKey', in: 'cookie', name: '__Host-hc_session' },
        secretKey: { type: 'http', scheme: 'bearer', description: 'Secret key of a label (hc_sk_…)' },
      },
    },
  };
}
