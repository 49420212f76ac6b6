import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-domain-contact.ts';
import { never, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  domain: string;
  level: number;
}

const one = /\/contact$/;

const meta = {
  title: 'Domains/Contacts',
  component: 'hc-domain-contact',
  args: { ...gateArgs, domain: idOf('linden-loaf.nl'), level: 2 },
  argTypes: gateArgTypes,
  render: ({ domain, level }) => html`<hc-domain-contact .domain=${domain} .level=${level}></hc-domain-contact>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'dl')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const TheProfile: Story = { loaders: [inPanel()] };
/** With what the ending wants beside it. */
export const AnotherHolder: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Another holder');
    await see(canvasElement, 'form');
  },
};
/** Not registered here yet: nothing can be changed, and why. */
export const BeingRegistered: Story = { args: { domain: idOf('lindenloaf.cafe') }, loaders: [inPanel()] };
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
