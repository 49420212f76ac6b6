import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-dns-editor.ts';
import { never, refuse } from '../answers.ts';
import { type DomainArgs } from '../every.ts';
import { gateArgs, gateArgTypes } from '../gate.args.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';
import { publish } from '../prepare.ts';

const linden = idOf('lindenloaf.com');
const zone = /\/dns$/;
const drawn: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, 'table.dns'));

const meta = {
  title: 'Domains/DNS editor',
  component: 'hc-dns-editor',
  args: { ...gateArgs, domain: linden, level: 2 },
  argTypes: gateArgTypes,
  render: ({ domain, level }) => html`<hc-dns-editor .domain=${domain} .level=${level}></hc-dns-editor>`,
} satisfies Meta<DomainArgs>;
export default meta;
type Story = StoryObj<DomainArgs>;

export const Filled: Story = { loaders: [inPanel()], play: drawn };

/** A zone that nobody has put anything into: only the name servers of the label. */
export const Empty: Story = {
  args: { domain: idOf('dekkerfietst.nl') },
  loaders: [
    inPanel({
      customer: 'T-1017',
      prepare: async (panel) => {
        const id = idOf('dekkerfietst.nl');
        const answer = await panel.api.v1.domains[':id'].dns.$get({ param: { id } });
        const { rrsets } = (await answer.json()) as { rrsets: { name: string; type: 'A'; locked?: string }[] };
        const own = rrsets.filter(({ locked }) => !locked);
        await publish(
          panel,
          id,
          own.map(({ name, type }) => ({ op: 'delete', name, type }) as const),
        );
      },
    }),
  ],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
};

export const Loading: Story = {
  loaders: [inPanel({ intercept: never('GET', zone) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};

export const Failed: Story = {
  loaders: [inPanel({ panel: { test: false }, intercept: refuse('GET', zone, 'internal') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};

export const ReadOnly: Story = { args: { readOnlyCustomer: true }, loaders: [inPanel()], play: drawn };
export const SwitchedOff: Story = { args: { 'domains.dns.edit': 'off' }, loaders: [inPanel()], play: drawn };
export const SwitchedOffWithReason: Story = {
  args: { 'domains.dns.edit': 'off, with a reason' },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'More for workshops A');
    await see(canvasElement, '.menu .why');
  },
};
export const NotYourRole: Story = { args: { role: 'billing' }, loaders: [inPanel()], play: drawn };
export const FewTypes: Story = {
  args: { dnsTypes: ['A', 'AAAA', 'CNAME'] },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Add record');
    await see(canvasElement, 'hc-dns-record');
  },
};
export const ProtectedNames: Story = { args: { protectedNames: ['@', 'www'] }, loaders: [inPanel()], play: drawn };

/** Only the DNS is served by someone else; what stands here can be copied. */
export const ForeignNameServers: Story = {
  args: { domain: idOf('linden-loaf.nl') },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.banner')),
};

export const EveryType: Story = {
  args: { domain: idOf('noordlicht.dev') },
  loaders: [inPanel({ customer: 'T-1042' })],
  play: drawn,
};

/** 600 RRsets. */
export const Large: Story = {
  args: { domain: idOf('havenkade.net') },
  loaders: [inPanel({ customer: 'T-1003' })],
  play: async ({ canvasElement }) => {
    await see(canvasElement, 'table.dns');
    await press(canvasElement, /^\+ \d+$/);
  },
};

export const Dutch: Story = { globals: { lang: 'nl' }, loaders: [inPanel()], play: drawn };
export const German: Story = {
  args: { domain: idOf('kaltofen.dev') },
  globals: { lang: 'de', theme: 'smidse' },
  loaders: [inPanel({ label: 'smidse', customer: 'S-2001' })],
  play: drawn,
};
export const RightToLeft: Story = { globals: { dir: 'rtl' }, loaders: [inPanel()], play: drawn };

export const LongText: Story = {
  loaders: [
    inPanel({
      prepare: (panel) =>
        publish(panel, linden, [
          {
            op: 'set',
            name: `${'a'.repeat(63)}.${'b'.repeat(63)}`,
            type: 'TXT',
            ttl: 3600,
            records: ['long '.repeat(180)],
          },
        ]),
    }),
  ],
  play: drawn,
};
