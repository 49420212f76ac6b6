const up = { bubbles: true, composed: true } as const;

/** A change set was published; the name servers follow within moments. */
export class DnsPublishedEvent extends Event {
  readonly v = 1;
  readonly element = 'hc-dns-editor';
  readonly action: 'domains.dns.edit' | 'domains.dns.import' | 'domains.template.apply' | 'mail.health.fix';
  /** Id of the domain. */
  readonly id: string;
  /** The zone's version since. */
  readonly version: number;

  constructor(id: string, version: number, action: DnsPublishedEvent['action'] = 'domains.dns.edit') {
    super('hc-dns-published', up);
    this.action = action;
    this.id = id;
    this.version = version;
  }
}

/** A redirect of a domain was made, changed or deleted; visitors are led anew at once. */
export class RedirectsChangedEvent extends Event {
  readonly v = 1;
  readonly element = 'hc-redirects';
  readonly action: 'domains.redirect.create' | 'domains.redirect.edit' | 'domains.redirect.delete';
  /** Id of the domain. */
  readonly id: string;

  constructor(action: RedirectsChangedEvent['action'], id: string) {
    super('hc-redirects-changed', up);
    this.action = action;
    this.id = id;
  }
}

/** A month of the expiry calendar was chosen. */
export class ExpiryMonthEvent extends Event {
  readonly v = 1;
  readonly element = 'hc-expiry-calendar';
  /** `2027-03`; empty when none is chosen any more. */
  readonly month: string;

  constructor(month: string) {
    super('hc-expiry-month', up);
    this.month = month;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hc-dns-published': DnsPublishedEvent;
    'hc-redirects-changed': RedirectsChangedEvent;
    'hc-expiry-month': ExpiryMonthEvent;
  }
}
