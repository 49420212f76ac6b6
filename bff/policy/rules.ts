import type { Role } from '../account/answers.ts';
import type { PolicySettings } from '../reseller/settings.ts';
import { actionNames, isOfMailbox, tabOf, tabs, type Action, type Denied, type Refusal, type Tab } from './actions.ts';
import { reasonFor, type Locale } from './words.ts';

export interface GateFacts {
  readonly policy: PolicySettings;
  /** Names of tabs and actions that the embed session asked for; null = no narrowing. */
  readonly scope: readonly string[] | null;
  readonly role: Role;
  /** False while the reseller has made the customer read-only. */
  readonly manageable: boolean;
  readonly locale: Locale;
  /** What the platform does for nobody. */
  readonly lacks?: readonly ('privacy' | 'webmail')[];
}

/** Tabs a role may read. What is not here it never sees. */
const tabsOfRole: Record<Role, readonly Tab[]> = {
  owner: tabs,
  tech: ['domains', 'plans', 'ftp', 'databases', 'software', 'sites', 'certificates', 'mail', 'tickets', 'account'],
  billing: ['domains', 'plans', 'store', 'orders', 'invoices', 'tickets', 'account'],
  support: ['tickets', 'account'],
};
/** Tabs in which a role may also act; in `account` everybody acts on himself, only the owner on others. */
const actingTabs: Record<Role, readonly Tab[]> = {
  owner: tabs,
  tech: ['domains', 'ftp', 'databases', 'software', 'sites', 'certificates', 'mail', 'tickets', 'account'],
  billing: ['plans', 'store', 'orders', 'invoices', 'tickets', 'account'],
  support: ['tickets', 'account'],
};
const ownerOnly = new Set<Action>([
  'account.profile.edit',
  'account.user.invite',
  'account.user.edit',
  'account.user.delete',
  'account.token.create',
  'account.token.revoke',
  'account.data.export',
  'domains.domain.push',
  'domains.push.accept',
  'domains.transfer.approve',
]);
/** Of the own person, not of the customer: also while the customer is read-only. */
const always = new Set<Action>([
  'account.session.revoke',
  'account.password.edit',
  'account.second_factor.edit',
  'mail.self.sign_in',
  'mail.self.password',
]);

const roleMay = (role: Role, action: Action): boolean =>
  actingTabs[role].includes(tabOf(action)) && (role === 'owner' || !ownerOnly.has(action)) && !isOfMailbox(action);

const scopeHasTab = (scope: readonly string[], tab: Tab): boolean =>
  scope.some(
    (name) => name === tab || (isActionPattern(name) && matching(name).some((action) => tabOf(action) === tab)),
  );

const isActionPattern = (name: string): boolean => name.includes('.');
const matching = (pattern: string): Action[] =>
  pattern.endsWith('.*')
    ? actionNames.filter((action) => action.startsWith(pattern.slice(0, -1)))
    : actionNames.filter((action) => action === pattern);

/** True for a tab, an action or `area.object.*` that exists. */
export const isScopeName = (name: string): boolean =>
  tabs.some((tab) => tab === name) || (isActionPattern(name) && matching(name).length > 0);

/** Everything that is refused before an object is looked at, in the gate's order: setting, scope, role, suspension. */
export function refusals({ policy, scope, role, manageable, locale, lacks = [] }: GateFacts): {
  actions: Denied;
  tabs: Partial<Record<Tab, Refusal>>;
} {
  const deniedTabs: Partial<Record<Tab, Refusal>> = {};
  for (const tab of tabs) {
    if (policy.hiddenTabs.includes(tab)) deniedTabs[tab] = { code: 'tab_disabled' };
    else if (scope && !scopeHasTab(scope, tab)) deniedTabs[tab] = { code: 'not_in_session' };
    else if (!tabsOfRole[role].includes(tab)) deniedTabs[tab] = { code: 'role_forbidden' };
  }
  const scoped = scope && new Set(scope.flatMap(matching));
  const denied: Partial<Record<Action, Refusal>> = {};
  for (const action of actionNames) {
    const off = offByLabel(policy, action);
    if (off) denied[action] = off;
    else if (scoped && !scoped.has(action)) denied[action] = { code: 'not_in_session' };
    else if (!roleMay(role, action)) denied[action] = { code: 'role_forbidden' };
    else if (!manageable && !always.has(action)) denied[action] = suspension(locale);
    // Without a reason: where nobody has it, nobody misses it.
    else if (action === 'mail.mailbox.open' && lacks.includes('webmail')) denied[action] = { code: 'unsupported' };
  }
  return { actions: denied, tabs: deniedTabs };
}

function offByLabel(policy: PolicySettings, action: Action): Refusal | undefined {
  if (policy.hiddenTabs.includes(tabOf(action))) return { code: 'tab_disabled' };
  const off = policy.disabledActions[action];
  return off && { code: 'action_disabled', ...(off.reason ? { reason: off.reason } : {}) };
}

/** The same for the user of a mailbox: he has what is of the mailbox, and nothing of its customer's. */
export function mailboxRefusals({
  policy,
  manageable,
  locale,
}: Pick<GateFacts, 'policy' | 'manageable' | 'locale'>): Denied {
  const denied: Partial<Record<Action, Refusal>> = {};
  for (const action of actionNames) {
    const off = offByLabel(policy, action);
    if (!isOfMailbox(action)) denied[action] = { code: 'role_forbidden' };
    else if (off) denied[action] = off;
    else if (!manageable && !always.has(action)) denied[action] = suspension(locale);
  }
  return denied;
}

function suspension(locale: Locale): Refusal {
  const reason = reasonFor('suspended', locale);
  return { code: 'suspended', ...(reason ? { reason } : {}) };
}
