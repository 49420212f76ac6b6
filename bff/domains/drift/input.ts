import * as v from 'valibot';
import { driftKinds } from './rules.ts';

/** Differences that were seen, and the side that shall win. */
export const resolveInput = v.strictObject({
  items: v.pipe(
    v.array(v.strictObject({ kind: v.picklist(driftKinds), subject: v.string() })),
    v.minLength(1),
    v.maxLength(200),
  ),
  side: v.picklist(['ours', 'theirs']),
  /** When it was seen last: what has been found since is not settled unseen. */
  seen: v.string(),
});
