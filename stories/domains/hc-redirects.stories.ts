import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { memoryDns } from '../../bff/platform/dns/memory.ts';
import { DnsError } from '../../bff/platform/dns/port.ts';
import '../../components/domains/hc-redirects.ts';
import { never, refuse } from '../answers.ts';
import { type DomainArgs } from '../every.ts';
import { gateArgs, gateArgTypes } from '../gate.args.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { choose, press, see, type } from '../play.ts';

const bakery = idOf('lindenbäckerei.de');
const list = /\/redirects$/;
const drawn: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, 'table.redirects'));

const meta = {
  title: 'Domains/Redirects',
  component: 'hc-redirects',
  args: { ...gateArgs, domain: bakery, level: 2 },
  argTypes: gateArgTypes,
  render: ({ domain, level }) => html`<hc-redirects .domain=${domain} .level=${level}></hc-redirects>`,
} satisfies Meta<DomainArgs>;
export default meta;
type Story = StoryObj<DomainArgs>;

export const Filled: Story = { loaders: [inPanel()], play: drawn };
export const Empty: Story = {
  args: { domain: idOf('brotlinde.eu') },
  loaders: [inPanel()],
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
export const NotYourRole: Story = { args: { role: 'billing' }, loaders: [inPanel()], play: drawn };
export const SwitchedOff: Story = { args: { 'domains.redirect.create': 'off' }, loaders: [inPanel()], play: drawn };
export const SwitchedOffWithReason: Story = {
  args: { 'domains.redirect.create': 'off, with a reason' },
  loaders: [inPanel()],
  play: drawn,
};
export const NotRegistered: Story = {
  args: { domain: idOf('sourdough.school') },
  loaders: [inPanel()],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.banner')),
};
/** The records are to be set at somebody else's name servers. */
export const ForeignNameServers: Story = {
  args: { domain: idOf('linden-loaf.nl') },
  loaders: [inPanel()],
  play: drawn,
};

const fill: Story['play'] = async ({ canvasElement }) => {
  await press(canvasElement, 'Add redirect');
  await type(canvasElement, 'Address', 'brot');
  await type(canvasElement, 'Leads to', 'lindenloaf.com/brot');
};
export const Form: Story = { loaders: [inPanel()], play: fill };
export const Review: Story = {
  loaders: [inPanel()],
  play: async (context) => {
    await fill(context);
    await press(context.canvasElement, 'Review');
    await see(context.canvasElement, '.diff');
  },
};
export const Saved: Story = {
  loaders: [inPanel()],
  play: async (context) => {
    await fill(context);
    await press(context.canvasElement, 'Review');
    await press(context.canvasElement, 'Save redirect');
    await see(context.canvasElement, '.status');
  },
};
export const WrongTarget: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Add redirect');
    await type(canvasElement, 'Leads to', 'ftp://files.example');
    await press(canvasElement, 'Review');
    await see(canvasElement, '.err');
  },
};
/** The target does not let its page be shown elsewhere. */
export const MaskRefused: Story = {
  loaders: [
    inPanel({
      outbound: { ask: async () => ({ status: 200, headers: new Headers({ 'x-frame-options': 'DENY' }) }) },
    }),
  ],
  play: async (context) => {
    await fill(context);
    await choose(context.canvasElement, 'kind', 'mask');
    await press(context.canvasElement, 'Review');
    await see(context.canvasElement, '.err');
  },
};
export const Mask: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'More for karte.lindenbäckerei.de');
    await press(canvasElement, 'Edit');
    await see(canvasElement, '.way');
  },
};
export const Delete: Story = {
  loaders: [inPanel()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'More for www.lindenbäckerei.de');
    await press(canvasElement, 'Delete');
    await see(canvasElement, '.diff');
  },
};
/** Saved, while the name server does not answer. */
export const NotPublished: Story = {
  loaders: [
    inPanel({
      dns: {
        ...memoryDns(),
        change: () => Promise.reject(new DnsError('unreachable', 'down')),
        ensureZone: () => Promise.reject(new DnsError('unreachable', 'down')),
      },
    }),
  ],
  play: async (context) => {
    await fill(context);
    await press(context.canvasElement, 'Review');
    await press(context.canvasElement, 'Save redirect');
    await see(context.canvasElement, '.st.warn');
  },
};

export const Dutch: Story = { globals: { lang: 'nl' }, loaders: [inPanel()], play: drawn };
export const German: Story = { globals: { lang: 'de' }, loaders: [inPanel()], play: drawn };
export const RightToLeft: Story = { globals: { dir: 'rtl' }, loaders: [inPanel()], play: drawn };
export const LongText: Story = {
  loaders: [
    inPanel({
      prepare: async ({ api }) => {
        const redirects = api.v1.domains[':id'].redirects;
        const { version } = (await (await redirects.$get({ param: { id: bakery } })).json()) as { version: number };
        const host = `${'a'.repeat(63)}.${'b'.repeat(63)}`;
        const target = `https://${'lang.'.repeat(30)}example/${'pfad/'.repeat(40)}`;
        await redirects.$post({ param: { id: bakery }, json: { host, kind: '301', target, version } });
      },
    }),
  ],
  play: drawn,
};
