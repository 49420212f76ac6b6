import type { ConnectTemplate } from './template.ts';
import { redirectDomains } from './rules-template.ts';

/** A request's query, read: its parameters, and the part of it that a signature is over. */
export interface Asked {
  readonly parameters: ReadonlyMap<string, string>;
  readonly signed: string;
}

/** Parameters: the longest public template has 115 variables. */
const most = 250;

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
};

/**
 * Reads a query string as it stood in the address. Undefined when it cannot be read in one way only: who signed it and we
 * who read it must mean the same, so a parameter stands there once.
 */
export function readQuery(query: string): Asked | undefined {
  const parts = query.split('&').filter(Boolean);
  const parameters = new Map<string, string>();
  for (const part of parts) {
    const cut = part.indexOf('=');
    const name = decoded(cut < 0 ? part : part.slice(0, cut));
    const value = cut < 0 ? '' : decoded(part.slice(cut + 1));
    if (name === undefined || value === undefined || parameters.has(name)) return undefined;
    parameters.set(name, value);
  }
  if (parts.length > most) return undefined;
  return { parameters, signed: parts.filter((part) => !/^(?:sig|key)=/.test(part)).join('&') };
}

const within = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/**
 * Where the person may be led back to: an address that the request names, inside of what its template names, or signed for.
 * `plain` lets http through, where we are reached by it ourselves.
 */
export function returnAddress(
  template: ConnectTemplate,
  { parameters }: Asked,
  { signed, plain }: { readonly signed: boolean; readonly plain: boolean },
): URL | undefined {
  const text = parameters.get('redirect_uri') ?? '';
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(plain && url.protocol === 'http:')) return undefined;
  if (url.username || url.password) return undefined;
  return signed || redirectDomains(template).some((domain) => within(url.hostname, domain)) ? url : undefined;
}

/** The OAuth 2.0 words for how it ended (RFC 6749 §4.1.2.1). */
export type ConnectError =
  | 'access_denied'
  | 'invalid_request'
  | 'server_error'
  | 'temporarily_unavailable'
  | 'unauthorized_client';

/** The address to go back to, with the state that the request came with. */
export function backTo(base: URL, { parameters }: Asked, error?: ConnectError, description?: string): string {
  const url = new URL(base);
  const state = parameters.get('state');
  for (const [name, value] of [
    ['state', state],
    ['error', error],
    ['error_description', description],
  ] as const) {
    url.searchParams.delete(name);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
