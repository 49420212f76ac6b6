import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-name-servers.ts';
import { never, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  domain: string;
  level: number;
}

const one = /^\/v1\/domains\/dom_[^/]+$/;

const meta = {
  title: 'Domains/Name servers',
  component: 'hc-name-servers',
  args: { ...gateArgs, domain: idOf('lindenloaf.com'), level: 2 },
  argTypes: gateArgTypes,
  render: ({ domain, level }) => html`<hc-name-servers .domain=${domain} .level=${level}></hc-name-servers>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'hc-child-hosts')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const TheLabelsOwn: Story = { loaders: [inPanel()] };
export const Others: Story = { args: { domain: idOf('linden-loaf.nl') }, loaders: [inPanel()] };
/** Not registered here yet: nothing can be changed, and why. */
export const BeingRegistered: Story = { args: { domain: idOf('lindenloaf.cafe') }, loaders: [inPanel()] };
export const ReadOnly: Story = { args: { readOnlyCustomer: true }, loaders: [inPanel()] };

export const WrongNames: Story = {
  args: { domain: idOf('linden-loaf.nl') },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    const input = await see(canvasElement, 'input.mono');
    (input as HTMLInputElement).value = '192.0.2.1';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await press(canvasElement, 'Save name servers');
    await see(canvasElement, '.err');
  },
};

export const AddingAChildHost: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Add child host');
    await see(canvasElement, 'dialog[open]');
  },
};

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
