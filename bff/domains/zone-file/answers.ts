import * as v from 'valibot';
import { preview } from '../answers.ts';

export const importPreview = v.object({
  ...preview.entries,
  /** What is left out, or taken otherwise than it stands, by line; the first of them. */
  notes: v.array(
    v.object({
      line: v.optional(v.number()),
      code: v.string(),
      skipped: v.boolean(),
      name: v.optional(v.string()),
      type: v.optional(v.string()),
      value: v.optional(v.string()),
    }),
  ),
  /** How many lines are left out in all. */
  skipped: v.number(),
  /** How many RRsets of the file are in the zone already. */
  unchanged: v.number(),
});
export type ImportPreview = v.InferOutput<typeof importPreview>;
