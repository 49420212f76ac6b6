import * as v from 'valibot';
import { denied } from '../account/answers.ts';
import { domainStates } from './input.ts';
import { recordTypes } from './records.ts';
import { eventEntry, registration } from './registry/answers.ts';
import { verification } from './verification/answers.ts';
import { syncState } from './sync.ts';

const money = v.object({ amount: v.number(), currency: v.string() });

export const domainSummary = v.object({
  id: v.string(),
  /** A-label. */
  name: v.string(),
  /** What people read; the same when there is nothing to decode. */
  unicodeName: v.string(),
  state: v.picklist(domainStates),
  /** Day, `2027-03-14`; null until registered. */
  expiresOn: v.nullable(v.string()),
  autoRenew: v.boolean(),
  renewalPrice: v.nullable(money),
  /** True while the domain uses the label's own name servers. */
  ownNameServers: v.boolean(),
  dns: syncState,
  /** Day by which the registrant's address must be verified; null where nothing is awaited. */
  verifyBy: v.nullable(v.string()),
  /** How far the registry has what was wished. */
  registry: syncState,
  /** Whom it waits for: that the registrant agrees, or the customer answers another registrar, gives it what it lacks, or chooses a side. */
  waits: v.optional(v.picklist(['leaving', 'move_stuck', 'registrant', 'registrant_refused', 'differs'])),
  denied,
});
export type DomainSummary = v.InferOutput<typeof domainSummary>;

export const domainPage = v.object({
  items: v.array(domainSummary),
  /** Cursor of the next page; null at the end. */
  next: v.nullable(v.string()),
  /** Only on the first page. */
  total: v.optional(v.number()),
  /** Only on the first page: how many domains each view holds, and the endings there are. */
  counts: v.optional(v.object({ all: v.number(), attention: v.number(), stopped: v.number() })),
  tlds: v.optional(v.array(v.string())),
  /** Only on the first page: the bulk change that is under way, else one whose end its person has not closed. */
  bulk: v.optional(v.nullable(v.string())),
});
export type DomainPage = v.InferOutput<typeof domainPage>;

/** How many domains expire in each of the coming twelve months, this one first. */
export const expiryCalendar = v.object({
  months: v.array(
    v.object({
      /** `2027-03`. */
      month: v.string(),
      total: v.number(),
      /** Of these, how many will not renew. */
      stopped: v.number(),
    }),
  ),
  /** Expired in a month before, and after those twelve. */
  before: v.number(),
  later: v.number(),
});
export type ExpiryCalendar = v.InferOutput<typeof expiryCalendar>;

export const domainDetail = v.object({
  ...domainSummary.entries,
  registeredOn: v.nullable(v.string()),
  nameServers: v.array(v.string()),
  labelNameServers: v.array(v.string()),
  /** Null where the ending has no lock. */
  locked: v.nullable(v.boolean()),
  owner: v.object({ name: v.string(), email: v.string() }),
  registration,
  verification: v.nullable(verification),
  /** Registry or name server have something else than stands here. */
  differs: v.boolean(),
  /** Name of the hosting plan that it leads to. */
  hosting: v.nullable(v.string()),
  events: v.array(eventEntry),
  recentChanges: v.array(
    v.object({
      id: v.string(),
      at: v.string(),
      by: v.string(),
      added: v.number(),
      changed: v.number(),
      removed: v.number(),
    }),
  ),
});
export type DomainDetail = v.InferOutput<typeof domainDetail>;

export const rrset = v.object({
  name: v.string(),
  type: v.picklist(recordTypes),
  ttl: v.number(),
  records: v.array(v.string()),
});

export const zoneRrset = v.object({
  ...rrset.entries,
  /** Why this customer cannot change it; missing when he can. */
  locked: v.optional(v.picklist(['managed', 'type', 'name'])),
});
export type ZoneRRset = v.InferOutput<typeof zoneRrset>;

export const zoneAnswer = v.object({
  domain: v.object({ id: v.string(), name: v.string(), unicodeName: v.string() }),
  version: v.number(),
  sync: v.object({
    state: syncState,
    /** In words, in the user's language. */
    reason: v.optional(v.string()),
    /** When the next try is due. */
    retryAt: v.optional(v.string()),
  }),
  rrsets: v.array(zoneRrset),
  limits: v.object({
    minTtl: v.number(),
    maxTtl: v.number(),
    defaultTtl: v.number(),
    /** What this customer may edit; all types when the label does not narrow it. */
    types: v.array(v.picklist(recordTypes)),
  }),
  ownNameServers: v.boolean(),
  nameServers: v.array(v.string()),
  labelNameServers: v.array(v.string()),
  denied,
});
export type ZoneAnswer = v.InferOutput<typeof zoneAnswer>;

const diff = v.object({
  name: v.string(),
  type: v.picklist(recordTypes),
  before: v.optional(rrset),
  after: v.optional(rrset),
});

export const warning = v.object({
  code: v.string(),
  name: v.string(),
  type: v.optional(v.picklist(recordTypes)),
  /** Facts for the sentence, by the name the catalogue uses. */
  facts: v.optional(v.record(v.string(), v.string())),
});
export type ZoneWarning = v.InferOutput<typeof warning>;

/** What a change set would do, and what people should know before. */
export const preview = v.object({ version: v.number(), diff: v.array(diff), warnings: v.array(warning) });
export type Preview = v.InferOutput<typeof preview>;

export const historyEntry = v.object({
  id: v.string(),
  /** The zone's version after this change set. */
  version: v.number(),
  at: v.string(),
  by: v.string(),
  /** The change set that this one undid. */
  undoes: v.optional(v.string()),
  /** The service that asked for it. */
  via: v.optional(v.string()),
  diff: v.array(diff),
});
export type HistoryEntry = v.InferOutput<typeof historyEntry>;
export const historyPage = v.object({ items: v.array(historyEntry), next: v.nullable(v.string()) });
export type HistoryPage = v.InferOutput<typeof historyPage>;
