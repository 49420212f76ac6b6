import * as v from 'valibot';
import { actionNames, tabs } from '../policy/actions.ts';

const refusal = v.object({ code: v.string(), reason: v.optional(v.string()) });
export const denied = v.record(v.picklist(actionNames), refusal);
export const roles = ['owner', 'tech', 'billing', 'support'] as const;
export type Role = (typeof roles)[number];
export const isRole = (text: string): text is Role => roles.some((role) => role === text);

/** Who is signed in, for which customer, and what he may not do. */
export const me = v.object({
  user: v.object({ id: v.string(), name: v.string(), email: v.string(), username: v.nullable(v.string()) }),
  customer: v.object({ id: v.string(), name: v.string() }),
  role: v.picklist(roles),
  label: v.object({
    id: v.string(),
    name: v.string(),
    languages: v.array(v.string()),
    timeZone: v.string(),
    /** Where the hosted customer area is, to sign in and for what a page may not do itself. */
    areaUrl: v.string(),
  }),
  locale: v.string(),
  /** The tabs this session may read. */
  tabs: v.array(v.picklist(tabs)),
  denied,
});
export type Me = v.InferOutput<typeof me>;

/** A label's look, compiled by the BFF from its tokens: one sheet of typed custom properties for `:host`. */
export const theme = v.object({ css: v.string(), version: v.string() });
export type Theme = v.InferOutput<typeof theme>;

/**
 * What a page gets at once: in modes A and C with a token (10 minutes), in mode B without.
 * `first` maps a path with query (`/v1/domains?limit=50`) to the answer that a GET of it would have now.
 */
export const startAnswer = v.object({
  token: v.optional(v.string()),
  /** Mode C only: renews the token once, for at most 8 hours after signing in. */
  refresh: v.optional(v.string()),
  expiresAt: v.string(),
  me,
  theme,
  first: v.record(v.string(), v.unknown()),
});
export type StartAnswer = v.InferOutput<typeof startAnswer>;

/** What a page without a session knows. */
export const embedConfig = v.object({
  label: v.object({ id: v.string(), name: v.string(), languages: v.array(v.string()) }),
  theme,
  /** Base of the label's own host (`https://panel.reseller.nl`), where signing in happens. */
  areaUrl: v.string(),
  /** Test keys show developer text. */
  test: v.boolean(),
});
export type EmbedConfig = v.InferOutput<typeof embedConfig>;

/** One session of the signed-in user, as he sees it. */
export const sessionInfo = v.object({
  id: v.string(),
  kind: v.picklist(['sign_in', 'embed']),
  /** `Firefox on Linux`, or the page that embeds. */
  device: v.string(),
  createdAt: v.string(),
  lastUsedAt: v.string(),
  current: v.boolean(),
});
export type SessionInfo = v.InferOutput<typeof sessionInfo>;
export const sessionList = v.object({ items: v.array(sessionInfo) });
