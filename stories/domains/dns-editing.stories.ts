import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-dns-editor.ts';
import { DnsError } from '../../bff/platform/dns/port.ts';
import { memoryDns } from '../../bff/platform/dns/memory.ts';
import { never, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { choose, press, see, type } from '../play.ts';
import { publish } from '../prepare.ts';
import type { Panel } from '../../components/shared/panel.ts';

interface Args extends GateArgs {
  domain: string;
}

const linden = idOf('lindenloaf.com');

const meta = {
  title: 'Domains/DNS editor at work',
  component: 'hc-dns-editor',
  args: { ...gateArgs, domain: linden },
  argTypes: gateArgTypes,
  render: ({ domain }) => html`<hc-dns-editor .domain=${domain}></hc-dns-editor>`,
  loaders: [inPanel()],
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

async function addAddress(root: HTMLElement, name: string, address: string): Promise<void> {
  await press(root, 'Add record');
  await type(root, 'Name', name);
  await type(root, 'Address', address);
  await press(root, 'Add to changes');
}

async function moveWebsite(root: HTMLElement, address: string): Promise<void> {
  await press(root, 'More for lindenloaf.com A');
  await press(root, 'Edit');
  await type(root, 'Address', address);
  await press(root, 'Add to changes');
}

export const Adding: Story = { play: async ({ canvasElement }) => press(canvasElement, 'Add record') };

export const Editing: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'More for workshops A');
    await press(canvasElement, 'Edit');
    await see(canvasElement, 'hc-dns-record');
  },
};

export const ServiceRecord: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Add record');
    await choose(canvasElement, 'type', 'SRV');
    await press(canvasElement, 'Add another value');
  },
};

/** The caret stands in the first field that is wrong. */
export const WrongValue: Story = {
  play: async ({ canvasElement }) => {
    await addAddress(canvasElement, 'shop_-', '192.0.2.444');
    await see(canvasElement, '.err');
  },
};

export const RowMenu: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'More for workshops A');
    await see(canvasElement, '.menu button');
  },
};

export const Draft: Story = {
  play: async ({ canvasElement }) => {
    await addAddress(canvasElement, 'intranet', '192.0.2.80');
    await moveWebsite(canvasElement, '198.51.100.7');
    await press(canvasElement, 'More for _kassa-challenge TXT');
    await press(canvasElement, 'Remove');
    await see(canvasElement, '.pending');
  },
};

/** The change set as it will be, and what people notice of it. */
export const Review: Story = {
  play: async (context) => {
    await Draft.play!(context);
    await press(context.canvasElement, 'Review changes');
    await see(context.canvasElement, 'dialog .banner');
  },
};

export const ReviewLoading: Story = {
  loaders: [inPanel({ intercept: never('POST', /\/dns\/preview$/) })],
  play: async ({ canvasElement }) => {
    await addAddress(canvasElement, 'intranet', '192.0.2.80');
    await press(canvasElement, 'Review changes');
    await see(canvasElement, 'dialog');
  },
};

export const Published: Story = {
  play: async ({ canvasElement }) => {
    await addAddress(canvasElement, 'intranet', '192.0.2.80');
    await press(canvasElement, 'Review changes');
    await press(canvasElement, 'Publish 1 change');
    await see(canvasElement, 'button', 'Undo');
  },
};

export const PublishingFailed: Story = {
  loaders: [inPanel({ intercept: refuse('POST', /\/dns$/, 'storage_full') })],
  play: async ({ canvasElement }) => {
    await addAddress(canvasElement, 'intranet', '192.0.2.80');
    await press(canvasElement, 'Review changes');
    await press(canvasElement, 'Publish 1 change');
    await see(canvasElement, 'dialog .banner.bad');
  },
};

/** Someone else published another address in the meantime. */
export const Conflict: Story = {
  play: async ({ canvasElement, loaded }) => {
    await moveWebsite(canvasElement, '198.51.100.7');
    await see(canvasElement, '.pending');
    await publish(loaded['panel'] as Panel, linden, [
      { op: 'set', name: '@', type: 'A', ttl: 3600, records: ['203.0.113.9'] },
    ]);
    await press(canvasElement, 'Review changes');
    await see(canvasElement, 'dialog button', 'Keep my changes on top');
  },
};

const silent = () => Promise.reject(new DnsError('unreachable', 'no answer'));

export const NameServerDown: Story = {
  loaders: [inPanel({ dns: { ...memoryDns(), ensureZone: silent, change: silent, serial: silent, readZone: silent } })],
  play: async ({ canvasElement }) => {
    await addAddress(canvasElement, 'intranet', '192.0.2.80');
    await press(canvasElement, 'Review changes');
    await press(canvasElement, 'Publish 1 change');
    await see(canvasElement, 'button', 'Try again now');
  },
};

export const History: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, /^More for [^ ]*$/);
    await press(canvasElement, 'History');
    await press(canvasElement, 'Changes');
    await see(canvasElement, 'details[open]');
  },
};

export const HistoryWithoutUndo: Story = {
  args: { 'domains.dns.rollback': 'off' },
  play: async ({ canvasElement }) => {
    await press(canvasElement, /^More for [^ ]*$/);
    await press(canvasElement, 'History');
    await see(canvasElement, '.timeline li');
  },
};

export const NoMatch: Story = {
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'Search names and values', 'croissant');
    await see(canvasElement, 'button', 'Show all records');
  },
};

const zoneFile = `$ORIGIN lindenloaf.com.
@ 3600 IN SOA ns1.old.example. hostmaster.old.example. 7 7200 3600 1209600 3600
@ 3600 IN NS ns1.old.example.
api 300 IN A 192.0.2.80
www 3600 IN CNAME shop.old.example
shop 30 IN CNAME eu.shops.kassa.example.
broken 3600 IN A 192.0.2.800
`;

/** Pasted, or chosen from the disk; nothing changes before it is looked at. */
export const ImportFile: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'More for lindenloaf.com');
    await press(canvasElement, 'Import a zone file');
    await type(canvasElement, 'Zone file', zoneFile);
  },
};

/** What would change, and which lines are left out or taken otherwise, and why. */
export const ImportReview: Story = {
  play: async (context) => {
    await ImportFile.play!(context);
    await press(context.canvasElement, 'See what changes');
    await see(context.canvasElement, '.notes');
  },
};
