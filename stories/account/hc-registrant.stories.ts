import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/account/hc-registrant.ts';
import type { Question } from '../../bff/domains/contacts/answers.ts';
import { never } from '../answers.ts';
import { inPanel } from '../panel.decorator.ts';
import { see } from '../play.ts';

interface Args {
  level: number;
}

const question: Question = {
  state: 'open',
  domains: ['lindenloaf.com', 'zuurdesem-atelier.com'],
  before: { name: 'Marieke Linden', organisation: 'Linden & Loaf', email: 'marieke@lindenloaf.example' },
  after: { name: 'Marieke Linden', organisation: 'Linden & Loaf B.V.', email: 'office@lindenloaf.example' },
  others: 1,
};
const asked = (answer: object, status = 200) =>
  inPanel({
    panel: { ownHost: true },
    intercept: ({ url }) => (url.includes('/v1/registrant/') ? Response.json(answer, { status }) : undefined),
  });

const meta = {
  title: 'Account/Registrant',
  component: 'hc-registrant',
  args: { level: 1 },
  render: ({ level }) =>
    html`<div class="narrow"><hc-registrant .level=${level} .token=${'x'.repeat(43)}></hc-registrant></div>`,
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

const said: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, '.empty'));

export const Asks: Story = {
  loaders: [asked(question)],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'dl')),
};
export const Agreed: Story = { loaders: [asked({ ...question, state: 'agreed', others: 0 })], play: said };
export const WaitsForTheOther: Story = { loaders: [asked({ ...question, state: 'agreed' })], play: said };
export const Declined: Story = { loaders: [asked({ ...question, state: 'declined' })], play: said };
export const SettledAlready: Story = { loaders: [asked({ ...question, state: 'done' })], play: said };
export const LinkTooOld: Story = { loaders: [asked({ code: 'not_found' }, 404)], play: said };
export const Loading: Story = {
  loaders: [inPanel({ panel: { ownHost: true }, intercept: never('POST', /\/registrant\//) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const German: Story = {
  globals: { lang: 'de' },
  loaders: [asked(question)],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'dl')),
};
