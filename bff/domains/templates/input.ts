import * as v from 'valibot';
import { changeSet } from '../input.ts';
import { recordTypes } from '../records.ts';
import { commonTemplates } from './kinds.ts';
import { faultsOf } from './rules.ts';

/** A template, and the version of the zone it is meant for. */
export const applyInput = v.strictObject({
  version: changeSet.entries.version,
  template: v.pipe(v.string(), v.maxLength(40, 'too_long')),
});
export type ApplyInput = v.InferOutput<typeof applyInput>;

const rrsets = v.pipe(
  v.array(
    v.strictObject({
      name: v.pipe(v.string(), v.maxLength(253)),
      type: v.picklist(recordTypes),
      ttl: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      records: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(50)),
    }),
  ),
  v.minLength(1),
  v.maxLength(100),
  // A template that breaks a rule would break it in every zone
  v.check((value) => Object.keys(faultsOf(value)).length === 0, 'template_invalid'),
);
const ours: ReadonlySet<string> = new Set(['mail', 'connect', ...commonTemplates.map(({ id }) => id)]);
const own = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z\d-]{1,40}$/),
    v.check((id) => !ours.has(id), 'taken'),
  ),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  rrsets,
});

/** What a label decides of templates: the records of its own mail, and templates of its own. */
export const templateSettings = v.strictObject({
  mail: v.optional(rrsets),
  own: v.pipe(
    v.array(own),
    v.maxLength(50),
    v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'duplicate'),
  ),
});
