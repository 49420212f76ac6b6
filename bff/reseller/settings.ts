import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { roles } from '../account/answers.ts';
import { recordTypes } from '../domains/records.ts';
import { connectSettings } from '../domains/connect/settings.ts';
import { templateSettings } from '../domains/templates/input.ts';
import { actionNames, tabs, type Action } from '../policy/actions.ts';
import type { Db } from '../store/database.ts';
import { themeTokens, type ThemeTokens } from './rules-theme.ts';
import { labelSettings } from './schema.ts';

const reason = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(300)));

/** Only what a label switches off is stored, so a new action is on until a label says otherwise. */
const policy = v.strictObject({
  hiddenTabs: v.array(v.picklist(tabs)),
  disabledActions: v.record(v.picklist(actionNames), v.strictObject({ reason })),
});

const hostName = v.pipe(v.string(), v.regex(/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/));
const narrowing = v.strictObject({
  types: v.optional(v.array(v.picklist(recordTypes))),
  protectedNames: v.optional(v.array(v.string())),
});

const dns = v.strictObject({
  nameServers: v.pipe(v.array(hostName), v.minLength(2), v.maxLength(13)),
  /** Seconds. */
  minTtl: v.pipe(v.number(), v.integer(), v.minValue(0)),
  maxTtl: v.pipe(v.number(), v.integer(), v.maxValue(2 ** 31 - 1)),
  defaultTtl: v.pipe(v.number(), v.integer()),
  /** The certificate authority that the platform gets certificates from, as CAA names it. */
  acmeIssuer: v.string(),
  ...narrowing.entries,
  /** Narrower still for a role; the label's own lists hold for all. */
  byRole: v.optional(v.record(v.picklist(roles), narrowing)),
});

const locale = v.strictObject({
  /** Offered languages, the first is the fallback. */
  languages: v.pipe(v.array(v.picklist(['en', 'nl', 'de'])), v.minLength(1)),
  /** IANA name. */
  timeZone: v.string(),
});

const redirects = v.strictObject({
  /** Where this label's redirects live, when not where the platform's do. */
  addresses: v.pipe(v.array(v.union([v.pipe(v.string(), v.ipv4()), v.pipe(v.string(), v.ipv6())])), v.maxLength(8)),
});

const mail = v.strictObject({
  /** Whoever a forward leads to, outside the customer's own domains, agrees before anything is sent there. */
  confirmTargets: v.boolean(),
});

export const sections = {
  policy,
  dns,
  redirects,
  mail,
  templates: templateSettings,
  connect: connectSettings,
  locale,
  theme: themeTokens,
};
type Sections = { [S in keyof typeof sections]: v.InferOutput<(typeof sections)[S]> };
export type PolicySettings = Omit<Sections['policy'], 'disabledActions'> & {
  readonly disabledActions: Partial<Record<Action, { readonly reason?: string | undefined }>>;
};
export interface LabelSettings extends Omit<Sections, 'policy' | 'theme'> {
  readonly policy: PolicySettings;
  readonly theme: ThemeTokens;
}

export const defaultSettings: LabelSettings = {
  policy: { hiddenTabs: [], disabledActions: {} },
  dns: {
    nameServers: ['ns1.example.net', 'ns2.example.net'],
    minTtl: 60,
    maxTtl: 604_800,
    defaultTtl: 3600,
    acmeIssuer: 'letsencrypt.org',
  },
  redirects: { addresses: [] },
  mail: { confirmTargets: true },
  templates: { own: [] },
  connect: { on: false },
  locale: { languages: ['en', 'nl', 'de'], timeZone: 'Europe/Amsterdam' },
  theme: {},
};

/** What a label decided, our defaults for the rest. A stored section that no longer fits falls back as a whole. */
export async function readSettings(db: Db): Promise<LabelSettings> {
  const settings: Record<string, unknown> = { ...defaultSettings };
  for (const { section, value } of await db.select().from(labelSettings)) {
    if (!(section in sections)) continue;
    const parsed = v.safeParse(sections[section as keyof typeof sections], value);
    if (parsed.success) settings[section] = parsed.output;
  }
  return settings as unknown as LabelSettings;
}

/** Stores one section; rejects with valibot's error when it does not fit. */
export async function writeSettings<S extends keyof LabelSettings>(
  db: Db,
  section: S,
  value: LabelSettings[S],
): Promise<void> {
  const parsed = v.parse(sections[section], value);
  await db
    .insert(labelSettings)
    .values({ section, value: parsed })
    .onConflictDoUpdate({ target: labelSettings.section, set: { value: parsed } });
}

export const dropSettings = (db: Db, section: keyof LabelSettings): Promise<unknown> =>
  db.delete(labelSettings).where(eq(labelSettings.section, section));
