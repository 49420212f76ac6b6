import { relative } from '../rules-names.ts';
import type { RedirectKind } from './kinds.ts';

export type TargetCode = 'required' | 'too_long' | 'target_form' | 'target_scheme' | 'target_password';

const longest = 2000;
/** What is a scheme though no `//` follows; all else before a colon is taken for a host and its port. */
const otherSchemes = /^(?:javascript|data|vbscript|blob|file|about|mailto|tel|sms):/i;

/** A full name or an address. URLs allow more signs in a name, some of which mean something in a Content-Security-Policy. */
const targetHost = /^(?:(?:[a-z\d_-]+\.)+[a-z\d-]+|\[[\da-f:.]+\])$/;

/** A target as people write it → its URL. What has no scheme gets `https:`. */
export function parseTarget(text: string): { readonly url: string } | { readonly code: TargetCode } {
  const trimmed = text.trim();
  if (trimmed === '') return { code: 'required' };
  if (trimmed.length > longest) return { code: 'too_long' };
  if (otherSchemes.test(trimmed)) return { code: 'target_scheme' };
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(full)) return { code: 'target_form' };
  const url = new URL(full);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { code: 'target_scheme' };
  if (url.username || url.password) return { code: 'target_password' };
  if (!targetHost.test(url.hostname)) return { code: 'target_form' };
  return url.href.length > longest ? { code: 'too_long' } : { url: url.href };
}

export interface Destination {
  readonly target: string;
  readonly keepPath: boolean;
  readonly keepQuery: boolean;
}

/** Where a visitor of a path (`/a`) with a query (`?b`, or nothing) is led. Always to the origin of the target. */
export function destination({ target, keepPath, keepQuery }: Destination, path: string, query: string): string {
  const url = new URL(target);
  if (keepPath && path !== '/') url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  if (keepQuery && query.length > 1) url.search = url.search ? `${url.search}&${query.slice(1)}` : query;
  return url.href;
}

/** The owners that may answer for a host in a zone, the nearest first: itself, then wildcards upwards. */
export function ownersFor(host: string, zone: string): string[] {
  const name = relative(host, zone);
  if (name === undefined) return [];
  if (name === '@') return [name];
  const labels = name.split('.');
  return [...new Set([name, ...labels.map((_, at) => ['*', ...labels.slice(at + 1)].join('.'))])];
}

/** A host and all above it that may be zones, the longest first. */
export function zonesOver(host: string): string[] {
  const labels = host.split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}

/** The host that a URL asks at the ports which redirects have; undefined at others. */
export function hostAsked(target: string): string | undefined {
  const { hostname, port } = new URL(target);
  return port === '' ? hostname : undefined;
}

export const isMask = (kind: RedirectKind): kind is 'mask' => kind === 'mask';
