import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/account/hc-profile.ts';
import { dutch, failed, loading } from '../every.ts';
import { memoryRegistrar } from '../../bff/platform/registrar/memory.ts';
import { RegistrarError } from '../../bff/platform/registrar/port.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  level: number;
}

const one = /\/account\/profile$/;

const meta = {
  title: 'Account/Profile',
  component: 'hc-profile',
  args: { ...gateArgs, level: 2 },
  argTypes: gateArgTypes,
  render: ({ level }) => html`<hc-profile .level=${level}></hc-profile>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'form')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

/** Types as a person does. */
const change =
  (name: string, value: string): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    const input = (await see(canvasElement, `[name="${name}"]`)) as HTMLInputElement;
    input.value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await press(canvasElement, 'See what changes');
  };

export const Filled: Story = { loaders: [inPanel()] };
/** Never saved yet: what is known of the customer stands there. */
export const NotFilledYet: Story = { args: {}, loaders: [inPanel({ customer: 'T-1017' })] };

/** Another name waits for consent below gTLDs, and changes at once below countries. */
export const WhatChanges: Story = {
  loaders: [inPanel()],
  play: async (context) => {
    await change('contact.organisation', 'Linden & Loaf B.V.')(context);
    await see(context.canvasElement, 'dialog[open]');
  },
};

export const Saved: Story = {
  loaders: [inPanel()],
  play: async (context) => {
    await change('contact.organisation', 'Linden & Loaf B.V.')(context);
    await press(context.canvasElement, 'Save and change 6 domains');
    await see(context.canvasElement, '.status');
  },
};

const inner = memoryRegistrar();
const stubborn = {
  ...inner,
  setRegistrant: (...args: Parameters<typeof inner.setRegistrant>) =>
    args[0].endsWith('.nl')
      ? Promise.reject(new RegistrarError('refused', 'no'))
      : args[0].endsWith('.be')
        ? Promise.reject(new RegistrarError('unreachable', 'down'))
        : inner.setRegistrant(...args),
};
/** One registry says no, one does not answer. */
export const RegistriesDiffer: Story = {
  loaders: [inPanel({ registrar: stubborn })],
  play: async (context) => {
    await change('contact.city', 'Zeist')(context);
    await press(context.canvasElement, 'Save and change 6 domains');
    await see(context.canvasElement, '.st.bad');
  },
};

export const WrongFields: Story = {
  loaders: [inPanel()],
  play: async (context) => {
    await change('contact.phone', '12')(context);
    await see(context.canvasElement, '.err');
  },
};
export const ReadOnly: Story = {
  args: { readOnlyCustomer: true },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'dl')),
};
export const Loading: Story = loading(one);
export const Failed: Story = failed(one);
export const Dutch: Story = dutch;
export const German: Story = { globals: { lang: 'de' }, loaders: [inPanel({ label: 'smidse' })] };
