/** One customer-visible place of the product; a label may switch it off. */
export const tabs = [
  'domains',
  'plans',
  'ftp',
  'databases',
  'software',
  'sites',
  'certificates',
  'mail',
  'store',
  'orders',
  'invoices',
  'tickets',
  'account',
] as const;
export type Tab = (typeof tabs)[number];

export const areas = ['domains', 'hosting', 'mail', 'billing', 'support', 'account'] as const;
export type Area = (typeof areas)[number];

/** The area strip shows areas; this says which tabs each holds. */
export const areaOfTab = {
  domains: 'domains',
  plans: 'hosting',
  ftp: 'hosting',
  databases: 'hosting',
  software: 'hosting',
  sites: 'hosting',
  certificates: 'hosting',
  mail: 'mail',
  store: 'billing',
  orders: 'billing',
  invoices: 'billing',
  tickets: 'support',
  account: 'account',
} as const satisfies Record<Tab, Area>;

interface Definition {
  readonly tab: Tab;
  /** Needs a fresh proof of identity on the label's own origin: one object, once, within 5 minutes. */
  readonly stepUp?: true;
  /** Done by the person who uses a mailbox, signed in with its password; a customer's people never have it. */
  readonly ofMailbox?: true;
}

/** Every action a customer, or the user of one of his mailboxes, can take, by its tab. Drives the gate, the panels, the documents and the tests. */
export const actions = {
  'account.profile.edit': { tab: 'account' },
  'account.email.edit': { tab: 'account', stepUp: true },
  'account.password.edit': { tab: 'account', stepUp: true },
  'account.second_factor.edit': { tab: 'account', stepUp: true },
  'account.passkey.create': { tab: 'account', stepUp: true },
  'account.passkey.delete': { tab: 'account', stepUp: true },
  'account.session.revoke': { tab: 'account' },
  'account.user.invite': { tab: 'account' },
  'account.user.edit': { tab: 'account' },
  'account.user.delete': { tab: 'account' },
  'account.notification.edit': { tab: 'account' },
  'account.token.create': { tab: 'account', stepUp: true },
  'account.token.revoke': { tab: 'account' },
  'account.data.export': { tab: 'account', stepUp: true },

  'domains.dns.edit': { tab: 'domains' },
  'domains.dns.import': { tab: 'domains' },
  'domains.dns.export': { tab: 'domains' },
  'domains.dns.rollback': { tab: 'domains' },
  'domains.template.apply': { tab: 'domains' },
  'domains.template.edit': { tab: 'domains' },
  'domains.connect.apply': { tab: 'domains' },
  'domains.dnssec.edit': { tab: 'domains' },
  'domains.nameservers.edit': { tab: 'domains' },
  'domains.host.create': { tab: 'domains' },
  'domains.host.edit': { tab: 'domains' },
  'domains.host.delete': { tab: 'domains' },
  'domains.redirect.create': { tab: 'domains' },
  'domains.redirect.edit': { tab: 'domains' },
  'domains.redirect.delete': { tab: 'domains' },
  'domains.renewal.stop': { tab: 'domains' },
  'domains.renewal.resume': { tab: 'domains' },
  'domains.domain.renew': { tab: 'domains' },
  'domains.domain.restore': { tab: 'domains' },
  'domains.domain.sync': { tab: 'domains' },
  'domains.drift.check': { tab: 'domains' },
  'domains.drift.resolve': { tab: 'domains' },
  'domains.domain.push': { tab: 'domains', stepUp: true },
  'domains.push.cancel': { tab: 'domains' },
  'domains.push.accept': { tab: 'domains' },
  'domains.lock.edit': { tab: 'domains' },
  'domains.privacy.edit': { tab: 'domains' },
  'domains.hosting.link': { tab: 'domains' },
  'domains.hosting.unlink': { tab: 'domains' },
  'domains.bulk.start': { tab: 'domains' },
  'domains.bulk.cancel': { tab: 'domains' },
  'domains.contact.edit': { tab: 'domains' },
  'domains.verification.resend': { tab: 'domains' },
  'domains.authcode.reveal': { tab: 'domains', stepUp: true },
  'domains.transfer.start': { tab: 'domains' },
  'domains.transfer.cancel': { tab: 'domains' },
  'domains.transfer.approve': { tab: 'domains', stepUp: true },

  'hosting.plan.change': { tab: 'plans' },
  'hosting.plan.cancel': { tab: 'plans' },
  'hosting.plan.resume': { tab: 'plans' },
  'hosting.ftp.create': { tab: 'ftp' },
  'hosting.ftp.edit': { tab: 'ftp' },
  'hosting.ftp.delete': { tab: 'ftp' },
  'hosting.database.create': { tab: 'databases' },
  'hosting.database.edit': { tab: 'databases' },
  'hosting.database.delete': { tab: 'databases' },
  'hosting.database.export': { tab: 'databases' },
  'hosting.database_user.edit': { tab: 'databases' },
  'hosting.database.open': { tab: 'databases' },
  'hosting.software.install': { tab: 'software' },
  'hosting.software.update': { tab: 'software' },
  'hosting.software.clone': { tab: 'software' },
  'hosting.software.backup': { tab: 'software' },
  'hosting.software.restore': { tab: 'software' },
  'hosting.software.open': { tab: 'software' },
  'hosting.software.delete': { tab: 'software' },
  'hosting.site.create': { tab: 'sites' },
  'hosting.site.edit': { tab: 'sites' },
  'hosting.site.open': { tab: 'sites' },
  'hosting.site.delete': { tab: 'sites' },
  'hosting.backup.create': { tab: 'sites' },
  'hosting.backup.restore': { tab: 'sites' },
  'hosting.cron.edit': { tab: 'sites' },
  'hosting.php.edit': { tab: 'sites' },
  'hosting.certificate.issue': { tab: 'certificates' },
  'hosting.certificate.upload': { tab: 'certificates' },
  'hosting.certificate.delete': { tab: 'certificates' },

  'mail.mailbox.create': { tab: 'mail' },
  'mail.mailbox.import': { tab: 'mail' },
  'mail.mailbox.edit': { tab: 'mail' },
  'mail.mailbox.suspend': { tab: 'mail' },
  'mail.mailbox.delete': { tab: 'mail' },
  'mail.mailbox.restore': { tab: 'mail' },
  'mail.mailbox.open': { tab: 'mail' },
  'mail.app_password.create': { tab: 'mail' },
  'mail.app_password.revoke': { tab: 'mail' },
  'mail.forward.create': { tab: 'mail' },
  'mail.forward.edit': { tab: 'mail' },
  'mail.forward.delete': { tab: 'mail' },
  'mail.catch_all.edit': { tab: 'mail' },
  'mail.auto_reply.edit': { tab: 'mail' },
  'mail.filter.edit': { tab: 'mail' },
  'mail.health.fix': { tab: 'mail' },
  'mail.self.sign_in': { tab: 'mail', ofMailbox: true },
  'mail.self.password': { tab: 'mail', ofMailbox: true },
  'mail.self.auto_reply': { tab: 'mail', ofMailbox: true },
  'mail.self.forward': { tab: 'mail', ofMailbox: true },
  'mail.self.app_password': { tab: 'mail', ofMailbox: true },
  'mail.self.filter': { tab: 'mail', ofMailbox: true },

  'billing.order.place': { tab: 'store' },
  'billing.order.cancel': { tab: 'orders' },
  'billing.order.retry': { tab: 'orders' },
  'billing.invoice.pay': { tab: 'invoices' },
  'billing.invoice.download': { tab: 'invoices' },
  'billing.method.create': { tab: 'invoices' },
  'billing.method.delete': { tab: 'invoices' },
  'billing.address.edit': { tab: 'invoices' },
  'billing.credit.deposit': { tab: 'invoices' },

  'support.ticket.create': { tab: 'tickets' },
  'support.ticket.reply': { tab: 'tickets' },
  'support.ticket.close': { tab: 'tickets' },
  'support.ticket.reopen': { tab: 'tickets' },
  'support.ticket.rate': { tab: 'tickets' },
  'support.notification.edit': { tab: 'tickets' },
} as const satisfies Record<string, Definition>;

export type Action = keyof typeof actions;
export const actionNames = Object.keys(actions) as Action[];
export const tabOf = (action: Action): Tab => actions[action].tab;
export const needsStepUp = (action: Action): boolean => 'stepUp' in actions[action];
export const isOfMailbox = (action: Action): boolean => 'ofMailbox' in actions[action];

/** Why not. Without a reason a panel draws nothing; with one it shows the action greyed, with the reason. */
export interface Refusal {
  readonly code: string;
  readonly reason?: string;
}

/** The refused actions; one that is not named is allowed. */
export type Denied = Readonly<Partial<Record<Action, Refusal>>>;
