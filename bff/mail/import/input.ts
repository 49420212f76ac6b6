import * as v from 'valibot';
import { importRowStates, mostRows } from './states.ts';

const text = (max: number) => v.pipe(v.string(), v.maxLength(max, 'too_long'));

/** A line of a file. What is wrong with it is said of that line, not of the whole. */
const row = v.strictObject({
  line: v.pipe(v.number('number'), v.safeInteger('number'), v.minValue(1, 'number_range')),
  address: text(400),
  name: v.optional(text(400), ''),
  password: text(400),
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
