import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Transfer } from '../../bff/domains/transfers/answers.ts';
import '../../components/domains/hc-transfer.ts';
import { answering, type DomainArgs, dutch, failed, german, loading, ofDomain } from '../every.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

const one = /^\/v1\/domains\/dom_[^/]+\/transfer$/;
type Move = NonNullable<Transfer['move']>;
const state = (more: Partial<Move>, denied: Transfer['denied'] = {}) =>
  answering(
    one,
    () =>
      ({
        domain: {
          id: idOf('lindenloaf.com'),
          name: 'lindenloaf.com',
          unicodeName: 'lindenloaf.com',
          state: 'active',
        },
        move: {
          id: 'trf_1',
          incoming: false,
          state: 'waiting',
          ours: false,
          by: '',
          startedAt: '2027-03-10T09:00:00.000Z',
          askedAt: '2027-03-10T09:00:00.000Z',
          actsAt: '2027-03-15T09:00:00.000Z',
          ...more,
        },
        denied,
      }) satisfies Transfer,
  );
const over = {
  'domains.transfer.start': { code: 'state_forbids' },
  'domains.transfer.cancel': { code: 'state_forbids' },
  'domains.transfer.approve': { code: 'state_forbids' },
};

const meta = {
  title: 'Domains/Transfer',
  component: 'hc-transfer',
  ...ofDomain('lindenloaf.shop'),
  render: ({ domain, level }) => html`<hc-transfer .domain=${domain} .level=${level}></hc-transfer>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
} satisfies Meta<DomainArgs>;
export default meta;
type Story = StoryObj<DomainArgs>;

export const Coming: Story = { loaders: [inPanel()] };
export const AskingBeforeItIsWithdrawn: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Withdraw');
    await see(canvasElement, 'dialog[open]');
  },
};
export const WrongCode: Story = {
  loaders: [state({ incoming: true, state: 'stuck', code: 'wrong_code', by: 'Marieke Linden' })],
};
export const RegistryAway: Story = {
  loaders: [
    state({
      incoming: true,
      state: 'asking',
      code: 'unreachable',
      by: 'Marieke Linden',
      retryAt: '2027-03-10T09:20:00.000Z',
    }),
  ],
};
export const Here: Story = {
  loaders: [state({ incoming: true, state: 'done', by: 'Marieke Linden', endedAt: '2027-03-12T10:30:00.000Z' }, over)],
};
/** Another provider asks for the domain: the customer has some days to answer. */
export const AskedFor: Story = { loaders: [state({})] };
export const AskingBeforeItGoes: Story = {
  loaders: [state({})],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Let it go now');
    await see(canvasElement, 'dialog[open]');
  },
};
export const Gone: Story = { loaders: [state({ state: 'done', endedAt: '2027-03-12T10:30:00.000Z' }, over)] };
export const Kept: Story = { loaders: [state({ state: 'refused', endedAt: '2027-03-12T10:30:00.000Z' }, over)] };
export const NeverMoved: Story = { args: { domain: idOf('lindenloaf.be') }, loaders: [inPanel()] };
export const ReadOnly: Story = { args: { readOnlyCustomer: true }, loaders: [inPanel()] };
export const Loading: Story = loading(one);
export const Failed: Story = failed(one);
export const Dutch: Story = dutch;
export const German: Story = german;
