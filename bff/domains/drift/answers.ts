import * as v from 'valibot';
import { denied } from '../../account/answers.ts';
import { driftKinds } from './rules.ts';

const value = v.nullable(
  v.object({
    values: v.array(v.string()),
    /** Of a record, in seconds. */
    ttl: v.optional(v.number()),
  }),
);

/** What the registry or the name server has otherwise than it stands here. */
export const domainDrift = v.object({
  domain: v.object({ id: v.string(), name: v.string(), unicodeName: v.string() }),
  items: v.array(
    v.object({
      kind: v.picklist(driftKinds),
      /** Of a record its name and type, as `www A`; else empty. */
      subject: v.string(),
      where: v.picklist(['registry', 'name_server']),
      ours: value,
      theirs: value,
      since: v.string(),
      /** Which side can be kept. */
      may: v.array(v.picklist(['ours', 'theirs'])),
    }),
  ),
  /** Of these differences: goes back with what is chosen. */
  seen: v.string(),
  /** Somebody asked to look, and it is not done yet. */
  looking: v.boolean(),
  denied,
});
export type DomainDrift = v.InferOutput<typeof domainDrift>;
export type DriftItem = DomainDrift['items'][number];
