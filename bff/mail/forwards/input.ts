import * as v from 'valibot';
import { mostTargets } from './rules-graph.ts';

const id = v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(100, 'too_long'));
const targets = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(400, 'address_too_long'))),
  v.minLength(1, 'required'),
  v.maxLength(mostTargets, 'too_many'),
);

export const newForward = v.strictObject({
  /** Id of a domain of a plan. */
  domain: id,
  local: v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(200, 'local_too_long')),
  targets,
  keepCopy: v.optional(v.boolean(), false),
});
export type NewForward = v.InferOutput<typeof newForward>;

export const forwardEdit = v.pipe(
  v.strictObject({ targets: v.optional(targets), keepCopy: v.optional(v.boolean()) }),
  v.check((edit) => edit.targets !== undefined || edit.keepCopy !== undefined, 'nothing_to_do'),
);

/** What takes all that nothing else of a domain takes. */
export const catchAllWish = v.strictObject({ domain: id, targets });

/** `local` empty or `*`: the catch-all. */
export const forwardWish = v.strictObject({
  domain: id,
  local: v.pipe(v.string(), v.maxLength(200, 'local_too_long')),
  targets: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(400, 'address_too_long'))),
    v.maxLength(mostTargets, 'too_many'),
  ),
  keepCopy: v.optional(v.boolean(), false),
});

export type ForwardWishInput = v.InferOutput<typeof forwardWish>;

export const targetAsked = v.strictObject({ target: v.pipe(v.string(), v.maxLength(400, 'address_too_long')) });
export const confirmation = v.strictObject({
  token: v.pipe(v.string(), v.minLength(20, 'format'), v.maxLength(200, 'format')),
});

/** Query of the list. `cursor` comes from the page before. */
export const forwardQuery = v.strictObject({
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(254, 'too_long'))),
  domain: v.optional(id),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(300, 'too_long'))),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, 'number'),
      v.transform(Number),
      v.minValue(1, 'number_range'),
      v.maxValue(200, 'number_range'),
    ),
  ),
});
export type ForwardQuery = v.InferOutput<typeof forwardQuery>;
