import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/account/hc-verify.ts';
import { inPanel } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args {
  level: number;
}

const answers = (answer: object, status = 200) =>
  inPanel({
    panel: { ownHost: true },
    intercept: ({ url }) => (url.includes('/v1/registrant/') ? Response.json(answer, { status }) : undefined),
  });

const meta = {
  title: 'Account/Verify an address',
  component: 'hc-verify',
  args: { level: 1 },
  render: ({ level }) =>
    html`<div class="narrow"><hc-verify .level=${level} .token=${'x'.repeat(43)}></hc-verify></div>`,
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const confirmed: Story['play'] = async ({ canvasElement }) => {
  await press(canvasElement, 'Yes, it reached me');
  await see(canvasElement, '.empty');
};

export const Asks: Story = {
  loaders: [answers({})],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button')),
};
export const Confirmed: Story = {
  loaders: [answers({ email: 'marieke@lindenloaf.example', domains: ['lindenloaf.com'] })],
  play: confirmed,
};
export const LinkTooOld: Story = { loaders: [answers({ code: 'not_found' }, 404)], play: confirmed };
