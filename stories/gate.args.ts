import type { ArgTypes } from '@storybook/web-components-vite';
import { roles, type Role } from '../bff/account/answers.ts';
import { demoLabels } from '../bff/demo/data.ts';
import type { DemoSlug } from '../bff/demo/types.ts';
import { recordTypes, type RecordType } from '../bff/domains/records.ts';
import { actionNames, type Action, type Tab } from '../bff/policy/actions.ts';
import type { LabelSettings } from '../bff/reseller/settings.ts';

const allowances = ['on', 'off', 'off, with a reason'] as const;
type Allowance = (typeof allowances)[number];
type ShownAction = Extract<
  Action,
  `domains.${'dns' | 'redirect'}.${string}` | `mail.${'mailbox' | 'app_password' | 'forward' | 'catch_all'}.${string}`
>;

/** Settings of a label as controls. What they refuse is refused by the gate of the BFF, not by the story. */
export type GateArgs = {
  readonly hiddenTabs: Tab[];
  readonly role: Role;
  readonly readOnlyCustomer: boolean;
  /** Empty = all types. */
  readonly dnsTypes: RecordType[];
  readonly protectedNames: string[];
} & { readonly [A in ShownAction]: Allowance };

const shownActions = actionNames.filter((name): name is ShownAction =>
  /^(domains\.(dns|redirect)|mail\.(mailbox|app_password|forward|catch_all))\./.test(name),
);
const reason = 'We look after this for you. Call us and we change it the same day.';

export const gateArgs: GateArgs = {
  hiddenTabs: [],
  role: 'owner',
  readOnlyCustomer: false,
  dnsTypes: [],
  protectedNames: [],
  ...(Object.fromEntries(shownActions.map((name) => [name, 'on'])) as Record<ShownAction, Allowance>),
};

const category = 'Settings of the label';
const inGate = (description: string) => ({ description, table: { category } });

export const gateArgTypes: ArgTypes<GateArgs> = {
  hiddenTabs: {
    ...inGate('Tabs that this label does not have'),
    control: 'check',
    options: ['domains', 'mail', 'account'],
  },
  role: { ...inGate('Role of who is signed in'), control: 'select', options: roles },
  readOnlyCustomer: { ...inGate('The reseller has made this customer read-only'), control: 'boolean' },
  dnsTypes: {
    ...inGate('Record types that customers may change; none chosen = all'),
    control: 'check',
    options: recordTypes,
  },
  protectedNames: { ...inGate('Names that customers may not change, as in @ or www'), control: 'object' },
  ...(Object.fromEntries(
    shownActions.map((name) => [
      name,
      {
        ...inGate('Off: not drawn. With a reason: drawn, and it says why not'),
        control: 'select',
        options: allowances,
      },
    ]),
  ) as unknown as Pick<ArgTypes<GateArgs>, ShownAction>),
};

/** The settings that the controls make of those of a demo label. */
export function settingsOf(args: Partial<GateArgs>, slug: DemoSlug): Pick<LabelSettings, 'policy' | 'dns'> {
  const { dns } = demoLabels(new Date(), { small: true }).find((label) => label.slug === slug)!.settings;
  const disabled = shownActions.flatMap((name) => {
    const allowance = args[name] ?? 'on';
    return allowance === 'on' ? [] : [[name, allowance === 'off' ? {} : { reason }] as const];
  });
  return {
    policy: { hiddenTabs: [...(args.hiddenTabs ?? [])], disabledActions: Object.fromEntries(disabled) },
    dns: {
      ...dns,
      ...(args.dnsTypes?.length ? { types: [...args.dnsTypes] } : {}),
      ...(args.protectedNames?.length ? { protectedNames: [...args.protectedNames] } : {}),
    },
  };
}
