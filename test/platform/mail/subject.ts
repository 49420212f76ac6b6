import type { MailPort } from '../../../bff/platform/mail/port.ts';

export interface Message {
  /** Of the envelope; empty for a notice of the server itself. */
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Else as in the envelope. */
  readonly headerFrom?: string;
  /** Further lines of its head. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The client says beforehand how long it is (RFC 1870). */
  readonly announced?: boolean;
  /** Of the sender's own server, which signs it. */
  readonly dkim?: { readonly domainName: string; readonly keySelector: string; readonly privateKey: string };
}

export interface Received {
  readonly subject: string;
  readonly text: string;
  readonly raw: string;
}

/** What came to a server of somebody else. */
export interface Outside extends Received {
  readonly from: string;
  readonly to: readonly string[];
}

export const services = ['imap', 'pop3', 'smtp', 'sieve'] as const;
export type Service = (typeof services)[number];

/** A connector, and how the world meets the server behind it. */
export interface Subject {
  readonly mail: MailPort;
  /** As another server brings it; the reply to the last command, `250 …` or the refusal. */
  deliver(message: Message): Promise<string>;
  /** Sends as a mail program that has signed in; the last reply. */
  submit(address: string, password: string, message: Message): Promise<string>;
  signsIn(address: string, password: string, service: Service): Promise<boolean>;
  /** All of an inbox, the oldest first. */
  inbox(address: string, password: string): Promise<readonly Received[]>;
  popInbox(address: string, password: string): Promise<readonly Received[]>;
  /** Stays signed in until the server ends it, or the test; it is ended then. */
  keepSession(address: string, password: string): Promise<{ readonly ended: Promise<void>; end(): Promise<void> }>;
  /** What has left for other servers. */
  outside(): readonly Outside[];
  stop(): Promise<void>;
}
