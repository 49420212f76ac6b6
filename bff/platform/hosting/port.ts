import type { Call } from '../call.ts';

/** A domain on the server of a plan. */
export interface Site {
  readonly domain: string;
  /** The host names that it answers to, A-labels; the first is the one that it has. */
  readonly hosts: readonly string[];
  readonly mail: boolean;
}

/**
 * What the BFF asks of the servers that sites are on. Every call converges: repeating it, also after an answer was lost, leaves
 * the same site.
 */
export interface HostingPort {
  readonly kind: string;
  /** Makes the plan answer for a domain, with these hosts and no others. */
  attach(plan: string, site: Site, call?: Call): Promise<void>;
  /** Makes it forget the domain; fine when it never knew. */
  detach(plan: string, domain: string, call?: Call): Promise<void>;
  sites(plan: string): Promise<readonly Site[]>;
  close(): Promise<void>;
}

/** `refused` (the server says no: repeating is useless) or `unreachable` (try again). */
export class HostingError extends Error {
  readonly code: 'refused' | 'unreachable';

  constructor(code: HostingError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
