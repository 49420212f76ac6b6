import type { StoryObj } from '@storybook/web-components-vite';
import { never, refuse } from './answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from './gate.args.ts';
import { idOf, inPanel } from './panel.decorator.ts';
import { see } from './play.ts';

/** What a panel of one domain is given. */
export interface DomainArgs extends GateArgs {
  domain: string;
  level: number;
}

export const ofDomain = (name: string) => ({
  args: { ...gateArgs, domain: idOf(name), level: 2 } satisfies DomainArgs,
  argTypes: gateArgTypes,
});

/** How a panel waits for what it reads at such a path. */
export const loading = (path: RegExp) =>
  ({
    loaders: [inPanel({ intercept: never('GET', path) })],
    play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
  }) satisfies StoryObj;

/** How it says that it cannot be read. */
export const failed = (path: RegExp) =>
  ({
    loaders: [inPanel({ panel: { test: false }, intercept: refuse('GET', path, 'unavailable') })],
    play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
  }) satisfies StoryObj;

export const dutch = { globals: { lang: 'nl' }, loaders: [inPanel()] } satisfies StoryObj;
export const german = { globals: { lang: 'de' }, loaders: [inPanel()] } satisfies StoryObj;

/** What is read at such a path is this; all else is answered by the demo. */
export const answering = (path: RegExp, answer: () => object) =>
  inPanel({
    intercept: ({ method, url }) =>
      method === 'GET' && path.test(new URL(url).pathname) ? Response.json(answer()) : undefined,
  });
