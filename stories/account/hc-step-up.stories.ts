import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/account/hc-step-up.ts';
import { agree, never, refuse } from '../answers.ts';
import { idOf, inPanel, type StoryOptions } from '../panel.decorator.ts';
import { press, see, type } from '../play.ts';

interface Args {
  action: string;
  object: string;
}

const post = /\/auth\/step_up$/;
const onOwnHost = (intercept?: StoryOptions['intercept']) =>
  inPanel({ panel: { ownHost: true }, ...(intercept ? { intercept } : {}) });

const meta = {
  title: 'Account/Step-up',
  component: 'hc-step-up',
  args: { action: 'domains.authcode.reveal', object: idOf('lindenloaf.com') },
  render: ({ action, object }) =>
    html`<div class="narrow"><hc-step-up action=${action} object=${object}></hc-step-up></div>`,
  loaders: [onOwnHost()],
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

async function confirm(root: HTMLElement): Promise<void> {
  await type(root, 'Password', 'linden-loaf-demo-1');
  await press(root, 'Confirm');
}

export const Asks: Story = { play: async ({ canvasElement }) => void (await see(canvasElement, 'h1')) };

const sessions = (items: readonly object[]) =>
  onOwnHost(({ method, url }) =>
    method === 'GET' && url.endsWith('/account/sessions') ? Response.json({ items }) : undefined,
  );
const page = {
  id: 'emb_page',
  kind: 'embed',
  device: 'www.tidewell.example',
  createdAt: '2026-11-20T10:00:00Z',
  lastUsedAt: '2026-11-20T10:00:00Z',
  current: false,
};
const forPage = ({ action, object }: Args) =>
  html`<div class="narrow"><hc-step-up action=${action} object=${object} session="emb_page"></hc-step-up></div>`;

export const ForAPage: Story = {
  render: forPage,
  loaders: [sessions([page])],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h1')),
};

export const PageSignedOut: Story = {
  render: forPage,
  loaders: [sessions([])],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};

export const Busy: Story = {
  loaders: [onOwnHost(never('POST', post))],
  play: async ({ canvasElement }) => confirm(canvasElement),
};

export const WrongPassword: Story = {
  loaders: [onOwnHost(refuse('POST', post, 'credentials_wrong'))],
  play: async ({ canvasElement }) => {
    await confirm(canvasElement);
    await see(canvasElement, '[aria-invalid="true"]');
  },
};

export const Confirmed: Story = {
  loaders: [onOwnHost(agree('POST', post))],
  play: async ({ canvasElement }) => {
    await confirm(canvasElement);
    await see(canvasElement, '.empty');
  },
};

export const Dutch: Story = {
  globals: { lang: 'nl' },
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h1')),
};
