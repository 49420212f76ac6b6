import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-domain-contact.ts';
import { type DomainArgs, dutch, failed, loading, ofDomain } from '../every.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

const one = /\/contact$/;

const meta = {
  title: 'Domains/Contacts',
  component: 'hc-domain-contact',
  ...ofDomain('linden-loaf.nl'),
  render: ({ domain, level }) => html`<hc-domain-contact .domain=${domain} .level=${level}></hc-domain-contact>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'dl')),
} satisfies Meta<DomainArgs>;
export default meta;
type Story = StoryObj<DomainArgs>;

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
export const Loading: Story = loading(one);
export const Failed: Story = failed(one);
export const Dutch: Story = dutch;
