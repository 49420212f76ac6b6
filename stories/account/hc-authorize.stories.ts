import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/account/hc-authorize.ts';
import { never, refuse } from '../answers.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args {
  client: string;
  origin: string;
  codeChallenge: string;
  tx: string;
}

const post = /\/auth\/authorize$/;

const meta = {
  title: 'Account/Authorize',
  component: 'hc-authorize',
  args: {
    client: 'hc_pk_live_tidewell',
    origin: 'https://www.lindenloaf.example',
    codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    tx: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  },
  render: ({ client, origin, codeChallenge, tx }) =>
    html`<div class="narrow">
      <hc-authorize client=${client} origin=${origin} code-challenge=${codeChallenge} tx=${tx}></hc-authorize>
    </div>`,
  loaders: [inPanel({ panel: { ownHost: true } })],
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Asks: Story = { play: async ({ canvasElement }) => void (await see(canvasElement, 'h1')) };

export const Busy: Story = {
  loaders: [inPanel({ panel: { ownHost: true }, intercept: never('POST', post) })],
  play: async ({ canvasElement }) => press(canvasElement, 'Continue'),
};

/** The page is not on the label's list any more. */
export const Refused: Story = {
  loaders: [inPanel({ panel: { ownHost: true }, intercept: refuse('POST', post, 'origin_not_allowed') })],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Continue');
    await see(canvasElement, '.banner.bad');
  },
};

export const IncompleteAddress: Story = {
  args: { tx: '' },
  play: async ({ canvasElement }) => void (await see(canvasElement, '.banner')),
};

export const SignInFirst: Story = {
  loaders: [inPanel({ panel: { ownHost: true, state: 'signed_out', me: undefined } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'form')),
};

export const German: Story = {
  globals: { lang: 'de' },
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h1')),
};

export const LongText: Story = {
  args: { origin: `https://${'kundenbereich-'.repeat(4)}der-baeckerei.lindenloaf.example` },
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h1')),
};
