import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { DomainHosting } from '../../bff/domains/hosting-link/answers.ts';
import '../../components/domains/hc-domain-hosting.ts';
import { never, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  domain: string;
  level: number;
}

const one = /^\/v1\/domains\/dom_[^/]+\/hosting$/;
const plan: DomainHosting['plans'][number] = {
  id: 'sub_1',
  name: 'Web M',
  server: 'web7.tidewell.example',
  addresses: ['192.0.2.107', '2001:db8:40::107'],
  mailHost: 'mail.tidewell.example',
  domains: 1,
  maxDomains: 5,
  primary: 'lindenloaf.com',
};
const state = (more: Partial<DomainHosting>) =>
  inPanel({
    intercept: ({ method, url }) =>
      method === 'GET' && one.test(new URL(url).pathname)
        ? Response.json({
            domain: { id: idOf('lindenloaf.com'), name: 'lindenloaf.com', unicodeName: 'lindenloaf.com' },
            version: 4,
            ownNameServers: true,
            link: null,
            plans: [plan],
            mail: ['mail.lindenloaf.com'],
            denied: {},
            ...more,
          } satisfies DomainHosting)
        : undefined,
  });
const link = (sync: NonNullable<DomainHosting['link']>['sync']) => ({
  plan,
  role: 'primary' as const,
  host: '@',
  mail: true,
  linkedAt: '2027-03-10T09:00:00.000Z',
  by: 'Marieke Linden',
  sync,
  records: [{ name: '@', type: 'A' as const, ttl: 3600, records: ['192.0.2.107'] }],
});

const meta = {
  title: 'Domains/Hosting',
  component: 'hc-domain-hosting',
  args: { ...gateArgs, domain: idOf('lindenloaf.com'), level: 2 },
  argTypes: gateArgTypes,
  render: ({ domain, level }) => html`<hc-domain-hosting .domain=${domain} .level=${level}></hc-domain-hosting>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Choosing: Story = { loaders: [inPanel()] };
/** The records that change, before anything does. */
export const Review: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'See what changes');
    await see(canvasElement, 'dialog[open] .diff');
  },
};
export const Linked: Story = { loaders: [state({ link: link({ state: 'ready', leaving: false }) })] };
export const BeingLinked: Story = { loaders: [state({ link: link({ state: 'pending', leaving: false }) })] };
export const ServerAway: Story = {
  loaders: [state({ link: link({ state: 'failed', leaving: false, error: 'unreachable' }) })],
};
export const DnsElsewhere: Story = {
  loaders: [state({ ownNameServers: false, mail: [], link: link({ state: 'ready', leaving: false }) })],
};
export const PlansFull: Story = { loaders: [state({ plans: [{ ...plan, domains: 5 }] })] };
export const NoPlan: Story = { loaders: [state({ plans: [] })] };
export const ReadOnly: Story = { args: { readOnlyCustomer: true }, loaders: [inPanel()] };
export const Loading: Story = {
  loaders: [inPanel({ intercept: never('GET', one) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const Failed: Story = {
  loaders: [inPanel({ panel: { test: false }, intercept: refuse('GET', one, 'unavailable') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};
export const Dutch: Story = { globals: { lang: 'nl' }, loaders: [inPanel()] };
export const German: Story = { globals: { lang: 'de' }, loaders: [inPanel()] };
