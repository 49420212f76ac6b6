const up = { bubbles: true, composed: true } as const;

/** A change set was published; the name servers follow within moments. */
export class DnsPublishedEvent extends Event {
  readonly v = 1;
  readonly element = 'hc-dns-editor';
  readonly action = 'domains.dns.edit';
  /** Id of the domain. */
  readonly id: string;
  /** The zone's version since. */
  readonly version: number;

  constructor(id: string, version: number) {
    super('hc-dns-published', up);
    this.id = id;
    this.version = version;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hc-dns-published': DnsPublishedEvent;
  }
}
