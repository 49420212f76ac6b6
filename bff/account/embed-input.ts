import * as v from 'valibot';

const client = v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, 'version'));
const elements = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^hc-[a-z-]{1,40}$/, 'element'))),
  v.maxLength(40, 'too_many'),
);
const text = (max: number) => v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(max, 'too_long'));

/**
 * The body of `POST /embed/v1/token`, sent as text/plain so that no preflight is needed: what proves who asks
 * (a secret, a refresh secret, key with tx and code_verifier, or the demo key alone), the client's version, the elements on the page.
 */
export const tokenInput = v.union([
  v.strictObject({ secret: text(200), client, elements }),
  v.strictObject({ refresh: text(200), client, elements }),
  v.strictObject({ key: text(120), tx: text(128), code_verifier: text(128), client, elements }),
  v.strictObject({ key: text(120), client, elements }),
]);
export type TokenInput = v.InferOutput<typeof tokenInput>;

/** What a reseller's server sends to mint an embed session. No scope: every tab, reading only. */
export const embedSessionInput = v.strictObject({
  customer: v.optional(text(80)),
  external_id: v.optional(text(120)),
  email: v.optional(v.pipe(v.string(), v.trim(), v.email('email'), v.maxLength(254, 'too_long'))),
  /** Tabs (reading), actions, `area.object.*` (doing). */
  scope: v.optional(v.pipe(v.array(text(80)), v.maxLength(200, 'too_many'))),
  origin: text(300),
  locale: v.optional(v.picklist(['en', 'nl', 'de'], 'choice')),
});
export type EmbedSessionInput = v.InferOutput<typeof embedSessionInput>;
