import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Offers, Push } from '../../bff/domains/push/answers.ts';
import '../../components/domains/hc-domain-offers.ts';
import '../../components/domains/hc-domain-push.ts';
import { never, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  domain: string;
  level: number;
}

const one = /^\/v1\/domains\/dom_[^/]+\/push$/;
const push = (more: Partial<Push>) =>
  inPanel({
    intercept: ({ method, url }) =>
      method === 'GET' && one.test(new URL(url).pathname)
        ? Response.json({
            domain: { id: idOf('lindenloaf.be'), name: 'lindenloaf.be', unicodeName: 'lindenloaf.be' },
            offer: null,
            denied: {},
            ...more,
          } satisfies Push)
        : undefined,
  });
const offers = (items: Offers['items']) =>
  inPanel({
    intercept: ({ url }) =>
      new URL(url).pathname === '/v1/domains/offers'
        ? Response.json({ items, denied: {} } satisfies Offers)
        : undefined,
  });
const item = {
  id: 'psh_1',
  name: 'brotzeit.example',
  unicodeName: 'brotzeit.example',
  from: 'Noordlicht Studio',
  expiresOn: '2027-11-02',
  expiresAt: '2027-03-17T09:00:00.000Z',
};

const meta = {
  title: 'Domains/Push',
  component: 'hc-domain-push',
  args: { ...gateArgs, domain: idOf('lindenloaf.be'), level: 2 },
  argTypes: gateArgTypes,
  render: ({ domain, level }) => html`<hc-domain-push .domain=${domain} .level=${level}></hc-domain-push>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Offering: Story = { loaders: [inPanel()] };
export const Offered: Story = {
  loaders: [
    push({
      offer: {
        email: 'piet@people.example',
        by: 'Marieke Linden',
        createdAt: '2027-03-10T09:00:00.000Z',
        expiresAt: '2027-03-17T09:00:00.000Z',
      },
    }),
  ],
};
export const NotNow: Story = {
  loaders: [
    push({
      denied: {
        'domains.domain.push': {
          code: 'state_forbids',
          reason: 'It is linked to a hosting plan of yours. Unlink it first.',
        },
      },
    }),
  ],
};
/** What the other customer sees, above the form that brings a domain here. */
export const OffersToTake: Story = {
  loaders: [offers([item])],
  render: ({ level }) => html`<hc-domain-offers .level=${level}></hc-domain-offers>`,
};
export const AskingBeforeItIsTaken: Story = {
  loaders: [offers([item])],
  render: ({ level }) => html`<hc-domain-offers .level=${level}></hc-domain-offers>`,
  play: async ({ canvasElement }) => {
    await press(canvasElement, /^Take over /);
    await see(canvasElement, 'dialog[open]');
  },
};
export const Loading: Story = {
  loaders: [inPanel({ intercept: never('GET', one) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const Failed: Story = {
  loaders: [inPanel({ panel: { test: false }, intercept: refuse('GET', one, 'unavailable') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};
export const Dutch: Story = { globals: { lang: 'nl' }, loaders: [inPanel()] };
export const German: Story = { globals: { lang: 'de' }, loaders: [inPanel()] };
