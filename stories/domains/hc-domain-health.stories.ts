import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { memoryResolver } from '../../bff/platform/resolver/memory.ts';
import { OutboundError, type Outbound } from '../../bff/platform/outbound/port.ts';
import { ResolverError } from '../../bff/platform/resolver/port.ts';
import '../../components/domains/hc-domain-health.ts';
import { never, refuse } from '../answers.ts';
import { type DomainArgs, ofDomain } from '../every.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';
import { publish } from '../prepare.ts';

const one = /^\/v1\/domains\/dom_[^/]+\/health$/;
const servers = ['ns1.tidewell.example', 'ns2.tidewell.example'];
const known = {
  'lindenloaf.com NS': servers,
  'lindenloaf.com A': ['192.0.2.80'],
  'lindenloaf.com MX': ['10 mx.tidewell.example'],
  'mx.tidewell.example A': ['192.0.2.25'],
  'lindenloaf.com TXT': ['v=spf1 mx ~all'],
  'lindenloaf.com CAA': ['0 issue "other.example"'],
};
const ending: Outbound = {
  ask: async () => ({ status: 200, headers: new Headers(), certificateUntil: Date.now() + 9.5 * 86_400_000 }),
};
const asked = { resolver: memoryResolver(known), outbound: ending };

const meta = {
  title: 'Domains/Health',
  component: 'hc-domain-health',
  ...ofDomain('lindenloaf.com'),
  render: ({ domain, level }) => html`<hc-domain-health .domain=${domain} .level=${level}></hc-domain-health>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h3')),
} satisfies Meta<DomainArgs>;
export default meta;
type Story = StoryObj<DomainArgs>;

export const SomeToMend: Story = { loaders: [inPanel(asked)] };
/** What would change is shown before it is published. */
export const Mending: Story = {
  loaders: [
    inPanel({
      ...asked,
      prepare: (panel) => publish(panel, idOf('lindenloaf.com'), [{ op: 'delete', name: '_dmarc', type: 'TXT' }]),
    }),
  ],
  play: async ({ canvasElement }) => {
    await press(canvasElement, /^Mend/);
    await see(canvasElement, 'dialog[open]');
  },
};
/** What mending would change did not come. */
export const MendingFailed: Story = {
  loaders: [
    inPanel({
      ...asked,
      prepare: (panel) => publish(panel, idOf('lindenloaf.com'), [{ op: 'delete', name: '_dmarc', type: 'TXT' }]),
      intercept: refuse('POST', /\/dns\/preview$/, 'unavailable'),
    }),
  ],
  play: async ({ canvasElement }) => {
    await press(canvasElement, /^Mend/);
    await see(canvasElement, 'dialog[open] button', 'Try again');
  },
};
/** Its certificate is for another name. */
export const CertificateRefused: Story = {
  loaders: [
    inPanel({
      ...asked,
      outbound: {
        ask: async (url) => {
          if (url.startsWith('https:')) throw new OutboundError('certificate_name');
          return { status: 200, headers: new Headers() };
        },
      },
    }),
  ],
};
export const AServerFails: Story = {
  loaders: [inPanel({ resolver: memoryResolver(known, { [servers[1]!]: { state: 'lame' } }) })],
};
/** The network is away: nothing is known, and nothing is said to be wrong. */
export const NobodyAnswers: Story = {
  loaders: [
    inPanel({
      resolver: {
        records: () => Promise.reject(new ResolverError()),
        ask: () => Promise.reject(new ResolverError()),
      },
    }),
  ],
};
export const ReadOnly: Story = { args: { readOnlyCustomer: true }, loaders: [inPanel(asked)] };
export const Loading: Story = {
  loaders: [inPanel({ ...asked, intercept: never('GET', one) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const Failed: Story = {
  loaders: [inPanel({ ...asked, panel: { test: false }, intercept: refuse('GET', one, 'unavailable') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};
export const Dutch: Story = { globals: { lang: 'nl' }, loaders: [inPanel(asked)] };
export const German: Story = { globals: { lang: 'de' }, loaders: [inPanel(asked)] };
