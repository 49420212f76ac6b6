import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/area/hc-customer-area.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  base: string;
  level: number;
}

const meta = {
  title: 'Customer area/Customer area',
  component: 'hc-customer-area',
  args: { ...gateArgs, base: '', level: 2 },
  argTypes: gateArgTypes,
  render: ({ base, level }) => html`<hc-customer-area .base=${base} .level=${level}></hc-customer-area>`,
  loaders: [inPanel()],
  // Its address is the page's; each story begins at the start.
  beforeEach: () => history.replaceState(null, '', location.pathname + location.search),
  play: async ({ canvasElement }) => void (await see(canvasElement, 'table')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Filled: Story = {};

export const AccountPart: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Account');
    await see(canvasElement, 'h2', 'Account');
    await see(canvasElement, 'table');
  },
};

export const DnsRecords: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'lindenloaf.com');
    await press(canvasElement, 'DNS records');
    await see(canvasElement, 'table.dns');
  },
};

export const Empty: Story = {
  loaders: [inPanel({ customer: 'T-1131' })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};
export const WithoutDomains: Story = { args: { hiddenTabs: ['domains'] } };
export const NothingLeft: Story = {
  args: { hiddenTabs: ['domains', 'mail', 'account'] },
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};
export const SupportRole: Story = { args: { role: 'support' } };
export const ReadOnly: Story = { args: { readOnlyCustomer: true } };
export const Loading: Story = {
  loaders: [inPanel({ panel: { state: 'starting', me: undefined } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const SignedOut: Story = {
  loaders: [inPanel({ panel: { state: 'signed_out', me: undefined, signIn: async () => {} } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Sign in')),
};
export const Expired: Story = {
  loaders: [inPanel({ panel: { state: 'expired' } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.banner')),
};
export const Dutch: Story = { globals: { lang: 'nl' } };
export const LongText: Story = {
  loaders: [inPanel({ label: 'smidse', customer: 'S-2014' })],
  globals: { lang: 'de', theme: 'smidse' },
};
