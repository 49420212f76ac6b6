import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-domain-manager.ts';
import { never, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see, type } from '../play.ts';
import { longName, rename } from '../prepare.ts';
import { addMany } from '../../test/components/domains/many.ts';

interface Args extends GateArgs {
  path: string;
  domain: string;
  level: number;
}

const list = /^\/v1\/domains$/;

const meta = {
  title: 'Domains/Domain manager',
  component: 'hc-domain-manager',
  args: { ...gateArgs, path: '', domain: '', level: 2 },
  argTypes: gateArgTypes,
  render: ({ path, domain, level }) =>
    html`<hc-domain-manager .path=${path} .domain=${domain} .level=${level}></hc-domain-manager>`,
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Filled: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'table')),
};

export const ManyDomains: Story = {
  loaders: [inPanel({ customer: 'T-1003' })],
  play: async ({ canvasElement }) => press(canvasElement, /^Show \d+ more$/),
};

export const OneDomain: Story = {
  args: { domain: idOf('lindenloaf.com') },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'nav.tabs')),
};

export const OpensADomain: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'lindenloaf.com');
    await press(canvasElement, 'DNS records');
    await see(canvasElement, 'table.dns');
  },
};

export const Filtered: Story = {
  loaders: [inPanel({ customer: 'T-1003' })],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Filter');
    await press(canvasElement, /^Not renewing/);
    await see(canvasElement, 'table');
  },
};

export const NoMatch: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'Search domains', 'croissant');
    await see(canvasElement, 'button', 'Show all domains');
  },
};

export const RowMenu: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'More for brotlinde.eu');
    await see(canvasElement, '.menu button');
  },
};

export const Empty: Story = {
  loaders: [inPanel({ customer: 'T-1131' })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};

export const Loading: Story = { loaders: [inPanel({ intercept: never('GET', list) })] };

export const Failed: Story = {
  loaders: [inPanel({ panel: { test: false }, intercept: refuse('GET', list, 'internal') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};

export const SignedOut: Story = {
  loaders: [inPanel({ panel: { state: 'signed_out', me: undefined } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};

export const Expired: Story = {
  loaders: [inPanel({ panel: { state: 'expired' } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.banner')),
};

export const SwitchedOff: Story = {
  args: { hiddenTabs: ['domains'] },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};

export const ReadOnly: Story = {
  args: { readOnlyCustomer: true },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'table')),
};

export const Dutch: Story = {
  globals: { lang: 'nl' },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'table')),
};

export const GermanInternationalNames: Story = {
  globals: { lang: 'de', theme: 'smidse' },
  loaders: [inPanel({ label: 'smidse', customer: 'S-2014' })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'table')),
};

export const LongText: Story = {
  globals: { lang: 'de' },
  loaders: [inPanel({ prepare: rename(idOf('lindenloaf.com'), longName) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'table')),
};

export const RightToLeft: Story = {
  globals: { dir: 'rtl' },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'table')),
};

/** Only the rows around what is seen are in the page; the list filters and sorts itself. */
export const TenThousandDomains: Story = {
  loaders: [inPanel({ prepare: (panel) => addMany(panel, 9_991) })],
  play: async ({ canvasElement }) => {
    await press(canvasElement, /^Show \d+ more$/);
    await see(canvasElement, 'table.windowed');
  },
};
