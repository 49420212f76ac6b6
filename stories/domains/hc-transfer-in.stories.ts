import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-transfer-in.ts';
import { refuse } from '../answers.ts';
import { dutch, german } from '../every.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see, type } from '../play.ts';

interface Args extends GateArgs {
  level: number;
}

const meta = {
  title: 'Domains/Transfer in',
  component: 'hc-transfer-in',
  args: { ...gateArgs, level: 2 },
  argTypes: gateArgTypes,
  render: ({ level }) => html`<hc-transfer-in .level=${level}></hc-transfer-in>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Empty: Story = { loaders: [inPanel()] };
export const CanCome: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'Domain', 'oven-songs.com');
    await press(canvasElement, 'Check the domain');
    await see(canvasElement, '#code');
  },
};
export const CannotCome: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'Domain', 'lindenloaf.com');
    await press(canvasElement, 'Check the domain');
    await see(canvasElement, '.banner.warn');
  },
};
export const OnItsWay: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'Domain', 'oven-songs.com');
    await press(canvasElement, 'Check the domain');
    await type(canvasElement, 'Code of the present provider', 'Oven-Songs-7431');
    await press(canvasElement, 'Move the domain here');
    await see(canvasElement, '.timeline');
  },
};
export const RegistryAway: Story = {
  loaders: [inPanel({ intercept: refuse('POST', /\/transfers\/check$/, 'unavailable') })],
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'Domain', 'oven-songs.com');
    await press(canvasElement, 'Check the domain');
    await see(canvasElement, '.banner.bad');
  },
};
export const SwitchedOff: Story = {
  loaders: [inPanel({ settings: { policy: { hiddenTabs: [], disabledActions: { 'domains.transfer.start': {} } } } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.list')),
};
export const Dutch: Story = dutch;
export const German: Story = german;
