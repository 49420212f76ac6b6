import * as v from 'valibot';
import { denied } from '../../account/answers.ts';
import { preview } from '../answers.ts';

/** Why a request can lead to nothing. */
export const connectRefusals = [
  /** The query says one thing twice, or is none. */
  'malformed',
  /** The provider forbids this way. */
  'blocked',
  /** It has to be signed, and is not, or not by who it says. */
  'signature',
  /** The key for that could not be looked up. */
  'unreachable',
  /** This customer has no such domain. */
  'not_yours',
  'host_required',
  'group',
  'variables',
  /** A name of the template lies in another zone. */
  'outside',
  /** The zone does not take its records; `codes` says why. */
  'records',
  /** It wants to change what this customer may not. */
  'protected',
] as const;
export type ConnectRefusal = (typeof connectRefusals)[number];

/** What a service asks for, as the person is shown it. */
export const connectRequest = v.object({
  provider: v.string(),
  service: v.string(),
  /** What the caller adds to both, where the template lets him. */
  through: v.optional(v.string()),
  /** What it is for, as people read it: `shop.example.com`; empty when that cannot be read. */
  name: v.string(),
  signed: v.boolean(),
  /** Its values may come from anybody: the person is told to look who led him here. */
  warns: v.boolean(),
  refusal: v.optional(v.picklist(connectRefusals)),
  /** Names of variables or groups beside a refusal. */
  names: v.optional(v.array(v.string())),
  /** Codes of the rules for records beside one. */
  codes: v.optional(v.array(v.string())),
  offer: v.optional(
    v.object({
      domain: v.object({ id: v.string(), name: v.string(), unicodeName: v.string() }),
      ...preview.entries,
      denied,
    }),
  ),
  /** Where the person goes on, by how it ended; missing where he was led here without a way back that is safe. */
  back: v.optional(v.object({ site: v.string(), done: v.string(), cancelled: v.string(), failed: v.string() })),
});
export type ConnectRequest = v.InferOutput<typeof connectRequest>;

/** What a service learns of a domain whose zone names us (Domain Connect, "DNS Provider Discovery"). */
export const connectDiscovery = v.object({
  providerId: v.string(),
  providerName: v.string(),
  providerDisplayName: v.string(),
  urlSyncUX: v.string(),
  urlAPI: v.string(),
  width: v.number(),
  height: v.number(),
  urlControlPanel: v.string(),
  nameServers: v.array(v.string()),
});

export const connectSupport = v.object({ version: v.optional(v.number()) });
