import * as v from 'valibot';
import { driftKinds } from '../drift/rules.ts';
import { syncState } from '../sync.ts';

/** What was done to a domain beside its zone. */
export const domainEvent = v.variant('kind', [
  v.object({
    kind: v.literal('name_servers'),
    before: v.array(v.string()),
    after: v.array(v.string()),
    /** True while they are the label's own. */
    ownBefore: v.boolean(),
    ownAfter: v.boolean(),
  }),
  v.object({ kind: v.literal('locked') }),
  v.object({ kind: v.literal('unlocked') }),
  v.object({ kind: v.literal('privacy'), on: v.boolean() }),
  v.object({ kind: v.literal('auth_code'), expiresAt: v.string() }),
  v.object({ kind: v.literal('dnssec'), on: v.boolean() }),
  v.object({ kind: v.literal('renewal_stopped'), expiresOn: v.nullable(v.string()) }),
  v.object({ kind: v.literal('renewal_resumed') }),
  /** At the registry, since its renewal was stopped. */
  v.object({ kind: v.literal('deleted') }),
  v.object({ kind: v.literal('renewed'), expiresOn: v.string() }),
  v.object({ kind: v.literal('restored'), expiresOn: v.string() }),
  v.object({ kind: v.literal('registrant'), name: v.string(), asked: v.boolean() }),
  v.object({ kind: v.literal('host'), op: v.picklist(['created', 'changed', 'deleted']), name: v.string() }),
  v.object({ kind: v.literal('push'), step: v.picklist(['offered', 'withdrawn', 'received']) }),
  v.object({ kind: v.literal('hosting'), op: v.picklist(['linked', 'unlinked']), plan: v.string() }),
  v.object({
    kind: v.literal('transfer'),
    /** To us: started, stuck, cancelled, arrived. Away: asked, kept, withdrawn, left. */
    step: v.picklist(['started', 'stuck', 'cancelled', 'arrived', 'asked', 'kept', 'withdrawn', 'left']),
  }),
  v.object({
    kind: v.literal('drift'),
    what: v.picklist(driftKinds),
    /** Of a record its name and type, as `www A`. */
    subject: v.string(),
    /** Which side was kept. */
    side: v.picklist(['ours', 'theirs']),
  }),
  v.object({ kind: v.literal('synced'), facts: v.array(v.picklist(['expiry'])) }),
]);
export type DomainEvent = v.InferOutput<typeof domainEvent>;

export const eventEntry = v.object({ id: v.string(), at: v.string(), by: v.string(), event: domainEvent });
export type EventEntry = v.InferOutput<typeof eventEntry>;

export const childHost = v.object({
  id: v.string(),
  name: v.string(),
  addresses: v.array(v.string()),
  /** What the zone says of it, where that is something else. */
  inZone: v.optional(v.array(v.string())),
});

/** What the registry has of a domain, and how far it has followed. */
export const registration = v.object({
  sync: v.object({
    state: syncState,
    /** In words, in the user's language. */
    reason: v.optional(v.string()),
    retryAt: v.optional(v.string()),
  }),
  /** Days on which something ends, unless it is renewed; null until registered. */
  deadlines: v.nullable(v.object({ grace: v.string(), redemption: v.string(), deletion: v.string() })),
  /** Set by the registry: the customer cannot change them. */
  statuses: v.array(v.string()),
  privacy: v.nullable(v.boolean()),
  hosts: v.array(childHost),
  /** Years that can be added now. */
  renewableYears: v.number(),
  nameServerLimits: v.object({ least: v.number(), most: v.number() }),
});
export type Registration = v.InferOutput<typeof registration>;
