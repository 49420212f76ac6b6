export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for each attempt: a server that sees it twice may drop the second. */
  readonly messageId: string;
}

/** What the BFF asks of a kind of mail system. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}
