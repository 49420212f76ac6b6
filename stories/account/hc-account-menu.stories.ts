import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/account/hc-account-menu.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

const meta = {
  title: 'Account/Account menu',
  component: 'hc-account-menu',
  args: gateArgs,
  argTypes: gateArgTypes,
  render: () => html`<hc-account-menu><a href="#sign-in">Sign in</a></hc-account-menu>`,
  loaders: [inPanel()],
} satisfies Meta<GateArgs>;
export default meta;
type Story = StoryObj<GateArgs>;

export const Closed: Story = {
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', /^Account of/)),
};

export const Open: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, /^Account of/);
    await see(canvasElement, '.menu button');
  },
};

export const Sessions: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, /^Account of/);
    await press(canvasElement, 'Devices and sessions');
    await see(canvasElement, 'table');
  },
};

/** What the page put inside stays. */
export const SignedOut: Story = {
  loaders: [inPanel({ panel: { state: 'signed_out', me: undefined } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'a', 'Sign in')),
};

export const Dutch: Story = {
  globals: { lang: 'nl' },
  play: async ({ canvasElement }) => {
    await press(canvasElement, /Marieke/);
    await see(canvasElement, '.menu button');
  },
};

export const LongText: Story = {
  loaders: [inPanel({ label: 'smidse', customer: 'S-2001', role: 'tech' })],
  args: { role: 'tech' },
  globals: { lang: 'de', theme: 'smidse' },
  play: async ({ canvasElement }) => {
    await press(canvasElement, /Emre/);
    await see(canvasElement, '.menu button');
  },
};
