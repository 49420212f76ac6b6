import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { DomainHosting } from '../../bff/domains/hosting-link/answers.ts';
import '../../components/domains/hc-domain-hosting.ts';
import { answering, type DomainArgs, dutch, failed, german, loading, ofDomain } from '../every.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

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
  answering(
    one,
    () =>
      ({
        domain: { id: idOf('lindenloaf.com'), name: 'lindenloaf.com', unicodeName: 'lindenloaf.com' },
        version: 4,
        ownNameServers: true,
        link: null,
        plans: [plan],
        mail: ['mail.lindenloaf.com'],
        denied: {},
        ...more,
      }) satisfies DomainHosting,
  );
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
  ...ofDomain('lindenloaf.com'),
  render: ({ domain, level }) => html`<hc-domain-hosting .domain=${domain} .level=${level}></hc-domain-hosting>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
} satisfies Meta<DomainArgs>;
export default meta;
type Story = StoryObj<DomainArgs>;

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
export const Loading: Story = loading(one);
export const Failed: Story = failed(one);
export const Dutch: Story = dutch;
export const German: Story = german;
