import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/account/hc-account.ts';
import { embedSessions } from '../../bff/auth/schema.ts';
import { never, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { inPanel, type MemoryPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  level: number;
  onlySessions: boolean;
}

const list = /\/account\/sessions$/;
const drawn: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, 'table'));

const meta = {
  title: 'Account/Account',
  component: 'hc-account',
  args: { ...gateArgs, level: 2, onlySessions: false },
  argTypes: gateArgTypes,
  render: ({ level, onlySessions }) => html`<hc-account .level=${level} ?only-sessions=${onlySessions}></hc-account>`,
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

/** The same person, in pages of another site. */
const elsewhere =
  (...origins: readonly string[]) =>
  async ({ deps, me }: MemoryPanel) =>
    deps.labels.use(me!.label.id, async ({ db }) => {
      const now = Date.now();
      await db.insert(embedSessions).values(
        origins.map((origin, at) => ({
          id: `emb_elsewhere_${at}`,
          mode: 'server' as const,
          userId: me!.user.id,
          customerId: me!.customer.id,
          scope: null,
          origin,
          tokenHash: `elsewhere ${at}`,
          tokenExpiresAt: new Date(now + 600_000),
          createdAt: new Date(now - (at + 1) * 5_400_000),
        })),
      );
    });
const two = elsewhere('https://www.lindenloaf.example', 'https://intranet.lindenloaf.example');

export const Filled: Story = { loaders: [inPanel({ prepare: two })], play: drawn };
/** Where the place around it has a title of its own. */
export const OnlySessions: Story = {
  args: { onlySessions: true },
  loaders: [inPanel({ prepare: two })],
  play: drawn,
};
export const OnlyThisSession: Story = { loaders: [inPanel()], play: drawn };

export const Loading: Story = {
  loaders: [inPanel({ intercept: never('GET', list) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const Failed: Story = {
  loaders: [inPanel({ panel: { test: false }, intercept: refuse('GET', list, 'unavailable') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};

export const AskingBeforeAllOthers: Story = {
  loaders: [inPanel({ prepare: two })],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Sign out all others');
    await see(canvasElement, 'dialog');
  },
};

/** A read-only customer still ends his own sessions. */
export const ReadOnly: Story = {
  args: { readOnlyCustomer: true },
  loaders: [inPanel({ prepare: two })],
  play: drawn,
};
export const SwitchedOff: Story = {
  args: { hiddenTabs: ['account'] },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};
export const Dutch: Story = { globals: { lang: 'nl' }, loaders: [inPanel({ prepare: two })], play: drawn };
export const LongText: Story = {
  globals: { lang: 'de' },
  loaders: [inPanel({ prepare: elsewhere(`https://${'kundenbereich-'.repeat(4)}der-baeckerei.lindenloaf.example`) })],
  play: drawn,
};
