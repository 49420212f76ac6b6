import { HcAccountMenu } from './account/hc-account-menu.ts';
import { HcAccount } from './account/hc-account.ts';
import { HcSignIn } from './account/hc-sign-in.ts';
import { HcCustomerArea } from './area/hc-customer-area.ts';
import { HcDnsEditor } from './domains/hc-dns-editor.ts';
import { HcDomainManager } from './domains/hc-domain-manager.ts';
import { connect } from './shared/provide.ts';
import { version } from './shared/version.ts';

export * from './domains/events.ts';
export * from './shared/events.ts';
export type { ErrorKind } from './shared/api-error.ts';
export { HcAccount, HcAccountMenu, HcCustomerArea, HcDnsEditor, HcDomainManager, HcSignIn, version };

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
  'customer-area': HcCustomerArea,
  'dns-editor': HcDnsEditor,
  'domain-manager': HcDomainManager,
  'sign-in': HcSignIn,
};

/** Adds every element under names of your own: `{ prefix: 'acme' }` gives `<acme-domain-manager>`. */
export function defineAll({ prefix = 'hc' }: { readonly prefix?: string } = {}): void {
  for (const [name, element] of Object.entries(elements)) {
    const tag = `${prefix}-${name}`;
    // A class can stand under one name only.
    if (!customElements.get(tag)) customElements.define(tag, class extends element {});
  }
}
