import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-name-servers.ts';
import { type DomainArgs, dutch, failed, german, loading, ofDomain } from '../every.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

const one = /^\/v1\/domains\/dom_[^/]+$/;

const meta = {
  title: 'Domains/Name servers',
  component: 'hc-name-servers',
  ...ofDomain('lindenloaf.com'),
  render: ({ domain, level }) => html`<hc-name-servers .domain=${domain} .level=${level}></hc-name-servers>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'hc-child-hosts')),
} satisfies Meta<DomainArgs>;
export default meta;
type Story = StoryObj<DomainArgs>;

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

export const Loading: Story = loading(one);
export const Failed: Story = failed(one);
export const Dutch: Story = dutch;
export const German: Story = german;
