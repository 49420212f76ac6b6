import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Dnssec } from '../../bff/domains/dnssec/answers.ts';
import '../../components/domains/hc-dnssec.ts';
import { never, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  domain: string;
  level: number;
}

const one = /^\/v1\/domains\/dom_[^/]+\/dnssec$/;
const state = (more: Partial<Dnssec>) =>
  inPanel({
    intercept: ({ method, url }) =>
      method === 'GET' && one.test(new URL(url).pathname)
        ? Response.json({
            domain: { id: idOf('lindenloaf.com'), name: 'lindenloaf.com', unicodeName: 'lindenloaf.com' },
            on: true,
            step: 'on',
            ds: ['35821 13 2 179E55133B85C27E2593CC9617836CA88DF9EFFA5BC2093FF6BA9BF8302FEB3C'],
            denied: {},
            ...more,
          } satisfies Dnssec)
        : undefined,
  });

const meta = {
  title: 'Domains/DNSSEC',
  component: 'hc-dnssec',
  args: { ...gateArgs, domain: idOf('lindenloaf.com'), level: 2 },
  argTypes: gateArgTypes,
  render: ({ domain, level }) => html`<hc-dnssec .domain=${domain} .level=${level}></hc-dnssec>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

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
