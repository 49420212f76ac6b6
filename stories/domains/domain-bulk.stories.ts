import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-domain-manager.ts';
import { addMany } from '../../test/components/domains/many.ts';
import { refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { inPanel, type MemoryPanel } from '../panel.decorator.ts';
import { press, see, type } from '../play.ts';

const meta = {
  title: 'Domains/Bulk changes',
  component: 'hc-domain-manager',
  args: { ...gateArgs },
  argTypes: gateArgTypes,
  render: () => html`<hc-domain-manager></hc-domain-manager>`,
} satisfies Meta<GateArgs>;
export default meta;
type Story = StoryObj<GateArgs>;

/** Ticks the box of each of these domains. */
async function pick(root: HTMLElement, ...names: readonly string[]): Promise<void> {
  for (const name of names) (await see(root, '.pick input', `Select ${name}`)).click();
  await see(root, '.pending');
}

async function choose(root: HTMLElement, verb: string | RegExp): Promise<void> {
  await press(root, 'Change…');
  await see(root, '.menu:popover-open');
  await press(root, verb);
}

/** Begins a change of all that are there, and does so many parts of it. */
const begun =
  (parts: number) =>
  async (panel: MemoryPanel): Promise<void> => {
    const { deps, api } = panel;
    await addMany(panel, 300);
    await deps.jobs.stop();
    const wish = { action: 'domains.renewal.stop', input: {} } as const;
    await api.v1.domains.bulk.$post({ json: { which: { filter: { q: 'many-' } }, wish } });
    const [label] = await deps.control.labels();
    for (let part = 0; part < parts; part += 1) await deps.labels.use(label!.id, (handle) => deps.jobs.step(handle));
  };

export const Selected: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => pick(canvasElement, 'lindenloaf.com', 'lindenloaf.be'),
};

export const WhatCanBeDone: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await pick(canvasElement, 'lindenloaf.com');
    await press(canvasElement, 'Change…');
    await see(canvasElement, '.menu:popover-open');
  },
};

export const SeenBefore: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    (await see(canvasElement, 'thead .pick input')).click();
    await see(canvasElement, '.pending');
    await choose(canvasElement, 'Lock against transfers');
    await see(canvasElement, '.outcomes');
  },
};

export const NameServers: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await pick(canvasElement, 'lindenloaf.com', 'lindenloaf.be');
    await choose(canvasElement, 'Set name servers…');
    await press(canvasElement, 'Other name servers');
    await type(canvasElement, 'Name servers, one a line', 'ns1.elsewhere.example\nns2.elsewhere.example');
    await press(canvasElement, 'See what changes');
    await see(canvasElement, '.outcomes');
  },
};

export const NoNameServer: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await pick(canvasElement, 'lindenloaf.com');
    await choose(canvasElement, 'Set name servers…');
    await press(canvasElement, 'Other name servers');
    await type(canvasElement, 'Name servers, one a line', '192.0.2.1');
    await press(canvasElement, 'See what changes');
    await see(canvasElement, '.err');
  },
};

export const Template: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await pick(canvasElement, 'lindenloaf.com', 'linden-loaf.nl');
    await choose(canvasElement, 'Use a DNS template…');
    await press(canvasElement, /^No mail/);
    await press(canvasElement, 'See what changes');
    await see(canvasElement, '.outcomes');
  },
};

export const UnderWay: Story = {
  loaders: [inPanel({ prepare: begun(2) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '[role=progressbar]')),
};

export const Cancelled: Story = {
  loaders: [inPanel({ prepare: begun(1) })],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Leave the rest');
    await see(canvasElement, 'button', 'Close');
  },
};

export const Results: Story = {
  loaders: [inPanel({ prepare: begun(1) })],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'See each domain');
    await see(canvasElement, 'dialog tbody tr');
  },
};

export const Failed: Story = {
  loaders: [inPanel({ intercept: refuse('POST', /^\/v1\/domains\/bulk\/preview$/, 'unavailable') })],
  play: async ({ canvasElement }) => {
    await pick(canvasElement, 'lindenloaf.com');
    await choose(canvasElement, 'Unlock');
    await see(canvasElement, 'dialog .banner');
  },
};

export const OneVerbSwitchedOff: Story = {
  loaders: [
    inPanel({
      settings: {
        policy: { hiddenTabs: [], disabledActions: { 'domains.lock.edit': { reason: 'Ask us to unlock a domain.' } } },
      },
    }),
  ],
  play: async ({ canvasElement }) => {
    await pick(canvasElement, 'lindenloaf.com');
    await press(canvasElement, 'Change…');
    await see(canvasElement, '.menu .why');
  },
};

export const SwitchedOff: Story = {
  loaders: [inPanel({ settings: { policy: { hiddenTabs: [], disabledActions: { 'domains.bulk.start': {} } } } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'table')),
};

export const German: Story = {
  globals: { lang: 'de', theme: 'smidse' },
  loaders: [inPanel({ label: 'smidse', customer: 'S-2014' })],
  play: async ({ canvasElement }) => {
    (await see(canvasElement, 'thead .pick input')).click();
    await see(canvasElement, '.pending');
    await press(canvasElement, 'Ändern…');
    await see(canvasElement, '.menu:popover-open');
    await press(canvasElement, 'Verlängerung stoppen');
    await see(canvasElement, '.outcomes');
  },
};

export const RightToLeft: Story = {
  globals: { dir: 'rtl' },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => pick(canvasElement, 'lindenloaf.com'),
};
