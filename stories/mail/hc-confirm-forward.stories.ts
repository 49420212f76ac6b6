import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/mail/hc-confirm-forward.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args {
  level: number;
}

const answers = (answer: object, status = 200) =>
  inPanel({
    panel: { ownHost: true },
    intercept: ({ url }) => (url.endsWith('/forward_targets/confirm') ? Response.json(answer, { status }) : undefined),
  });

const meta = {
  title: 'Mail/Confirm a forward',
  component: 'hc-confirm-forward',
  args: { level: 1 },
  render: ({ level }) =>
    html`<div class="narrow"><hc-confirm-forward .level=${level} .token=${'x'.repeat(43)}></hc-confirm-forward></div>`,
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const confirmed: Story['play'] = async ({ canvasElement }) => {
  await press(canvasElement, 'Yes, forward it to me');
  await see(canvasElement, '.empty');
};

export const Asks: Story = {
  loaders: [answers({})],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button')),
};
export const Confirmed: Story = {
  loaders: [answers({ address: 'nieuwsbrief@brotlinde.eu', target: 'jan@far.example' })],
  play: confirmed,
};
export const LinkTooOld: Story = { loaders: [answers({ code: 'not_found' }, 404)], play: confirmed };
