import * as v from 'valibot';
import { inOneLine } from './self/line.ts';
import { mailboxViews } from './views.ts';

const text = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max, 'too_long'));
const bytes = v.pipe(v.number('number'), v.safeInteger('number'), v.minValue(0, 'number_range'));
const utf8 = new TextEncoder();

/** Of a mailbox or of one of its programs: bcrypt reads 72 bytes and no more. */
export const mailPassword = v.pipe(
  v.string(),
  v.minLength(12, 'password_short'),
  v.check((value) => utf8.encode(value).length <= 72, 'password_long'),
);

/** As mail programs show it beside an address. */
const personName = v.pipe(text(100), v.regex(inOneLine, 'characters'));

export const newMailbox = v.strictObject({
  /** Id of a domain of a plan. */
  domain: v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(100, 'too_long')),
  local: v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(200, 'local_too_long')),
  name: v.optional(personName, ''),
  password: mailPassword,
  quota: bytes,
});
export type NewMailbox = v.InferOutput<typeof newMailbox>;

export const mailboxEdit = v.pipe(
  v.strictObject({ name: v.optional(personName), quota: v.optional(bytes) }),
  v.check(({ name, quota }) => name !== undefined || quota !== undefined, 'nothing_to_do'),
);
export type MailboxEdit = v.InferOutput<typeof mailboxEdit>;

export const passwordChange = v.strictObject({ password: mailPassword });
export const suspension = v.strictObject({ suspended: v.boolean() });

export const newAppPassword = v.strictObject({
  name: v.pipe(text(60), v.nonEmpty('required')),
  scopes: v.pipe(v.array(v.picklist(['imap', 'smtp'], 'choice')), v.minLength(1, 'required')),
});
export type NewAppPassword = v.InferOutput<typeof newAppPassword>;

/** Query of the list. `cursor` comes from the page before. */
export const mailboxQuery = v.strictObject({
  q: v.optional(text(254)),
  view: v.optional(v.picklist(mailboxViews, 'choice')),
  domain: v.optional(text(100)),
  cursor: v.optional(text(300)),
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
export type MailboxQuery = v.InferOutput<typeof mailboxQuery>;
