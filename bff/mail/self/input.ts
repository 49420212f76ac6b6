import * as v from 'valibot';
import { isDay } from '../../domains/days.ts';
import { mostTargets } from '../forwards/rules-graph.ts';
import { mailPassword } from '../input.ts';
import { oneLine } from './line.ts';
import { givenPassword } from './sign-in-input.ts';

export const selfPassword = v.strictObject({ current: givenPassword, password: mailPassword });

const day = v.nullable(v.pipe(v.string(), v.check(isDay, 'day')));

/** What the mailbox answers by itself; the days are the label's, the last one counts in. */
export const autoReplyWish = v.pipe(
  v.strictObject({
    on: v.boolean(),
    subject: oneLine(200),
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

const given = (max: number) => v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(max, 'too_long'));
const base64url = (code: string) => v.pipe(v.string(), v.regex(/^[\w-]{43,128}$/, code));

/** What a page asks for by exchange, sent as text/plain so that no preflight is needed. */
export const selfTokenInput = v.strictObject({
  key: given(120),
  tx: base64url('tx'),
  code_verifier: base64url('code_verifier'),
  client: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, 'version')),
});
