import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { ConnectRequest } from '../../bff/domains/connect/answers.ts';
import '../../components/domains/hc-domain-connect.ts';
import { never, offline, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  provider: string;
  service: string;
  query: string;
  level: number;
}

const path = /^\/v1\/domains\/connect$/;
const home = 'https://www.kassa.example/connected';
const asks = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    domain: 'lindenloaf.com',
    host: 'winkel',
    region: 'eu',
    challenge: 'c0ffee',
    redirect_uri: home,
    ...more,
  }).toString();
const own = { panel: { ownHost: true } };
/** What the BFF of a story cannot come to: a signature, a zone that has all of it. */
const answered = (more: Partial<ConnectRequest>) =>
  inPanel({
    ...own,
    intercept: ({ url }) =>
      path.test(new URL(url).pathname)
        ? Response.json({
            provider: 'Letters',
            service: 'Newsletters',
            name: 'lindenloaf.com',
            signed: true,
            warns: false,
            back: { site: 'www.letters.example', done: home, cancelled: home, failed: home },
            ...more,
          } satisfies ConnectRequest)
        : undefined,
  });
const offer: NonNullable<ConnectRequest['offer']> = {
  domain: { id: 'dom_1', name: 'lindenloaf.com', unicodeName: 'lindenloaf.com' },
  version: 8,
  diff: [
    {
      name: '@',
      type: 'TXT',
      before: { name: '@', type: 'TXT', ttl: 3600, records: ['v=spf1 include:_spf.tidewell.example -all'] },
      after: {
        name: '@',
        type: 'TXT',
        ttl: 3600,
        records: ['v=spf1 include:_spf.tidewell.example include:spf.letters.example ~all'],
      },
    },
  ],
  warnings: [],
  denied: {},
};

const meta = {
  title: 'Domains/Domain Connect',
  component: 'hc-domain-connect',
  args: { ...gateArgs, provider: 'kassa.example', service: 'shop', query: asks(), level: 1 },
  argTypes: gateArgTypes,
  render: ({ provider, service, query, level }) =>
    html`<hc-domain-connect
      .provider=${provider}
      .service=${service}
      .query=${query}
      .level=${level}
      .lead=${() => {}}
    ></hc-domain-connect>`,
  loaders: [inPanel(own)],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h1')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const said: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, '.empty'));

export const Asks: Story = {};
export const ByWayOfAnother: Story = { args: { query: asks({ providerName: 'Bakers United' }) } };
export const Signed: Story = { loaders: [answered({ offer })] };
export const WithoutWayBack: Story = { args: { query: asks({ redirect_uri: 'https://somewhere.example/' }) } };
export const NothingToChange: Story = { loaders: [answered({ offer: { ...offer, diff: [] } })] };

export const Done: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Apply');
    await see(canvasElement, '.empty');
  },
};
export const Cancelled: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Cancel');
    await see(canvasElement, '.empty');
  },
};
export const Applying: Story = {
  loaders: [inPanel({ ...own, intercept: never('POST', /\/connect$/) })],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Apply');
    await see(canvasElement, 'button[aria-disabled=true]');
  },
};
export const Failed: Story = {
  loaders: [inPanel({ ...own, intercept: offline('POST', /\/connect$/) })],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Apply');
    await see(canvasElement, '.banner.bad');
  },
};

/** The label does not let its customers, with its reason. */
export const SwitchedOff: Story = {
  loaders: [
    inPanel({
      ...own,
      settings: {
        policy: { hiddenTabs: [], disabledActions: { 'domains.connect.apply': { reason: 'Ask our desk.' } } },
      },
    }),
  ],
};

export const NotYours: Story = { args: { query: asks({ domain: 'nobody.example' }) }, play: said };
export const NeedsAName: Story = { args: { query: asks({ host: '' }) }, play: said };
export const LacksValues: Story = { args: { query: 'domain=lindenloaf.com&host=winkel' }, play: said };
export const BadValues: Story = { args: { query: asks({ region: 'e u' }) }, play: said };
export const Damaged: Story = { args: { query: 'domain=lindenloaf.com&domain=lindenloaf.be' }, play: said };
export const NotSigned: Story = {
  args: { provider: 'letters.example', service: 'newsletter', query: 'domain=lindenloaf.com&proof=1' },
  play: said,
};
export const KeyNotReached: Story = { loaders: [answered({ refusal: 'unreachable', signed: false })], play: said };
export const UnknownService: Story = { args: { service: 'bakery' }, play: said };

export const Loading: Story = {
  loaders: [inPanel({ ...own, intercept: never('GET', path) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const NotReached: Story = {
  loaders: [inPanel({ ...own, intercept: refuse('GET', path, 'unavailable') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '[role=alert]')),
};
export const SignInFirst: Story = {
  loaders: [inPanel({ panel: { ownHost: true, state: 'signed_out', me: undefined } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'form')),
};
export const Dutch: Story = { globals: { lang: 'nl' } };
export const German: Story = { globals: { lang: 'de' } };
export const LongText: Story = {
  args: {
    query: asks({ host: `winkel-van-de-bakkerij-${'a'.repeat(30)}`, challenge: 'c0ffee'.repeat(60) }),
  },
};
