import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { addDays } from '../../bff/domains/days.ts';
import { memoryMail } from '../../bff/platform/mail/memory.ts';
import { MailError } from '../../bff/platform/mail/port.ts';
import '../../components/mail/hc-mailbox-self.ts';
import { accept } from '../../components/shared/api-error.ts';
import { never, refuse } from '../answers.ts';
import { inPanel, type MemoryPanel, type StoryOptions } from '../panel.decorator.ts';
import { press, see, type } from '../play.ts';

interface Args {
  level: number;
}

const mailbox = 'info@brotlinde.eu';
const self = /\/v1\/mail\/self$/;
const drawn: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, 'dl.props'));

const meta = {
  title: 'Mail/One’s own mailbox',
  component: 'hc-mailbox-self',
  args: { level: 2 },
  render: ({ level }) => html`<hc-mailbox-self .level=${level}></hc-mailbox-self>`,
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const own = (options: StoryOptions = {}) => inPanel({ mailbox, ...options });

/** Away for a week, forwarded, and with rules. */
async function used({ api, deps, me }: MemoryPanel): Promise<void> {
  const routes = api.v1.mail.self;
  const reply = { subject: 'Away until Monday', text: 'I bake again on Monday.' };
  const from = addDays(new Date().toISOString().slice(0, 10), 7);
  await accept(routes.auto_reply.$post({ json: { ...reply, on: true, from, until: addDays(from, 6) } }));
  await accept(routes.forward.$post({ json: { targets: ['joris@brotlinde.eu', 'me@far.example'], keepCopy: true } }));
  const rule = { on: true, match: 'all', stop: true } as const;
  const rules = [
    {
      ...{ ...rule, name: 'Newsletters' },
      when: [{ field: 'header', header: 'List-Id', test: 'contains', value: 'news' }],
      steps: [{ do: 'move', folder: 'Newsletters' }, { do: 'read' }],
    },
    {
      ...{ ...rule, name: 'Offers of lenders', on: false },
      when: [{ field: 'subject', test: 'contains', value: 'cheap loan' }],
      steps: [{ do: 'discard' }],
    },
  ];
  await accept(routes.filters.$post({ json: { version: 0, rules } } as never));
  await deps.jobs.idle(me!.label.id);
}

export const Fresh: Story = { loaders: [own()], play: drawn };
export const Used: Story = { loaders: [own({ prepare: used })], play: drawn };
export const Dutch: Story = { globals: { lang: 'nl' }, loaders: [own({ prepare: used })], play: drawn };
export const German: Story = { globals: { lang: 'de' }, loaders: [own({ prepare: used })], play: drawn };
export const Loading: Story = {
  loaders: [own({ intercept: never('GET', self) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const Failed: Story = {
  loaders: [own({ panel: { test: false }, intercept: refuse('GET', self, 'internal') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};
/** As on the label's own host. */
export const SignIn: Story = {
  loaders: [inPanel({ intercept: refuse('POST', /\/sign_in$/, 'credentials_wrong') })],
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'Address', mailbox);
    await type(canvasElement, 'Password', 'not it at all');
    await press(canvasElement, 'Sign in');
    await see(canvasElement, '.err');
  },
};
export const SwitchedOff: Story = {
  loaders: [own({ settings: { policy: { hiddenTabs: [], disabledActions: { 'mail.self.sign_in': {} } } } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};
export const PartlySwitchedOff: Story = {
  loaders: [
    own({
      settings: {
        policy: {
          hiddenTabs: [],
          disabledActions: {
            'mail.self.forward': {},
            'mail.self.filter': { reason: 'We sort your mail for you. Call us to change how.' },
          },
        },
      },
    }),
  ],
  play: drawn,
};
export const ServerDown: Story = {
  loaders: [
    own({
      prepare: used,
      mail: { ...memoryMail(), putScript: () => Promise.reject(new MailError('unreachable', 'down')) },
    }),
  ],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.st.bad')),
};
export const Answer: Story = {
  loaders: [own({ prepare: used })],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Change: Out of office');
    await see(canvasElement, 'dialog textarea');
  },
};
export const Forwarding: Story = {
  loaders: [own({ prepare: used })],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Change: Forward');
    await see(canvasElement, 'dialog button', 'Stop forwarding');
  },
};
export const NewPassword: Story = {
  loaders: [own()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Change: Password');
    await see(canvasElement, 'dialog #current');
  },
};
export const DeletingRule: Story = {
  loaders: [own()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Add rule');
    await type(canvasElement, 'Name', 'Offers of lenders');
    const step = (await see(canvasElement, 'dialog select[aria-label="Step 1"]')) as HTMLSelectElement;
    step.value = 'discard';
    step.dispatchEvent(new Event('change'));
    await press(canvasElement, 'Save');
    await see(canvasElement, 'dialog button', 'Save, and delete such mail');
  },
};
