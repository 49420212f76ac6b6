import * as v from 'valibot';
import { denied } from '../account/answers.ts';
import { syncState } from '../domains/sync.ts';

/** How far the mail server has followed. */
export const mailSync = v.object({
  state: syncState,
  error: v.optional(v.picklist(['unreachable', 'refused'])),
  retryAt: v.optional(v.string()),
});

/** What a plan has of something, and how much of it is used. */
const share = v.object({ used: v.number(), max: v.number() });

export const mailDomain = v.object({ id: v.string(), name: v.string(), unicodeName: v.string() });
export const mailPlan = v.object({
  id: v.string(),
  name: v.string(),
  mailboxes: share,
  forwards: share,
  /** Bytes: what mailboxes were given, of what the plan has. */
  pool: share,
  /** Those that lead their mail to it. */
  domains: v.array(mailDomain),
});
export type MailPlan = v.InferOutput<typeof mailPlan>;

export const mailbox = v.object({
  id: v.string(),
  /** Lower case with A-labels, and as people read it. */
  address: v.string(),
  unicodeAddress: v.string(),
  name: v.string(),
  domain: v.string(),
  plan: v.string(),
  /** `creating` until the server has it; `first_sign_in` waits for its owner at `firstSignInUrl`. */
  state: v.picklist(['creating', 'first_sign_in', 'active', 'suspended', 'deleted']),
  firstSignInUrl: v.optional(v.string()),
  sync: mailSync,
  /** Bytes. `used` is as the server said at `usedAt`; null before it was asked. */
  quota: v.number(),
  used: v.nullable(v.number()),
  messages: v.nullable(v.number()),
  usedAt: v.nullable(v.string()),
  /** Of a deleted one: when it is destroyed. */
  destroyedAt: v.optional(v.string()),
  denied,
});
export type Mailbox = v.InferOutput<typeof mailbox>;

export const mailboxPage = v.object({
  items: v.array(mailbox),
  next: v.nullable(v.string()),
  /** With the first page alone. */
  total: v.optional(v.number()),
  counts: v.optional(v.object({ all: v.number(), full: v.number(), suspended: v.number(), deleted: v.number() })),
  plans: v.optional(v.array(mailPlan)),
  /** Id of the import that is under way, or over and not closed yet. */
  import: v.optional(v.string()),
  denied: v.optional(denied),
});
export type MailboxPage = v.InferOutput<typeof mailboxPage>;

const endpoint = v.object({ host: v.string(), port: v.number(), security: v.picklist(['tls', 'starttls']) });
/** What a mail program asks for. */
export const mailSetUp = v.object({ imap: endpoint, pop3: endpoint, smtp: endpoint });
export type MailSetUp = v.InferOutput<typeof mailSetUp>;

export const appPassword = v.object({
  id: v.string(),
  name: v.string(),
  scopes: v.array(v.picklist(['imap', 'smtp'])),
  createdAt: v.string(),
  /** Of a session of the webmail: who opened it, and when it ends by itself. */
  webmail: v.optional(v.object({ by: v.string(), until: v.string() })),
});
export type AppPassword = v.InferOutput<typeof appPassword>;

export const mailboxDetail = v.object({
  ...mailbox.entries,
  setUp: mailSetUp,
  /** Where Apple’s devices get their profile without signing in: it holds no password. */
  profileUrl: v.string(),
  appPasswords: v.array(appPassword),
  plans: v.array(mailPlan),
});
export type MailboxDetail = v.InferOutput<typeof mailboxDetail>;

/** With the password itself, this once. */
export const newAppPassword = v.object({ ...appPassword.entries, password: v.string() });
export type NewAppPassword = v.InferOutput<typeof newAppPassword>;
