import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { DomainDrift, DriftItem } from '../../bff/domains/drift/answers.ts';
import '../../components/domains/hc-domain-drift.ts';
import { answering, type DomainArgs, dutch, failed, german, loading, ofDomain } from '../every.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

const one = /^\/v1\/domains\/dom_[^/]+\/drift$/;
const both = { since: '2027-03-12T02:10:00.000Z', may: ['ours', 'theirs'] } satisfies Partial<DriftItem>;
const servers: DriftItem = {
  ...{ ...both, kind: 'name_servers', subject: '', where: 'registry' },
  ours: { values: ['ns1.tidewell.example', 'ns2.tidewell.example'] },
  theirs: { values: ['ns1.elsewhere.example', 'ns2.elsewhere.example'] },
};
const record: DriftItem = {
  ...{ ...both, kind: 'record', subject: 'shop A', where: 'name_server' },
  ours: { values: ['192.0.2.40'], ttl: 3600 },
  theirs: { values: ['192.0.2.41'], ttl: 300 },
};
const gone: DriftItem = {
  ...{ ...both, kind: 'unregistered', subject: '', where: 'registry', may: [] },
  ours: { values: ['active'] },
  theirs: null,
};
const state = (items: DriftItem[], more: Partial<DomainDrift> = {}) =>
  answering(
    one,
    () =>
      ({
        domain: { id: idOf('lindenloaf.com'), name: 'lindenloaf.com', unicodeName: 'lindenloaf.com' },
        ...{ items, seen: '', looking: false, denied: {} },
        ...more,
      }) satisfies DomainDrift,
  );

const meta = {
  title: 'Domains/Drift',
  component: 'hc-domain-drift',
  ...ofDomain('lindenloaf.com'),
  render: ({ domain, level }) => html`<hc-domain-drift .domain=${domain} .level=${level}></hc-domain-drift>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
} satisfies Meta<DomainArgs>;
export default meta;
type Story = StoryObj<DomainArgs>;

export const Same: Story = { loaders: [inPanel()] };
export const Comparing: Story = { loaders: [state([], { looking: true })] };
export const Differences: Story = { loaders: [state([servers, record])] };
/** What follows, before a side is chosen. */
export const AskingBeforeItIsTaken: Story = {
  loaders: [state([servers, record])],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Take what is there');
    await see(canvasElement, 'dialog[open]');
  },
};
export const NotRegisteredHere: Story = { loaders: [state([gone])] };
export const NotNow: Story = {
  loaders: [
    state([servers], {
      denied: {
        'domains.drift.resolve': {
          code: 'state_forbids',
          reason: 'The registry is still working on an earlier change.',
        },
      },
    }),
  ],
};
export const ReadOnly: Story = { args: { readOnlyCustomer: true }, loaders: [state([servers])] };
export const Loading: Story = loading(one);
export const Failed: Story = failed(one);
export const Dutch: Story = { ...dutch, loaders: [state([servers, record])] };
export const German: Story = { ...german, loaders: [state([servers, record])] };
