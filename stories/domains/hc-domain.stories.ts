import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-domain.ts';
import { dutch, failed, loading } from '../every.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';
import { longName, rename } from '../prepare.ts';

interface Args extends GateArgs {
  domain: string;
  tab: string;
  level: number;
  alone: boolean;
}

const one = /^\/v1\/domains\/dom_[^/]+$/;

const meta = {
  title: 'Domains/Domain',
  component: 'hc-domain',
  args: { ...gateArgs, domain: idOf('lindenloaf.com'), tab: '', level: 2, alone: true },
  argTypes: gateArgTypes,
  render: ({ domain, tab, level, alone }) =>
    html`<hc-domain .domain=${domain} .tab=${tab} .level=${level} .alone=${alone}></hc-domain>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'nav.tabs')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Filled: Story = { loaders: [inPanel()] };
export const InAList: Story = { args: { alone: false }, loaders: [inPanel()] };
export const DnsTab: Story = {
  args: { tab: 'dns' },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'table.dns')),
};

/** Nothing is registered yet: hardly anything is known. */
export const Empty: Story = { args: { domain: idOf('lindenloaf.cafe') }, loaders: [inPanel()] };
export const ExpiresSoon: Story = { args: { domain: idOf('brotlinde.eu') }, loaders: [inPanel()] };
export const Expired: Story = { args: { domain: idOf('zuurdesem-atelier.com') }, loaders: [inPanel()] };
export const RegistrationFailed: Story = { args: { domain: idOf('sourdough.school') }, loaders: [inPanel()] };
export const ForeignNameServers: Story = { args: { domain: idOf('linden-loaf.nl') }, loaders: [inPanel()] };

/** The code that moves the domain, once it was confirmed that it is the person himself. */
export const AuthCode: Story = {
  args: { domain: idOf('zuurdesem-atelier.com') },
  loaders: [
    inPanel({
      intercept: ({ url }) =>
        url.endsWith('/auth_code')
          ? Response.json({ code: 'aB3-not-a-real-code-1', expiresAt: '2027-03-28T12:00:00.000Z' })
          : undefined,
    }),
  ],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Show code');
    await press(canvasElement, 'Show the code');
    await see(canvasElement, '#auth-code');
  },
};

export const Loading: Story = loading(one);

export const Failed: Story = failed(one);

export const Gone: Story = {
  args: { domain: 'dom_gone', alone: false },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'All domains')),
};

export const ReadOnly: Story = { args: { readOnlyCustomer: true, tab: 'dns' }, loaders: [inPanel()] };
export const Dutch: Story = dutch;
export const German: Story = {
  args: { domain: idOf('brückner-söhne.de') },
  globals: { lang: 'de', theme: 'smidse' },
  loaders: [inPanel({ label: 'smidse', customer: 'S-2014' })],
};
export const LongText: Story = { loaders: [inPanel({ prepare: rename(idOf('lindenloaf.com'), longName) })] };

export const FromOverviewToRecords: Story = {
  loaders: [inPanel()],
  render: ({ level }) =>
    html`<hc-domain-manager .domain=${idOf('lindenloaf.com')} .level=${level}></hc-domain-manager>`,
  play: async ({ canvasElement }) => {
    await import('../../components/domains/hc-domain-manager.ts');
    await press(canvasElement, 'DNS records');
    await see(canvasElement, 'table.dns');
  },
};
