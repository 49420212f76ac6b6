import * as v from 'valibot';
import { denied } from '../../account/answers.ts';

export const push = v.object({
  domain: v.object({ id: v.string(), name: v.string(), unicodeName: v.string() }),
  /** Null: it is offered to nobody. */
  offer: v.nullable(v.object({ email: v.string(), by: v.string(), createdAt: v.string(), expiresAt: v.string() })),
  denied,
});
export type Push = v.InferOutput<typeof push>;

/** Domains that other customers offer to this person. */
export const offers = v.object({
  items: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      unicodeName: v.string(),
      /** The customer who offers it. */
      from: v.string(),
      expiresOn: v.nullable(v.string()),
      expiresAt: v.string(),
    }),
  ),
  denied,
});
export type Offers = v.InferOutput<typeof offers>;

/** What became of an offer; of one that was accepted, the domain. */
export const answered = v.object({ state: v.picklist(['accepted', 'declined']), domain: v.optional(v.string()) });
export type Answered = v.InferOutput<typeof answered>;
