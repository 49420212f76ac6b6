import * as v from 'valibot';
import { denied } from '../../account/answers.ts';
import { preview, rrset } from '../answers.ts';
import { syncState } from '../sync.ts';
import { linkRoles } from './roles.ts';

const plan = v.object({
  id: v.string(),
  name: v.string(),
  server: v.string(),
  addresses: v.array(v.string()),
  /** Null where it has no mail. */
  mailHost: v.nullable(v.string()),
  /** How many domains lead there, of so many. */
  domains: v.number(),
  maxDomains: v.number(),
  /** The name that its site has. */
  primary: v.nullable(v.string()),
});
export type Plan = v.InferOutput<typeof plan>;

export const domainHosting = v.object({
  domain: v.object({ id: v.string(), name: v.string(), unicodeName: v.string() }),
  /** Of the zone. */
  version: v.number(),
  ownNameServers: v.boolean(),
  /** Null: it leads to no plan. */
  link: v.nullable(
    v.object({
      plan,
      role: v.picklist(linkRoles),
      host: v.string(),
      mail: v.boolean(),
      linkedAt: v.string(),
      by: v.string(),
      /** How far the plan's server is. */
      sync: v.object({
        state: syncState,
        leaving: v.boolean(),
        error: v.optional(v.picklist(['unreachable', 'refused'])),
        retryAt: v.optional(v.string()),
      }),
      /** What leads there; for the zone of another provider to be set by hand. */
      records: v.array(rrset),
    }),
  ),
  /** Those of the customer. */
  plans: v.array(plan),
  /** Who takes its mail now, by our zone; none where nobody does, or the zone is elsewhere. */
  mail: v.array(v.string()),
  denied,
});
export type DomainHosting = v.InferOutput<typeof domainHosting>;

/** What linking or its end would do to the zone. */
export const linkPreview = v.object({
  ...preview.entries,
  /** Records that somebody changed since: they stay as they are. */
  kept: v.array(v.object({ name: v.string(), type: v.string() })),
});
export type LinkPreview = v.InferOutput<typeof linkPreview>;
