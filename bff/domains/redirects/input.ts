import * as v from 'valibot';
import { changeSet } from '../input.ts';
import { afterwards, redirectKinds } from './kinds.ts';

/* @__NO_SIDE_EFFECTS__ */
const line = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max, 'too_long')), '');
const { version } = changeSet.entries;

const what = {
  kind: v.picklist(redirectKinds, 'choice'),
  /** With or without scheme; the answer has the URL that was made of it. */
  target: v.pipe(v.string(), v.maxLength(4000, 'too_long')),
  keepPath: v.optional(v.boolean(), true),
  keepQuery: v.optional(v.boolean(), true),
  /** The rest is of masks alone. */
  title: line(200),
  description: line(500),
  canonical: v.optional(v.boolean(), true),
  noindex: v.optional(v.boolean(), false),
  /** Of the zone, as the person saw it: records are set together with the redirect. */
  version,
};

export const newRedirect = v.strictObject({ host: v.pipe(v.string(), v.maxLength(1000, 'too_long')), ...what });
export type NewRedirect = v.InferOutput<typeof newRedirect>;

/** The host stays: another host is another redirect. */
export const redirectEdit = v.strictObject(what);
export type RedirectEdit = v.InferOutput<typeof redirectEdit>;

export const redirectRemoval = v.strictObject({ records: v.picklist(afterwards, 'choice'), version });
export type RedirectRemoval = v.InferOutput<typeof redirectRemoval>;
