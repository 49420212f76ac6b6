export const askedTypes = ['A', 'AAAA', 'CNAME', 'NS', 'MX', 'TXT', 'CAA'] as const;
export type AskedType = (typeof askedTypes)[number];

/** Nobody answered, or with a failure: nothing is known. That a name has no records is an answer. */
export class ResolverError extends Error {
  constructor() {
    super('unreachable');
  }
}

/**
 * What a name server says of a zone. `unresolved` = its name has no address; `not_public` = its address is in somebody's
 * own network; `silent` = no answer; `lame` = it answers, but not for this zone.
 */
export type ServerAnswer =
  | { readonly state: 'unresolved' | 'not_public' | 'silent' | 'lame' }
  | { readonly state: 'authoritative'; readonly serial: number };

/** Asks the public DNS. Names are A-labels without trailing dot. */
export interface Resolver {
  /** Records as in a zone file, a TXT as its plain text; none where there are none. Rejects with ResolverError. */
  records(name: string, type: AskedType): Promise<readonly string[]>;
  /** Asks one name server itself. Rejects with ResolverError where its address cannot be looked up. */
  ask(server: string, zone: string): Promise<ServerAnswer>;
}
