import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-domain-manager.ts';
import '../../components/domains/hc-expiry-calendar.ts';
import { addMany } from '../../test/components/domains/many.ts';
import { never, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  month: string;
  level: number;
}

const expiries = /^\/v1\/domains\/expiries$/;

const meta = {
  title: 'Domains/Expiry calendar',
  component: 'hc-expiry-calendar',
  args: { ...gateArgs, month: '', level: 2 },
  argTypes: gateArgTypes,
  render: ({ month, level }) => html`<hc-expiry-calendar .month=${month} .level=${level}></hc-expiry-calendar>`,
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const FewDomains: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button.month')),
};

export const ManyDomains: Story = {
  loaders: [inPanel({ prepare: (panel) => addMany(panel, 900) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button.month')),
};

export const Chosen: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    (await see(canvasElement, 'button.month')).click();
    await see(canvasElement, 'button.month[aria-pressed="true"]');
  },
};

export const InTheList: Story = {
  render: () => html`<hc-domain-manager></hc-domain-manager>`,
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Expiry calendar');
    (await see(canvasElement, 'button.month')).click();
    await see(canvasElement, '.filters .tag');
  },
};

export const NoDomains: Story = {
  loaders: [inPanel({ customer: 'T-1131' })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};

export const Loading: Story = { loaders: [inPanel({ intercept: never('GET', expiries) })] };

export const Failed: Story = {
  loaders: [inPanel({ intercept: refuse('GET', expiries, 'internal') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};

export const SwitchedOff: Story = {
  args: { hiddenTabs: ['domains'] },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};

export const Dutch: Story = {
  globals: { lang: 'nl' },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button.month')),
};

export const RightToLeft: Story = {
  globals: { dir: 'rtl' },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button.month')),
};
