import * as v from 'valibot';

/** Where the mailbox opens, once, until then. A repetition of the request is told no address: it was shown already. */
export const webmailLink = v.object({ url: v.optional(v.string()), expiresAt: v.string() });
export type WebmailLink = v.InferOutput<typeof webmailLink>;

/** For the webmail's own server: what it signs in with at IMAP and submission until then, and what it shows when its person leaves. */
export const webmailSession = v.object({
  address: v.string(),
  name: v.string(),
  password: v.string(),
  /** Ends it. */
  proof: v.string(),
  expiresAt: v.string(),
});
export type WebmailSession = v.InferOutput<typeof webmailSession>;
