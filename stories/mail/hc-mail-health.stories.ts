import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { plainText } from '../../bff/domains/rules-text.ts';
import type { RRset } from '../../bff/domains/records.ts';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import { ResolverError, type Resolver } from '../../bff/platform/resolver/port.ts';
import '../../components/mail/hc-mail-health.ts';
import { makeMailKeys } from '../../test/components/mail/mail-keys.ts';
import { never, refuse } from '../answers.ts';
import { gateArgs, gateArgTypes, type GateArgs } from '../gate.args.ts';
import { idOf, inPanel, type MemoryPanel, type StoryOptions } from '../panel.decorator.ts';
import { press, see } from '../play.ts';

interface Args extends GateArgs {
  level: number;
}

/** The world says what the zone of the story says. */
function live(options: StoryOptions = {}) {
  let panel: MemoryPanel | undefined;
  const resolver: Resolver = {
    async records(name, type) {
      const answer = await panel!.api.v1.domains[':id'].dns.$get({ param: { id: idOf('brotlinde.eu') } });
      const { rrsets } = (await answer.json()) as ZoneAnswer;
      const owner = name === 'brotlinde.eu' ? '@' : name.replace(/\.brotlinde\.eu$/, '');
      const found = rrsets.find((rrset: RRset) => rrset.name === owner && rrset.type === type);
      return (found?.records ?? []).map((record) => (type === 'TXT' ? plainText(record) : record));
    },
    ask: async () => ({ state: 'authoritative', serial: 1 }),
  };
  return inPanel({
    resolver,
    ...options,
    async prepare(made) {
      panel = made;
      await makeMailKeys(made);
    },
  });
}

const health = /\/health$/;
const drawn: Story['play'] = async ({ canvasElement }) => void (await see(canvasElement, '.checks'));

const meta = {
  title: 'Mail/Health',
  component: 'hc-mail-health',
  args: { ...gateArgs, level: 2 },
  argTypes: gateArgTypes,
  render: ({ level }) => html`<hc-mail-health .level=${level}></hc-mail-health>`,
} satisfies Meta<Args>;
export default meta;
type Story = StoryObj<Args>;

export const Filled: Story = { loaders: [live()], play: drawn };
export const Review: Story = {
  loaders: [live()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Mend all');
    await see(canvasElement, '.diff');
  },
};
export const Mended: Story = {
  loaders: [live()],
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'Mend all');
    await see(canvasElement, '.diff');
    await press(canvasElement, 'Publish');
    await see(canvasElement, '.status');
  },
};
export const NobodyAnswers: Story = {
  loaders: [
    inPanel({
      resolver: {
        records: () => Promise.reject(new ResolverError()),
        ask: async () => ({ state: 'silent' }),
      },
    }),
  ],
  play: drawn,
};
export const Empty: Story = {
  loaders: [inPanel({ customer: 'T-1131' })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.empty')),
};
export const Loading: Story = {
  loaders: [inPanel({ intercept: never('GET', health) })],
  play: async ({ canvasElement }) => void (await see(canvasElement, '.bones')),
};
export const Failed: Story = {
  loaders: [inPanel({ panel: { test: false }, intercept: refuse('GET', health, 'internal') })],
  play: async ({ canvasElement }) => void (await see(canvasElement, 'button', 'Try again')),
};
export const ReadOnly: Story = { args: { readOnlyCustomer: true }, loaders: [live()], play: drawn };
export const Dutch: Story = { globals: { lang: 'nl' }, loaders: [live()], play: drawn };
