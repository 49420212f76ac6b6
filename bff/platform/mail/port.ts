import type { Call } from '../call.ts';

export const appScopes = ['imap', 'smtp'] as const;
/** What an app password opens: reading (IMAP, POP3, ManageSieve) or sending. */
export type AppScope = (typeof appScopes)[number];

/** A further password of a mailbox. Its first 8 signs are its key; the whole is what is typed. */
export interface AppPassword {
  readonly key: string;
  /** bcrypt (`$2b$…`) of the whole. */
  readonly hash: string;
  readonly scopes: readonly AppScope[];
}

/** `suspended`: mail still arrives, nobody signs in or sends. `deleted`: nothing arrives either, what is there stays. */
export type MailboxState = 'active' | 'suspended' | 'deleted';

/** A mailbox as it shall be. */
export interface Mailbox {
  /** Never used twice: another mailbox of the same address begins empty. `[a-z0-9-]+`. */
  readonly key: string;
  /** Lower case, A-labels. */
  readonly address: string;
  /** As people read it beside the address. */
  readonly name: string;
  /** bcrypt (`$2b$…`) of its password. */
  readonly hash: string;
  /** Bytes; what is beyond is refused to its sender. */
  readonly quota: number;
  readonly state: MailboxState;
  readonly appPasswords: readonly AppPassword[];
  /** Rises with each change of what opens it: who signed in with what was before is cut off. */
  readonly credentials: number;
}

/** An address that leads elsewhere. */
export interface Forward {
  /** Lower case, A-labels; `@example.nl` takes all that no other address of the domain takes. */
  readonly address: string;
  /** Full addresses. Beside the mailbox of the same address only, if that keeps a copy. */
  readonly targets: readonly string[];
  /** A mailbox of this address gets it too. */
  readonly keepCopy: boolean;
}

/** What a mailbox answers by itself (RFC 5230), in a Sieve script's place for servers that read none. */
export interface MailboxReply {
  readonly subject: string;
  readonly text: string;
  /** Instants in ms, the second one not in it; null without an end. */
  readonly from: number | null;
  readonly until: number | null;
  /** Addresses that lead to the mailbox, beside its own. */
  readonly aliases: readonly string[];
}

/** What a mailbox answers by itself, and how it sorts what comes: a Sieve script (RFC 5228); empty for none. */
export interface MailboxScript {
  readonly address: string;
  readonly script: string;
  /** What of the script is an answer. */
  readonly reply?: MailboxReply | null;
}

export interface DkimKey {
  /** First label of its record: `<selector>._domainkey.<domain>`. */
  readonly selector: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
}

/** A domain that the server takes mail for. */
export interface MailDomain {
  /** A-label, lower case. */
  readonly name: string;
  /** Signs what its mailboxes send (RFC 6376); null while there is none. */
  readonly dkim: DkimKey | null;
}

export interface MailboxUse {
  readonly bytes: number;
  readonly messages: number;
}

/** How a mail program reaches the server. */
export interface MailEndpoint {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` before anything is said. */
  readonly security: 'tls' | 'starttls';
}

export interface MailHosts {
  readonly imap: MailEndpoint;
  readonly pop3: MailEndpoint;
  readonly smtp: MailEndpoint;
}

/** What became of a mailbox: there, or first to be opened by its owner at a page of the mail platform. */
export type MailboxOutcome = { readonly state: 'ready' } | { readonly state: 'first_sign_in'; readonly url: string };

/**
 * What the BFF asks of a mail server. Every call converges: repeating it, also after an answer was lost, leaves the same. Rejects
 * with MailError.
 */
export interface MailPort {
  readonly kind: string;
  /** Takes Sieve scripts. */
  readonly sieve: boolean;
  readonly hosts: MailHosts;
  /** The webmail's page that takes what stands behind the `#` of a link; undefined where there is no webmail. */
  readonly webmail?: string | undefined;
  /** Makes the server take mail for a domain, and sign what it sends. */
  putDomain(domain: MailDomain, call?: Call): Promise<void>;
  /** Takes none any more; its mailboxes must be gone. */
  dropDomain(name: string, call?: Call): Promise<void>;
  /** The mailbox can be signed in to when this resolves with `ready`. Its domain must be there. */
  putMailbox(mailbox: Mailbox, call?: Call): Promise<MailboxOutcome>;
  /** Destroys a mailbox and all mail in it. Fine when it is gone, or another one has the address by now. */
  dropMailbox(mailbox: Pick<Mailbox, 'address' | 'key'>, call?: Call): Promise<void>;
  /**
   * bcrypt of the password that a mailbox has there: `hash`, as it was or will be put, unless somebody set another one beside us since;
   * undefined when none opens it any more. Only where somebody can.
   */
  hashOf?(mailbox: Pick<Mailbox, 'address' | 'key' | 'hash'>): Promise<string | undefined>;
  putForward(forward: Forward, call?: Call): Promise<void>;
  dropForward(address: string, call?: Call): Promise<void>;
  putScript(script: MailboxScript, call?: Call): Promise<void>;
  /** How full mailboxes are; one that is not there is not in the answer. */
  use(addresses: readonly string[]): Promise<ReadonlyMap<string, MailboxUse>>;
  close(): Promise<void>;
}

/** `refused` (the server says no: repeating is useless) or `unreachable` (try again). */
export class MailError extends Error {
  readonly code: 'refused' | 'unreachable';

  constructor(code: MailError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
