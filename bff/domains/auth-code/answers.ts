import * as v from 'valibot';

/** The code is in the first answer alone: nobody keeps it. */
export const authCode = v.object({
  /** Visible ASCII; missing when the request was repeated under its key. */
  code: v.optional(v.string()),
  /** When it moves nothing any more. */
  expiresAt: v.string(),
});
export type AuthCode = v.InferOutput<typeof authCode>;
