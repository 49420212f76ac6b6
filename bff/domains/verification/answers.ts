import * as v from 'valibot';

/** The registrant's address, while nobody has shown that it reaches somebody. */
export const verification = v.object({
  email: v.string(),
  /** Day on which the domain is held, `2027-03-14`. */
  dueOn: v.string(),
  /** Whole days until then; 0 = it is held, or about to be. */
  daysLeft: v.number(),
  /** The domain answers nobody until it is verified. */
  held: v.boolean(),
});
export type Verification = v.InferOutput<typeof verification>;

/** What a mailed link proved. */
export const verified = v.object({ email: v.string(), domains: v.array(v.string()) });
export type Verified = v.InferOutput<typeof verified>;
