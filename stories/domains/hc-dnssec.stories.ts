import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Dnssec } from '../../bff/domains/dnssec/answers.ts';
import '../../components/domains/hc-dnssec.ts';
import { answering, type DomainArgs, dutch, failed, german, loading, ofDomain } from '../every.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

const one = /^\/v1\/domains\/dom_[^/]+\/dnssec$/;
const state = (more: Partial<Dnssec>) =>
  answering(
    one,
    () =>
      ({
        domain: { id: idOf('lindenloaf.com'), name: 'lindenloaf.com', unicodeName: 'lindenloaf.com' },
        on: true,
        step: 'on',
        ds: ['35821 13 2 179E55133B85C27E2593CC9617836CA88DF9EFFA5BC2093FF6BA9BF8302FEB3C'],
        denied: {},
        ...more,
      }) satisfies Dnssec,
  );

const meta = {
  title: 'Domains/DNSSEC',
  component: 'hc-dnssec',
  ...ofDomain('lindenloaf.com'),
  render: ({ domain, level }) => html`<hc-dnssec .domain=${domain} .level=${level}></hc-dnssec>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
} satisfies Meta<DomainArgs>;
export default meta;
type Story = StoryObj<DomainArgs>;

export const Off: Story = { loaders: [inPanel()] };
/** Until nobody remembers an answer without a signature any more. */
export const BeingSwitchedOn: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Switch on');
    await see(canvasElement, 'time');
  },
};
export const On: Story = { loaders: [state({})] };
export const AskingBeforeOff: Story = {
  loaders: [state({})],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Switch off');
    await see(canvasElement, 'dialog[open]');
  },
};
export const BeingSwitchedOff: Story = {
  loaders: [state({ on: false, step: 'lingering', dueAt: '2027-03-15T13:05:00.000Z' })],
};
export const NameServerAway: Story = {
  loaders: [
    state({
      step: 'signing',
      ds: [],
      reason: 'The name server does not answer. We keep trying; the domain works as before.',
    }),
  ],
};
export const NameServersElsewhere: Story = { args: { domain: idOf('linden-loaf.nl') }, loaders: [inPanel()] };
export const ReadOnly: Story = { args: { readOnlyCustomer: true }, loaders: [inPanel()] };
export const Loading: Story = loading(one);
export const Failed: Story = failed(one);
export const Dutch: Story = dutch;
export const German: Story = german;
