import * as v from 'valibot';
import { isDay } from '../../domains/days.ts';
import { mostTargets } from '../forwards/rules-graph.ts';
import { mailPassword } from '../input.ts';

const given = (max: number) => v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(max, 'too_long'));
/** Stands in one line of a mail or a script. */
const line = (max: number) =>
  v.pipe(v.string(), v.trim(), v.maxLength(max, 'too_long'), v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'characters'));
const needed = (max: number) => v.pipe(line(max), v.nonEmpty('required'));

/** bcrypt reads 72 bytes; what is longer is nobody's password. */
const givenPassword = given(128);

export const selfSignIn = v.strictObject({
  address: v.pipe(v.string(), v.trim(), v.nonEmpty('required'), v.maxLength(320, 'too_long')),
  password: givenPassword,
});
export type SelfSignIn = v.InferOutput<typeof selfSignIn>;

export const selfPassword = v.strictObject({ current: givenPassword, password: mailPassword });
export type SelfPassword = v.InferOutput<typeof selfPassword>;

const day = v.nullable(v.pipe(v.string(), v.check(isDay, 'day')));

/** What the mailbox answers by itself; the days are the label's, the last one counts in. */
export const autoReplyWish = v.pipe(
  v.strictObject({
    on: v.boolean(),
    subject: needed(200),
    // A control sign other than a line or a tab has no place in a mail.
    text: v.pipe(
      v.string(),
      v.trim(),
      v.nonEmpty('required'),
      v.maxLength(4000, 'too_long'),
      v.regex(/^(?:[^\p{Cc}]|[\t\r\n])*$/u, 'characters'),
    ),
    from: day,
    until: day,
  }),
  v.forward(
    v.check(({ from, until }) => from === null || until === null || from <= until, 'until_before'),
    ['until'],
  ),
);
export type AutoReplyWish = v.InferOutput<typeof autoReplyWish>;

/** No targets: everything stays in the mailbox. */
export const selfForward = v.strictObject({
  targets: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(400, 'address_too_long'))),
    v.minLength(1, 'required'),
    v.maxLength(mostTargets, 'too_many'),
  ),
  keepCopy: v.boolean(),
});
export type SelfForward = v.InferOutput<typeof selfForward>;

export const mostRules = 30;
export const mostConditions = 10;
/** Dovecot sends one mail on to no more than four (`sieve_max_redirects`). */
export const mostRedirects = 4;

export const filterFields = ['from', 'to', 'subject', 'header'] as const;
export const filterTests = ['contains', 'is'] as const;

const condition = v.variant(
  'field',
  [
    v.strictObject({ field: v.picklist(['from', 'to', 'subject']), test: v.picklist(filterTests), value: needed(200) }),
    v.strictObject({
      field: v.literal('header'),
      /** RFC 5322 §2.2: printable, no colon. */
      header: v.pipe(v.string(), v.trim(), v.regex(/^[!-9;-~]{1,60}$/, 'header')),
      test: v.picklist(filterTests),
      value: needed(200),
    }),
  ],
  'choice',
);
export type FilterCondition = v.InferOutput<typeof condition>;

export const filterSteps = ['move', 'read', 'forward', 'keep', 'discard'] as const;

// No sign that parts folders (`.`, `/`), stands for several (`*`, `%`), or begins a path.
const folder = v.pipe(
  needed(60),
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
  name: needed(60),
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

const base64url = (code: string) => v.pipe(v.string(), v.regex(/^[\w-]{43,128}$/, code));

/** What a page asks for by exchange, sent as text/plain so that no preflight is needed. */
export const selfTokenInput = v.strictObject({
  key: given(120),
  tx: base64url('tx'),
  code_verifier: base64url('code_verifier'),
  client: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, 'version')),
});
