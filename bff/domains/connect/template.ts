import * as v from 'valibot';

const words = v.pipe(v.string(), v.trim(), v.minLength(1, 'required'), v.maxLength(200, 'too_long'));
const id = v.pipe(v.string(), v.regex(/^[\w.~-]{1,120}$/, 'format'));
const text = v.pipe(v.string(), v.maxLength(4000, 'too_long'));
const flag = v.optional(v.boolean());
/** A number, or one variable and nothing else. */
const count = v.union([
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1)),
  v.pipe(v.string(), v.regex(/^(?:\d{1,10}|%[\w.-]+%)$/)),
]);

/** One record as its provider wants it. Which of the members a type needs is looked at afterwards, so that each is named. */
export const templateRecord = v.object({
  type: v.pipe(v.string(), v.minLength(1, 'required'), v.maxLength(20, 'too_long')),
  groupId: v.optional(v.pipe(v.string(), v.maxLength(120, 'too_long'))),
  essential: v.optional(v.picklist(['Always', 'OnApply'], 'choice')),
  host: v.optional(text),
  name: v.optional(text),
  pointsTo: v.optional(text),
  target: v.optional(text),
  data: v.optional(text),
  ttl: v.optional(count),
  priority: v.optional(count),
  weight: v.optional(count),
  port: v.optional(count),
  protocol: v.optional(text),
  service: v.optional(text),
  spfRules: v.optional(text),
  txtConflictMatchingMode: v.optional(v.picklist(['None', 'All', 'Prefix'], 'choice')),
  txtConflictMatchingPrefix: v.optional(text),
});
export type TemplateRecord = v.InferOutput<typeof templateRecord>;

/**
 * A Domain Connect template, in the form of the public repository. What we make no use of is read over: `logoUrl` (a page
 * here loads nothing of others), `multiInstance` and `essential` (we keep no state of applied templates).
 */
export const connectTemplate = v.object({
  providerId: id,
  providerName: words,
  serviceId: id,
  serviceName: words,
  version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  syncBlock: flag,
  shared: flag,
  sharedProviderName: flag,
  sharedServiceName: flag,
  /** Domain names, separated by commas. */
  syncRedirectDomain: v.optional(text),
  syncPubKeyDomain: v.optional(text),
  warnPhishing: flag,
  hostRequired: flag,
  multiInstance: flag,
  records: v.pipe(v.array(templateRecord), v.minLength(1, 'required'), v.maxLength(100, 'too_many')),
});
export type ConnectTemplate = v.InferOutput<typeof connectTemplate>;
