import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { ForwardPage } from '../../bff/mail/forwards/answers.ts';
import { memoryMail } from '../../bff/platform/mail/memory.ts';
import { MailError } from '../../bff/platform/mail/port.ts';
import '../../components/mail/hc-forwards.ts';
import { never, refuse } from '../answers.ts';
import { dutch, german } from '../every.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see, type } from '../play.ts';

interface Args extends GateArgs {
  level: number;
}

const list = /\/forwards$/;
const drawn: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, 'table.forwards'));

const meta = {
  title: 'Mail/Forwards',
  component: 'hc-forwards',
  args: { ...gateArgs, level: 2 },
  argTypes: gateArgTypes,
  render: ({ level }) => html`<hc-forwards .level=${level}></hc-forwards>`,
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

type Prepare = NonNullable<NonNullable<Parameters<typeof inPanel>[0]>['prepare']>;
/** Forwards to one address elsewhere, one beside its mailbox, many at once, and a catch-all. */
const various: Prepare = async ({ api }) => {
  const all = api.v1.mail.forwards;
  const { plans } = (await (await all.$get({ query: {} } as never)).json()) as ForwardPage;
  const { id, name } = plans!.flatMap(({ domains }) => domains)[0]!;
  const at = (local: string) => `${local}@${name}`;
  const add = (local: string, targets: string[], keepCopy = false) =>
    all.$post({ json: { domain: id, local, targets, keepCopy } });
  await add('marieke', [at('joris'), 'marieke.linden@far.example'], true);
  await add('nieuwsbrief', ['boekhouding@kantoor-van-der-meer-en-zonen.example', 'jan@far.example']);
  await add(
    'iedereen',
    Array.from({ length: 14 }, (_, n) => at(`medewerker${n + 1}`)),
  );
  await all.catch_all.$post({ json: { domain: id, targets: [at('info')] } });
};

export const Filled: Story = { loaders: [inPanel()], play: drawn };
/** Some wait for people elsewhere to agree; one takes all other addresses. */
export const Waiting: Story = {
  loaders: [inPanel({ prepare: various })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.st.due')),
};
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
  args: { 'mail.forward.create': 'off, with a reason', 'mail.catch_all.edit': 'off' },
  loaders: [inPanel()],
  play: drawn,
};
export const Dutch: Story = { ...dutch, play: drawn };
export const German: Story = { ...german, play: drawn };
export const RightToLeft: Story = { globals: { dir: 'rtl' }, loaders: [inPanel({ prepare: various })], play: drawn };

const fill =
  (local: string, target: string): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    await press(canvasElement, 'Add forward');
    await type(canvasElement, 'Address', local);
    await type(canvasElement, 'Address 1', target);
  };
/** Where mail ends is said while one types: here at three mailboxes, through another forward. */
export const Form: Story = {
  loaders: [inPanel()],
  play: async (context) => {
    await fill('vragen', 'team@brotlinde.eu')(context);
    await see(context.canvasElement, '.ends .tag.good');
  },
};
/** Beside a mailbox: it keeps a copy unless somebody says no. */
export const BesideMailbox: Story = {
  loaders: [inPanel()],
  play: async (context) => {
    await fill('joris', 'joris@far.example')(context);
    await see(context.canvasElement, '[name="keepCopy"]');
  },
};
/** Two that lead to each other: refused before it is saved, with the way as a picture. */
export const CycleRefused: Story = {
  loaders: [inPanel()],
  play: async (context) => {
    await fill('info', 'kontakt@brotlinde.eu')(context);
    await see(context.canvasElement, '.ring');
  },
};
export const Delete: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'More for team@brotlinde.eu');
    await press(canvasElement, 'Delete');
    await see(canvasElement, 'dialog .danger.fill');
  },
};
/** The server is down: it is said, and tried again. */
export const ServerDown: Story = {
  loaders: [
    inPanel({ mail: { ...memoryMail(), putForward: () => Promise.reject(new MailError('unreachable', 'down')) } }),
  ],
  play: async (context) => {
    await fill('vragen', 'info@brotlinde.eu')(context);
    (await see(context.canvasElement, 'dialog [type="submit"]')).click();
    await see(context.canvasElement, '.st.bad');
  },
};
