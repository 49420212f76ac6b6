import * as v from 'valibot';
import { oneLine } from './line.ts';

export const mostRules = 30;
export const mostConditions = 10;
/** Dovecot sends one mail on to no more than four (`sieve_max_redirects`). */
export const mostRedirects = 4;

export const filterFields = ['from', 'to', 'subject', 'header'] as const;
export const filterTests = ['contains', 'is'] as const;

const condition = v.variant(
  'field',
  [
    v.strictObject({
      field: v.picklist(['from', 'to', 'subject']),
      test: v.picklist(filterTests),
      value: oneLine(200),
    }),
    v.strictObject({
      field: v.literal('header'),
      /** RFC 5322 §2.2: printable, no colon. */
      header: v.pipe(v.string(), v.trim(), v.regex(/^[!-9;-~]{1,60}$/, 'header')),
      test: v.picklist(filterTests),
      value: oneLine(200),
    }),
  ],
  'choice',
);
export type FilterCondition = v.InferOutput<typeof condition>;

export const filterSteps = ['move', 'read', 'forward', 'keep', 'discard'] as const;

// No sign that parts folders (`.`, `/`), stands for several (`*`, `%`), or begins a path.
const folder = v.pipe(
  oneLine(60),
  v.regex(/^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N} _+&()'-]*[\p{L}\p{M}\p{N}_+&()'])?$/u, 'folder'),
);
const step = v.variant(
  'do',
  [
    v.strictObject({ do: v.literal('move'), folder }),
    v.strictObject({ do: v.literal('forward'), target: v.pipe(v.string(), v.maxLength(400, 'address_too_long')) }),
    v.strictObject({ do: v.picklist(['read', 'keep', 'discard']) }),
  ],
  'choice',
);
export type FilterStep = v.InferOutput<typeof step>;

const rule = v.strictObject({
  name: oneLine(60),
  on: v.boolean(),
  match: v.picklist(['all', 'any'], 'choice'),
  when: v.pipe(v.array(condition), v.minLength(1, 'required'), v.maxLength(mostConditions, 'too_many')),
  steps: v.pipe(
    v.array(step),
    v.minLength(1, 'required'),
    v.maxLength(filterSteps.length, 'too_many'),
    v.check((steps) => new Set(steps.map((one) => one.do)).size === steps.length, 'twice'),
    // What is thrown away can be nothing else.
    v.check((steps) => steps.length === 1 || steps.every((one) => one.do !== 'discard'), 'discard_alone'),
  ),
  /** Rules after it are not looked at. */
  stop: v.boolean(),
});
export type FilterRule = v.InferOutput<typeof rule>;

export const filterWish = v.strictObject({
  /** The version of the rules that these replace. */
  version: v.pipe(v.number('required'), v.integer('number')),
  rules: v.pipe(
    v.array(rule),
    v.maxLength(mostRules, 'too_many'),
    v.check(
      (rules) => rules.flatMap((one) => one.steps).filter((one) => one.do === 'forward').length <= mostRedirects,
      'too_many_forwards',
    ),
  ),
});
export type FilterWish = v.InferOutput<typeof filterWish>;
