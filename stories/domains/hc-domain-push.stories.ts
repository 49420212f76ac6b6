import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Offers, Push } from '../../bff/domains/push/answers.ts';
import '../../components/domains/hc-domain-offers.ts';
import '../../components/domains/hc-domain-push.ts';
import { answering, type DomainArgs, dutch, failed, german, loading, ofDomain } from '../every.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

const one = /^\/v1\/domains\/dom_[^/]+\/push$/;
const push = (more: Partial<Push>) =>
  answering(
    one,
    () =>
      ({
        domain: { id: idOf('lindenloaf.be'), name: 'lindenloaf.be', unicodeName: 'lindenloaf.be' },
        offer: null,
        denied: {},
        ...more,
      }) satisfies Push,
  );
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
  ...ofDomain('lindenloaf.be'),
  render: ({ domain, level }) => html`<hc-domain-push .domain=${domain} .level=${level}></hc-domain-push>`,
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
} satisfies Meta<DomainArgs>;
export default meta;
type Story = StoryObj<DomainArgs>;

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
export const Loading: Story = loading(one);
export const Failed: Story = failed(one);
export const Dutch: Story = dutch;
export const German: Story = german;
