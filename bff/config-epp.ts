import * as v from 'valibot';
import { url } from './config-values.ts';

const file = v.pipe(v.string(), v.nonEmpty('must name a file'));
/** As EPP has them: its logins have no more room (RFC 5730 §4). */
const signs = (least: number) =>
  v.pipe(
    v.string(),
    v.minLength(least, `must have ${least} to 16 signs`),
    v.maxLength(16, `must have ${least} to 16 signs`),
  );

/** Settings of a registry over EPP, by the names of their variables. */
export const eppEntries = {
  HC_EPP_URL: v.optional(
    v.pipe(
      url(['epp:'], 'must be a URL like epp://epp.registry.example:700'),
      v.check((text) => !new URL(text).username, 'must not hold a user: there is HC_EPP_USER'),
    ),
  ),
  HC_EPP_USER: v.optional(signs(3)),
  HC_EPP_PASSWORD: v.optional(signs(6)),
  HC_EPP_REGISTRAR: v.optional(signs(3)),
  HC_EPP_CA: v.optional(file),
  HC_EPP_CERT: v.optional(file),
  HC_EPP_KEY: v.optional(file),
  HC_EPP_SESSIONS: v.optional(
    v.pipe(v.string(), v.regex(/^[1-9]\d?$/, 'must be how many sessions there may be'), v.transform(Number)),
  ),
};
type Given = v.InferOutput<v.ObjectSchema<typeof eppEntries, undefined>>;

export interface EppConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly registrar: string | undefined;
  /** Paths of PEM files: whom to trust, and who we are. */
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly sessions: number | undefined;
}

/** Settings of EPP that lack one another. */
export function wrongBesideEpp(given: Readonly<Record<string, unknown>>): string[] {
  const others = Object.keys(eppEntries).filter((name) => name !== 'HC_EPP_URL');
  if (!given.HC_EPP_URL)
    return others.some((name) => given[name]) ? ['HC_EPP_URL is required beside its settings'] : [];
  const needed = ['HC_EPP_USER', 'HC_EPP_PASSWORD'];
  if (given.HC_EPP_CERT || given.HC_EPP_KEY) needed.push('HC_EPP_CERT', 'HC_EPP_KEY');
  return needed.filter((name) => !given[name]).map((name) => `${name} is required beside HC_EPP_URL`);
}

export function eppOf(o: Given): EppConfig | undefined {
  if (!o.HC_EPP_URL || !o.HC_EPP_USER || !o.HC_EPP_PASSWORD) return undefined;
  const { hostname, port: given } = new URL(o.HC_EPP_URL);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(given || 700),
    user: o.HC_EPP_USER,
    password: o.HC_EPP_PASSWORD,
    registrar: o.HC_EPP_REGISTRAR,
    ca: o.HC_EPP_CA,
    cert: o.HC_EPP_CERT,
    key: o.HC_EPP_KEY,
    sessions: o.HC_EPP_SESSIONS,
  };
}
