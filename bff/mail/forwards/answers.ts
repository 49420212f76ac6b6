import * as v from 'valibot';
import { denied } from '../../account/answers.ts';
import { mailPlan, mailSync } from '../answers.ts';

const target = v.object({
  /** Lower case with A-labels, and as people read it. */
  address: v.string(),
  unicodeAddress: v.string(),
  /** Nothing is sent to it before its owner has agreed. */
  waiting: v.boolean(),
});
export type ForwardTarget = v.InferOutput<typeof target>;

export const forward = v.object({
  id: v.string(),
  /** `@example.nl` takes all that nothing else of the domain takes. */
  address: v.string(),
  unicodeAddress: v.string(),
  catchAll: v.boolean(),
  domain: v.string(),
  plan: v.string(),
  /** There is a mailbox of the same address; and it gets its mail too. */
  hasMailbox: v.boolean(),
  keepCopy: v.boolean(),
  targets: v.array(target),
  sync: mailSync,
});
export type Forward = v.InferOutput<typeof forward>;

/** `mailbox_bypassed`: its mailbox gets nothing more; `mailbox_until`: nor as soon as one of the targets agrees. `nobody`: nobody takes mail for it. `asks`: its owner is asked first. */
const warning = v.object({
  code: v.picklist(['mailbox_bypassed', 'mailbox_until', 'nobody', 'asks']),
  address: v.string(),
});
export type ForwardWarning = v.InferOutput<typeof warning>;

export const forwardSaved = v.object({ ...forward.entries, warnings: v.array(warning) });
export type ForwardSaved = v.InferOutput<typeof forwardSaved>;

export const forwardPage = v.object({
  items: v.array(forward),
  next: v.nullable(v.string()),
  /** With the first page alone. */
  total: v.optional(v.number()),
  counts: v.optional(v.object({ all: v.number(), waiting: v.number() })),
  plans: v.optional(v.array(mailPlan)),
  denied: v.optional(denied),
});
export type ForwardPage = v.InferOutput<typeof forwardPage>;

/** Where mail would end. */
export const forwardPreview = v.object({
  address: v.string(),
  hasMailbox: v.boolean(),
  warnings: v.array(warning),
  /** Why it would be refused. */
  refused: v.optional(v.picklist(['cycle', 'rule_cycle', 'too_deep', 'too_many_ends'])),
  /** Of a cycle: the first address is also the last; `…` stands for what others have. */
  path: v.optional(v.array(v.string())),
  /** Of a rule that leads back: its mailbox. */
  rule: v.optional(v.string()),
  ends: v.object({ mailboxes: v.array(v.string()), outside: v.array(v.string()) }),
});
export type ForwardPreview = v.InferOutput<typeof forwardPreview>;

/** What a mailed link agreed to; or had agreed to before. */
export const targetConfirmed = v.object({ address: v.string(), target: v.string(), already: v.boolean() });
export type TargetConfirmed = v.InferOutput<typeof targetConfirmed>;
