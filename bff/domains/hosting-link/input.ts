import * as v from 'valibot';
import { linkRoles } from './roles.ts';

const version = v.pipe(v.number('number'), v.integer('number'), v.minValue(0, 'number_range'));

/** A domain shall lead to a plan, by a change of the zone as it was at that version. */
export const linkInput = v.strictObject({
  subscription: v.pipe(v.string(), v.maxLength(60)),
  role: v.picklist(linkRoles, 'choice'),
  /** Below which name the site is, where it has only a part of the domain. */
  host: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(253, 'too_long')), ''),
  /** Its mail shall come to the plan, too; what takes it now does not any more. */
  mail: v.boolean('choice'),
  version,
});
export type LinkInput = v.InferOutput<typeof linkInput>;

export const unlinkInput = v.strictObject({ version });
