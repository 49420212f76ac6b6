import * as v from 'valibot';
import { denied } from '../../account/answers.ts';
import { preview, rrset } from '../answers.ts';
import { syncState } from '../sync.ts';
import { redirectKinds } from './kinds.ts';

export const redirect = v.object({
  id: v.string(),
  /** As an owner in the zone: `@`, `www`, `*`. */
  host: v.string(),
  /** Full, in A-labels, and as people read it. */
  name: v.string(),
  unicodeName: v.string(),
  kind: v.picklist(redirectKinds),
  target: v.string(),
  keepPath: v.boolean(),
  keepQuery: v.boolean(),
  title: v.string(),
  description: v.string(),
  canonical: v.boolean(),
  noindex: v.boolean(),
  /** Whether the zone leads visitors here; `unknown` where the zone is not ours. */
  points: v.picklist(['here', 'elsewhere', 'unknown']),
  /** Records to put back when it goes. */
  before: v.array(rrset),
});
export type Redirect = v.InferOutput<typeof redirect>;

export const redirectList = v.object({
  domain: v.object({ id: v.string(), name: v.string(), unicodeName: v.string() }),
  /** Of the zone. */
  version: v.number(),
  dns: syncState,
  ownNameServers: v.boolean(),
  /** Where they are when they are not ours: there the records are to be set. */
  nameServers: v.array(v.string()),
  /** Where redirects live: what the records of their hosts say. */
  addresses: v.object({ A: v.array(v.string()), AAAA: v.array(v.string()) }),
  items: v.array(redirect),
  denied,
});
export type RedirectList = v.InferOutput<typeof redirectList>;

/** What saving would do: the target as it is understood, and the records. */
export const redirectPreview = v.object({ ...preview.entries, host: v.string(), target: v.string() });
export type RedirectPreview = v.InferOutput<typeof redirectPreview>;

export const redirectSaved = v.object({ id: v.string(), list: redirectList });
export type RedirectSaved = v.InferOutput<typeof redirectSaved>;
