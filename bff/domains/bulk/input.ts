import * as v from 'valibot';
import { domainQuery } from '../input.ts';
import { lock, nameServers, privacy } from '../registry/input.ts';
import { applyInput } from '../templates/input.ts';
import { itemStates, mostDomains } from './states.ts';

const none = v.strictObject({});

/** The actions that can be done with many domains at once, each with its own input; `kinds.ts` says how. */
export const bulkWish = v.variant('action', [
  v.strictObject({ action: v.literal('domains.nameservers.edit'), input: nameServers }),
  v.strictObject({ action: v.literal('domains.lock.edit'), input: lock }),
  v.strictObject({ action: v.literal('domains.privacy.edit'), input: privacy }),
  v.strictObject({ action: v.literal('domains.renewal.stop'), input: none }),
  v.strictObject({ action: v.literal('domains.renewal.resume'), input: none }),
  v.strictObject({
    action: v.literal('domains.template.apply'),
    input: v.strictObject({ template: applyInput.entries.template }),
  }),
]);
export type BulkWish = v.InferOutput<typeof bulkWish>;

const { sort: _sort, cursor: _cursor, limit: _limit, ...narrowing } = domainQuery.entries;

/** Which domains: named, or all that a filter of the list finds. */
const which = v.pipe(
  v.strictObject({
    domains: v.optional(
      v.pipe(
        v.array(v.pipe(v.string(), v.maxLength(60, 'too_long'))),
        v.minLength(1, 'required'),
        v.maxLength(mostDomains, 'too_many'),
      ),
    ),
    filter: v.optional(v.strictObject(narrowing)),
  }),
  v.check(({ domains, filter }) => (domains === undefined) !== (filter === undefined), 'choice'),
);
export type Which = v.InferOutput<typeof which>;

export const bulkPreviewInput = v.strictObject({ which, wish: bulkWish });
/** With `seen` of a preview nothing else is done than was shown there. */
export const bulkInput = v.strictObject({
  ...bulkPreviewInput.entries,
  seen: v.optional(v.pipe(v.string(), v.maxLength(64, 'too_long'))),
});
export type BulkInput = v.InferOutput<typeof bulkInput>;

export const bulkItemsQuery = v.strictObject({
  state: v.optional(v.picklist(itemStates, 'choice')),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'format'))),
  limit: domainQuery.entries.limit,
});
