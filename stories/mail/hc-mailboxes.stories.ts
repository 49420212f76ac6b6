import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { memoryMail } from '../../bff/platform/mail/memory.ts';
import { MailError } from '../../bff/platform/mail/port.ts';
import '../../components/mail/hc-mailboxes.ts';
import { never, refuse } from '../answers.ts';
import { dutch, german } from '../every.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see, type } from '../play.ts';

interface Args extends GateArgs {
  level: number;
}

const list = /\/mailboxes$/;
const drawn: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, 'table.mail'));

const meta = {
  title: 'Mail/Mailboxes',
  component: 'hc-mailboxes',
  args: { ...gateArgs, level: 2 },
  argTypes: gateArgTypes,
  render: ({ level }) => html`<hc-mailboxes .level=${level}></hc-mailboxes>`,
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Filled: Story = { loaders: [inPanel()], play: drawn };
/** No domain leads its mail here yet. */
export const Empty: Story = {
  loaders: [inPanel({ customer: 'T-1131' })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};
export const Loading: Story = {
  loaders: [inPanel({ intercept: never('GET', list) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const Failed: Story = {
  loaders: [inPanel({ panel: { test: false }, intercept: refuse('GET', list, 'internal') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};
export const ReadOnly: Story = { args: { readOnlyCustomer: true }, loaders: [inPanel()], play: drawn };
export const SwitchedOffWithReason: Story = {
  args: { 'mail.mailbox.create': 'off, with a reason' },
  loaders: [inPanel()],
  play: drawn,
};
export const Dutch: Story = { ...dutch, play: drawn };
export const German: Story = { ...german, play: drawn };

const fill: Story['play'] = async ({ canvasElement }) => {
  await press(canvasElement, 'Create mailbox');
  await type(canvasElement, 'Address', 'orders');
  await press(canvasElement, 'Generate');
};
export const Form: Story = { loaders: [inPanel()], play: fill };
/** The server is down: it is said, and tried again. */
export const ServerDown: Story = {
  loaders: [
    inPanel({ mail: { ...memoryMail(), putMailbox: () => Promise.reject(new MailError('unreachable', 'down')) } }),
  ],
  play: async (context) => {
    await fill(context);
    (await see(context.canvasElement, 'dialog [type="submit"]')).click();
    await see(context.canvasElement, '.st.bad');
  },
};
/** A platform on which its owner opens a mailbox first, as Open-Xchange does. */
export const FirstSignIn: Story = {
  loaders: [inPanel({ mail: memoryMail({ firstSignIn: (address) => `https://webmail.example/first?${address}` }) })],
  play: async (context) => {
    await fill(context);
    (await see(context.canvasElement, 'dialog [type="submit"]')).click();
    await see(context.canvasElement, '.st.due');
  },
};
/** The browser opens no window: a link to press. */
export const WindowBlocked: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    const { open } = window;
    window.open = () => null;
    try {
      await press(canvasElement, 'More for info@brotlinde.eu');
      await press(canvasElement, 'Open in the webmail');
      await see(canvasElement, '#webmail a');
    } finally {
      window.open = open;
    }
  },
};
/** A list that was pasted, looked at before anything is made. */
export const Import: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Import');
    const lines = [
      'address,name,size',
      'anna@brotlinde.eu,Anna,2 GB',
      'info@brotlinde.eu,,',
      'ben@brotlinde.eu,Ben,much',
    ];
    await type(canvasElement, 'Your list', lines.join('\n'));
    await press(canvasElement, 'Check the list');
    await see(canvasElement, '.import-list');
  },
};
export const SetUp: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'info@brotlinde.eu');
    await see(canvasElement, 'dialog .props');
  },
};
export const ProgramPassword: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'More for info@brotlinde.eu');
    await press(canvasElement, 'Passwords for programs');
    await type(canvasElement, 'Program or device', 'Printer');
    (await see(canvasElement, 'dialog [type="submit"]')).click();
    await see(canvasElement, '#made');
  },
};
export const Deleted: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, /^Deleted/);
    await see(canvasElement, 'button', 'Restore');
  },
};
