import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../components/account/hc-sign-in.ts';
import { agree, refuse } from '../answers.ts';
import { inPanel, type StoryOptions } from '../panel.decorator.ts';
import { press, see, type } from '../play.ts';

interface Args {
  resetToken: string;
  level: number;
}

const outside = { state: 'signed_out', me: undefined } as const;
/** On the label's own host; a browser keeps its cookie from a page like this one, so the answers are made here. */
const onOwnHost = (intercept?: StoryOptions['intercept']) =>
  inPanel({ panel: { ...outside, ownHost: true }, ...(intercept ? { intercept } : {}) });

const meta = {
  title: 'Account/Sign in',
  component: 'hc-sign-in',
  args: { resetToken: '', level: 2 },
  render: ({ resetToken, level }) =>
    html`<div class="narrow"><hc-sign-in .resetToken=${resetToken} .level=${level}></hc-sign-in></div>`,
  loaders: [onOwnHost()],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'h2')),
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Form: Story = {};

export const EmptySubmit: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Sign in');
    await see(canvasElement, '[aria-invalid="true"]');
  },
};

async function signIn(root: HTMLElement): Promise<void> {
  await type(root, 'User name or e-mail', 'marieke');
  await type(root, 'Password', 'linden-loaf-demo-0');
  await press(root, 'Sign in');
}

export const WrongPassword: Story = {
  loaders: [onOwnHost(refuse('POST', /\/sign_in$/, 'credentials_wrong'))],
  play: async ({ canvasElement }) => {
    await signIn(canvasElement);
    await see(canvasElement, '[aria-invalid="true"]');
  },
};

export const TooOften: Story = {
  loaders: [
    onOwnHost(
      refuse('POST', /\/sign_in$/, 'too_many_requests', {
        reason: 'That was too often in a short time. Wait a moment.',
        retryAfter: 60,
      }),
    ),
  ],
  play: async ({ canvasElement }) => signIn(canvasElement),
};

export const Reset: Story = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Forgot your password?');
    await see(canvasElement, 'input[type=email]');
  },
};

export const ResetSent: Story = {
  loaders: [onOwnHost(agree('POST', /\/reset_request$/))],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Forgot your password?');
    await type(canvasElement, 'E-mail', 'marieke@lindenloaf.example');
    await press(canvasElement, 'Mail the link');
    await see(canvasElement, 'h2', 'Look in your mail');
  },
};

export const NewPassword: Story = { args: { resetToken: 'from-the-mail' } };

export const NewPasswordSet: Story = {
  args: { resetToken: 'from-the-mail' },
  loaders: [onOwnHost(agree('POST', /\/reset$/))],
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'New password', 'sourdough rises slowly');
    await press(canvasElement, 'Set password');
    await see(canvasElement, '.banner.good');
  },
};

export const LinkUsed: Story = {
  args: { resetToken: 'from-the-mail' },
  loaders: [onOwnHost(refuse('POST', /\/reset$/, 'secret_invalid'))],
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'New password', 'sourdough rises slowly');
    await press(canvasElement, 'Set password');
    await see(canvasElement, '.banner.bad');
  },
};

/** A page of someone else: a button that opens the label's own host. */
export const ForeignPage: Story = {
  loaders: [inPanel({ panel: { ...outside, signIn: async () => {} } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Sign in')),
};

/** The page signs people in by itself, and nobody is. */
export const PageWithItsOwnSignIn: Story = {
  loaders: [inPanel({ panel: outside })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};

export const SignedIn: Story = {
  loaders: [inPanel({ panel: { ownHost: true } })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'p')),
};

export const Dutch: Story = { globals: { lang: 'nl' } };
export const German: Story = { globals: { lang: 'de', theme: 'smidse' } };
