import * as v from 'valibot';
import { bulkWish } from './input.ts';
import { bulkEffects, itemStates, runStates } from './states.ts';

const about = v.object({ id: v.string(), name: v.string() });

/** What would become of the domains, and why not of some. */
export const bulkPreview = v.object({
  /** Goes along with the start: who changed his mind or whose domains changed is asked again. */
  seen: v.string(),
  total: v.number(),
  changed: v.number(),
  /** So already. */
  same: v.number(),
  refused: v.number(),
  /** The first of those that would be changed. */
  domains: v.array(about),
  effects: v.array(
    v.object({
      code: v.picklist(bulkEffects),
      count: v.number(),
      /** The first of them. */
      domains: v.array(about),
    }),
  ),
  reasons: v.array(
    v.object({
      code: v.string(),
      reason: v.string(),
      count: v.number(),
      /** The first of them. */
      domains: v.array(about),
    }),
  ),
});
export type BulkPreview = v.InferOutput<typeof bulkPreview>;

export const bulkRun = v.object({
  id: v.string(),
  wish: bulkWish,
  state: v.picklist(runStates),
  by: v.string(),
  at: v.string(),
  endedAt: v.optional(v.string()),
  total: v.number(),
  counts: v.object({
    waiting: v.number(),
    changed: v.number(),
    same: v.number(),
    refused: v.number(),
    dropped: v.number(),
  }),
});
export type BulkRun = v.InferOutput<typeof bulkRun>;
export const bulkRuns = v.object({ items: v.array(bulkRun) });

export const bulkItem = v.object({
  domain: about,
  state: v.picklist(itemStates),
  code: v.optional(v.string()),
  /** In words, in the language of who asked. */
  reason: v.optional(v.string()),
});
export type BulkItem = v.InferOutput<typeof bulkItem>;
export const bulkItems = v.object({ items: v.array(bulkItem), next: v.nullable(v.string()) });
export type BulkItems = v.InferOutput<typeof bulkItems>;
