import * as v from 'valibot';
import { denied } from '../../account/answers.ts';
import { transferCodes, transferStates } from './states.ts';

/** What stands between a domain and its move to us. */
export const obstacles = [
  'not_registered',
  'in_list',
  'ours_already',
  'no_code',
  'locked',
  'registry_locked',
  'pending',
  'too_young',
] as const;
export type Obstacle = (typeof obstacles)[number];

export const transferChecked = v.object({
  /** A-label. */
  name: v.string(),
  unicodeName: v.string(),
  /** None = it can be asked for. */
  obstacles: v.array(v.picklist(obstacles)),
  /** The first day on which it may move, where it is too young for it. */
  movableOn: v.optional(v.string()),
  /** Days that the registrar it leaves may take; 0 = it is here at once. */
  days: v.number(),
  /** Years that the move adds. */
  years: v.number(),
  expiresOn: v.optional(v.string()),
  labelNameServers: v.array(v.string()),
});
export type TransferChecked = v.InferOutput<typeof transferChecked>;

/** The last move of a domain, and what can be done about it. */
export const transfer = v.object({
  domain: v.object({ id: v.string(), name: v.string(), unicodeName: v.string(), state: v.string() }),
  /** Null: it never moved. */
  move: v.nullable(
    v.object({
      id: v.string(),
      incoming: v.boolean(),
      state: v.picklist(transferStates),
      code: v.optional(v.picklist(transferCodes)),
      /** Comes with the label's own name servers. */
      ours: v.boolean(),
      by: v.string(),
      startedAt: v.string(),
      askedAt: v.optional(v.string()),
      /** When the registry decides for whoever did not answer. */
      actsAt: v.optional(v.string()),
      endedAt: v.optional(v.string()),
      retryAt: v.optional(v.string()),
    }),
  ),
  denied,
});
export type Transfer = v.InferOutput<typeof transfer>;
