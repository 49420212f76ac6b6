import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/domains/hc-dns-editor.ts';
import '../../components/domains/hc-domain-manager.ts';
import { ApiError } from '../../components/shared/api-error.ts';
import { never, offline, refuse } from '../answers.ts';
import { idOf, inPanel } from '../panel.decorator.ts';
import { press, see, type } from '../play.ts';

/** What every panel shows when the network, the BFF or its limits are in the way: at the start, in a list, at a write. */
const meta = {
  title: 'Shared/In trouble',
  component: 'hc-domain-manager',
  render: () => html`<hc-domain-manager></hc-domain-manager>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

const list = /^\/v1\/domains$/;
const zone = /\/dns$/;
const requestId = 'req_0199c5f2';
const notStarted = (error: ApiError) =>
  inPanel({ panel: { state: 'failed', me: undefined, test: false, error, retry: async () => {} } });
const again: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again'));
const counting: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, '[role=timer]'));

export const StartOffline: Story = { loaders: [notStarted(new ApiError(0))], play: again };
export const StartStalled: Story = { loaders: [notStarted(new ApiError(0, { code: 'stalled' }))], play: again };
export const StartFault: Story = {
  loaders: [notStarted(new ApiError(500, { code: 'internal', requestId }))],
  play: again,
};
export const StartTooManyRequests: Story = {
  loaders: [notStarted(new ApiError(429, { code: 'too_many_requests', requestId, retryAfter: 24 }))],
  play: counting,
};

export const ReadOffline: Story = {
  loaders: [inPanel({ panel: { test: false }, intercept: offline('GET', list) })],
  play: again,
};
/** For 15 s; then it is as without a network. */
export const ReadStalls: Story = {
  loaders: [inPanel({ intercept: never('GET', list) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const ReadFault: Story = {
  loaders: [inPanel({ panel: { test: false }, intercept: refuse('GET', list, 'internal') })],
  play: again,
};
export const ReadTooManyRequests: Story = {
  loaders: [
    inPanel({ panel: { test: false }, intercept: refuse('GET', list, 'too_many_requests', { retryAfter: 24 }) }),
  ],
  play: counting,
};
export const Maintenance: Story = {
  globals: { lang: 'de' },
  loaders: [inPanel({ panel: { test: false }, intercept: refuse('GET', list, 'unavailable', { retryAfter: 300 }) })],
  play: counting,
};

const editor: Story['render'] = () => html`<hc-dns-editor .domain=${idOf('lindenloaf.com')}></hc-dns-editor>`;
const publish: Story['play'] = async ({ canvasElement }) => {
  await press(canvasElement, 'Add record');
  await type(canvasElement, 'Name', 'stand');
  await type(canvasElement, 'Address', '192.0.2.80');
  await press(canvasElement, 'Add to changes');
  await press(canvasElement, 'Review changes');
  await press(canvasElement, 'Publish 1 change');
  await see(canvasElement, '.banner.bad');
};

export const WriteOffline: Story = {
  render: editor,
  loaders: [inPanel({ intercept: offline('POST', zone) })],
  play: publish,
};
export const WriteFault: Story = {
  render: editor,
  loaders: [inPanel({ intercept: refuse('POST', zone, 'internal') })],
  play: publish,
};
export const WriteTooOften: Story = {
  render: editor,
  loaders: [inPanel({ intercept: refuse('POST', zone, 'too_many_requests', { retryAfter: 130 }) })],
  play: publish,
};
