import * as v from 'valibot';
import { importRowStates, mostRows } from './states.ts';

const text = (max: number) => v.pipe(v.string(), v.maxLength(max, 'too_long'));

/** Of one value; what is too long for a mailbox is said of its line. */
const longest = 5000;

/** A line of a file. What is wrong with it is said of that line, not of the whole. */
const row = v.strictObject({
  line: v.pipe(v.number('number'), v.safeInteger('number'), v.minValue(1, 'number_range')),
  address: text(longest),
  name: v.optional(text(longest), ''),
  password: text(longest),
  /** Bytes. */
  quota: v.pipe(v.number('number'), v.safeInteger('number'), v.minValue(0, 'number_range')),
});
export type ImportRow = v.InferOutput<typeof row>;

export const mailboxImport = v.strictObject({
  rows: v.pipe(v.array(row), v.minLength(1, 'required'), v.maxLength(mostRows, 'too_many')),
});
export type MailboxImport = v.InferOutput<typeof mailboxImport>;

export const importRowsQuery = v.strictObject({
  state: v.optional(v.picklist(importRowStates, 'choice')),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'format'))),
});
export type ImportRowsQuery = v.InferOutput<typeof importRowsQuery>;
