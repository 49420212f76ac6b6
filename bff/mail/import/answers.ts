import * as v from 'valibot';
import { importRowStates, importStates } from './states.ts';

/** Why a line makes no mailbox: which of its values, and a code. */
const wrong = { field: v.optional(v.picklist(['address', 'name', 'password', 'quota'])), code: v.optional(v.string()) };

/** What would become of each line. */
export const importPreview = v.object({
  total: v.number(),
  good: v.number(),
  rows: v.array(v.object({ line: v.number(), address: v.string(), quota: v.number(), ...wrong })),
});
export type ImportPreview = v.InferOutput<typeof importPreview>;

export const importRun = v.object({
  id: v.string(),
  state: v.picklist(importStates),
  by: v.string(),
  at: v.string(),
  endedAt: v.optional(v.string()),
  total: v.number(),
  counts: v.object({ waiting: v.number(), created: v.number(), refused: v.number(), dropped: v.number() }),
});
export type ImportRun = v.InferOutput<typeof importRun>;

export const importRows = v.object({
  items: v.array(v.object({ line: v.number(), address: v.string(), state: v.picklist(importRowStates), ...wrong })),
  next: v.nullable(v.string()),
});
export type ImportRows = v.InferOutput<typeof importRows>;
