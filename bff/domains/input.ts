import * as v from 'valibot';
import { recordTypes } from './records.ts';

export const domainStates = [
  'active',
  'pending_create',
  'pending_transfer_in',
  'expired',
  'redemption',
  'pending_delete',
  'released',
  'transferred',
  'failed',
] as const;
export type DomainState = (typeof domainStates)[number];
/** What has left, and what is not here yet, may be the zone of somebody else. */
export const isServed = ({ state }: { readonly state: DomainState }): boolean =>
  state !== 'released' && state !== 'transferred' && state !== 'pending_transfer_in';

export const domainSorts = ['name', '-name', 'expires', '-expires'] as const;
export type DomainSort = (typeof domainSorts)[number];
/** `attention` needs the customer soon or is broken; `stopped` will not renew. */
export const domainViews = ['all', 'attention', 'stopped'] as const;
export type DomainView = (typeof domainViews)[number];

// Lets a bundler drop the schemas from a panel that only needs the lists above.
/* @__NO_SIDE_EFFECTS__ */
const optionalText = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max, 'too_long')));
const limit = v.pipe(
  v.string(),
  v.regex(/^\d{1,3}$/, 'number'),
  v.transform(Number),
  v.minValue(1, 'number_range'),
  v.maxValue(200, 'number_range'),
);

/** Query of the domain list. `expires` is a number of days from today; `cursor` comes from the page before. */
export const domainQuery = v.strictObject({
  q: optionalText(253),
  view: v.optional(v.picklist(domainViews, 'choice')),
  state: v.optional(v.picklist(domainStates, 'choice')),
  tld: optionalText(63),
  expires: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'number'), v.transform(Number))),
  /** `2027-03`: those that expire in it. */
  month: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'format'))),
  sort: v.optional(v.picklist(domainSorts, 'choice')),
  cursor: optionalText(600),
  limit: v.optional(limit),
});
export type DomainQuery = v.InferOutput<typeof domainQuery>;

const owner = v.pipe(v.string(), v.maxLength(1000, 'too_long'));
const type = v.picklist(recordTypes, 'choice');
const ttl = v.pipe(
  v.number('number'),
  v.integer('number'),
  v.minValue(0, 'ttl_range'),
  v.maxValue(2 ** 31 - 1, 'ttl_range'),
);

/** Form only; what a record may hold is decided with the whole zone in view (rules.ts). */
export const change = v.variant('op', [
  v.strictObject({
    op: v.literal('set'),
    name: owner,
    type,
    ttl,
    records: v.pipe(
      v.array(v.pipe(v.string(), v.maxLength(65_535, 'too_long'))),
      v.minLength(1, 'required'),
      v.maxLength(1000, 'too_many'),
    ),
  }),
  v.strictObject({ op: v.literal('delete'), name: owner, type }),
]);
export type Change = v.InferOutput<typeof change>;

/** A change set: what to do, and the version of the zone it was made on. */
export const changeSet = v.strictObject({
  version: v.pipe(v.number('number'), v.integer('number'), v.minValue(0, 'number_range')),
  changes: v.pipe(v.array(change), v.minLength(1, 'required'), v.maxLength(1000, 'too_many')),
});
export type ChangeSet = v.InferOutput<typeof changeSet>;

/** Undoes one change set of the history. */
export const rollback = v.strictObject({ version: changeSet.entries.version });

export const historyQuery = v.strictObject({ cursor: optionalText(100), limit: v.optional(limit) });
