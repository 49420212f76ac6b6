import * as v from 'valibot';
import { denied } from '../../account/answers.ts';
import { steps } from './rules.ts';

/** Whether a zone is signed, and what happens next. */
export const dnssec = v.object({
  domain: v.object({ id: v.string(), name: v.string(), unicodeName: v.string() }),
  /** What the customer wants. */
  on: v.boolean(),
  /** Null: not signed. */
  step: v.nullable(v.picklist(steps)),
  /** When the wait of this step is over. */
  dueAt: v.optional(v.string()),
  /** In words, why the last try failed. */
  reason: v.optional(v.string()),
  /** What the parent has, or shall have; as in a zone file. */
  ds: v.array(v.string()),
  denied,
});
export type Dnssec = v.InferOutput<typeof dnssec>;
