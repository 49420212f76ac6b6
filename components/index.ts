import { HcAccountMenu } from './account/hc-account-menu.ts';
import { HcAccount } from './account/hc-account.ts';
import { HcProfile } from './account/hc-profile.ts';
import { HcSignIn } from './account/hc-sign-in.ts';
import { HcCustomerArea } from './area/hc-customer-area.ts';
import { HcChildHosts } from './domains/hc-child-hosts.ts';
import { HcDnsEditor } from './domains/hc-dns-editor.ts';
import { HcDomainContact } from './domains/hc-domain-contact.ts';
import { HcDnssec } from './domains/hc-dnssec.ts';
import { HcDomainHosting } from './domains/hc-domain-hosting.ts';
import { HcDomainDrift } from './domains/hc-domain-drift.ts';
import { HcDomainHealth } from './domains/hc-domain-health.ts';
import { HcExpiryCalendar } from './domains/hc-expiry-calendar.ts';
import { HcDomainOffers } from './domains/hc-domain-offers.ts';
import { HcDomainPush } from './domains/hc-domain-push.ts';
import { HcDomainManager } from './domains/hc-domain-manager.ts';
import { HcNameServers } from './domains/hc-name-servers.ts';
import { HcRedirects } from './domains/hc-redirects.ts';
import { HcTransferIn } from './domains/hc-transfer-in.ts';
import { HcTransfer } from './domains/hc-transfer.ts';
import { HcForwards } from './mail/hc-forwards.ts';
import { HcMailHealth } from './mail/hc-mail-health.ts';
import { HcMail } from './mail/hc-mail.ts';
import { HcMailboxSelf } from './mail/hc-mailbox-self.ts';
import { HcMailboxes } from './mail/hc-mailboxes.ts';
import { connect } from './shared/provide.ts';
import { version } from './shared/version.ts';

export * from './domains/events.ts';
export * from './mail/events.ts';
export * from './shared/events.ts';
export type { ErrorKind } from './shared/api-error.ts';
export {
  HcAccount,
  HcAccountMenu,
  HcChildHosts,
  HcCustomerArea,
  HcDnsEditor,
  HcDomainContact,
  HcDnssec,
  HcDomainDrift,
  HcDomainHealth,
  HcDomainHosting,
  HcDomainManager,
  HcExpiryCalendar,
  HcForwards,
  HcMail,
  HcMailHealth,
  HcMailboxSelf,
  HcMailboxes,
  HcDomainOffers,
  HcDomainPush,
  HcNameServers,
  HcProfile,
  HcRedirects,
  HcSignIn,
  HcTransfer,
  HcTransferIn,
  version,
};

/** How the page is connected to a label. */
export interface InitOptions {
  /** Origin of the BFF: `https://hc.example`. */
  readonly api: string;
  /** The label's publishable key; leave it out on the label's own host. */
  readonly label?: string;
  /** Gets a one-time secret from your own server; called again whenever the session needs a new one. */
  readonly fetchClientSecret?: () => Promise<string>;
  /** Your own words: language → element name → the texts that replace ours. */
  readonly texts?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}

const registered = Symbol.for('hc.embed');

/** Connects the page; elements that stand there already draw as soon as the label has answered. */
export function init(options: InitOptions): void {
  const page = globalThis as { [registered]?: { readonly version: string } };
  page[registered] ??= { version };
  if (page[registered].version !== version)
    console.warn(
      `hc: this page has hc ${page[registered].version} already; it and hc ${version} do not share a session.`,
    );
  connect(options);
}

const elements: Readonly<Record<string, new () => HTMLElement>> = {
  account: HcAccount,
  'account-menu': HcAccountMenu,
  'child-hosts': HcChildHosts,
  dnssec: HcDnssec,
  'customer-area': HcCustomerArea,
  'dns-editor': HcDnsEditor,
  'domain-contact': HcDomainContact,
  'domain-drift': HcDomainDrift,
  'domain-health': HcDomainHealth,
  'domain-hosting': HcDomainHosting,
  'domain-manager': HcDomainManager,
  'expiry-calendar': HcExpiryCalendar,
  forwards: HcForwards,
  mail: HcMail,
  'mail-health': HcMailHealth,
  'mailbox-self': HcMailboxSelf,
  mailboxes: HcMailboxes,
  'domain-offers': HcDomainOffers,
  'domain-push': HcDomainPush,
  'name-servers': HcNameServers,
  profile: HcProfile,
  redirects: HcRedirects,
  'sign-in': HcSignIn,
  transfer: HcTransfer,
  'transfer-in': HcTransferIn,
};

/** Adds every element under names of your own: `{ prefix: 'acme' }` gives `<acme-domain-manager>`. */
export function defineAll({ prefix = 'hc' }: { readonly prefix?: string } = {}): void {
  for (const [name, element] of Object.entries(elements)) {
    const tag = `${prefix}-${name}`;
    // A class can stand under one name only.
    if (!customElements.get(tag)) customElements.define(tag, class extends element {});
  }
}
