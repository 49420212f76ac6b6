import * as v from 'valibot';
import { denied } from '../../account/answers.ts';
import { appPassword, mailSetUp, mailSync } from '../answers.ts';
import { forwardSaved, forward } from '../forwards/answers.ts';
import { filterWish } from './filter-input.ts';

export const autoReply = v.object({
  on: v.boolean(),
  subject: v.string(),
  text: v.string(),
  /** First and last day in the label's zone; null without an end. */
  from: v.nullable(v.string()),
  until: v.nullable(v.string()),
  sync: mailSync,
});
export type AutoReply = v.InferOutput<typeof autoReply>;

/** Who sends other rules says which version he has seen. */
export const filters = v.object({ version: v.number(), rules: filterWish.entries.rules, sync: mailSync });
export type Filters = v.InferOutput<typeof filters>;

const target = forward.entries.targets;
/** Where the mailbox leads its own mail. */
export const ownForward = v.object({ targets: target, keepCopy: v.boolean(), sync: mailSync });
export type OwnForward = v.InferOutput<typeof ownForward>;
export const ownForwardSaved = v.object({ ...ownForward.entries, warnings: forwardSaved.entries.warnings });
export type OwnForwardSaved = v.InferOutput<typeof ownForwardSaved>;

/** A mailbox as the person who uses it sees it. */
export const mailboxSelf = v.object({
  /** Lower case with A-labels, and as people read it. */
  address: v.string(),
  unicodeAddress: v.string(),
  name: v.string(),
  sync: mailSync,
  /** Bytes. */
  quota: v.number(),
  used: v.nullable(v.number()),
  /** IANA name: the days are those of this zone. */
  timeZone: v.string(),
  setUp: mailSetUp,
  autoReply: v.nullable(autoReply),
  forward: v.nullable(ownForward),
  filters,
  appPasswords: v.array(appPassword),
  denied,
  /** When he has to sign in again. */
  expiresAt: v.string(),
});
export type MailboxSelf = v.InferOutput<typeof mailboxSelf>;

export const selfToken = v.object({ token: v.string(), expiresAt: v.string() });
export type SelfToken = v.InferOutput<typeof selfToken>;
