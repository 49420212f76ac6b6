import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import type { ClassDeclaration, CustomElement, Declaration, Package } from 'custom-elements-manifest/schema.js';

const colour = (name: string, description: string, light: string) => ({
  name: `--hc-color-${name}`,
  description,
  default: light,
});

/** What every element has by what all of them are made of; each one's own comment names the rest. */
const shared = {
  attributes: [
    {
      name: 'scheme',
      type: { text: "'auto' | 'light' | 'dark'" },
      description: 'Colours; `auto`, the default, follows the page.',
    },
    { name: 'density', type: { text: "'compact' | 'comfortable'" }, description: 'Height of rows and controls.' },
    { name: 'frame', type: { text: 'boolean' }, description: 'Adds a hairline and padding around.' },
    {
      name: 'label',
      type: { text: 'string' },
      description: 'Publishable key of another label than the page’s; holds for all inside.',
    },
  ],
  events: [
    { name: 'hc-ready', type: { text: 'HcReadyEvent' }, description: 'The element can be used.' },
    { name: 'hc-load-error', type: { text: 'HcLoadErrorEvent' }, description: 'The element could not start.' },
    {
      name: 'hc-session-expired',
      type: { text: 'HcSessionExpiredEvent' },
      description: 'The session ended and could not be renewed.',
    },
  ],
  slots: [{ name: '', description: 'What is shown until the element is ready.' }],
  cssProperties: [
    colour('brand', 'The main action, links, where you are, and the focus ring.', '#2f5bea'),
    colour('accent', 'Marks; the brand’s without it.', 'var(--hc-color-brand)'),
    colour('surface', 'The ground.', 'light-dark(#fff, #15171c)'),
    colour('text', 'Text.', 'light-dark(#191c22, #eceef2)'),
    colour('danger', 'What failed or destroys.', '#d22f3f'),
    colour('success', 'What is done.', '#16803c'),
    colour('warning', 'What waits for somebody.', '#c2700a'),
    { name: '--hc-font', description: 'Family of text; the page’s without it.', default: 'inherit' },
    { name: '--hc-font-mono', description: 'Family of values.', default: 'ui-monospace, Menlo, Consolas, monospace' },
    { name: '--hc-radius', description: 'Roundness, 0 to 16 px.', default: '8px' },
    { name: '--hc-space', description: 'The unit of distances, 3 to 6 px.', default: '4px' },
    { name: '--hc-size', description: 'Size of text, 13 to 18 px.', default: '14px' },
    { name: '--hc-reserve', description: 'Height that is kept free until the element is drawn.', default: '320px' },
  ],
} as const;

/** The schema's own types leave out what a class has as an element. */
export type Element = ClassDeclaration & CustomElement;
type Named = { readonly name?: string | undefined };
const and = <Own extends Named>(own: readonly Own[] = [], all: readonly Named[]): Own[] => [
  ...own,
  ...(all.filter(({ name }) => !own.some((one) => one.name === name)) as Own[]),
];

const isElement = (one: Declaration): one is Element => 'customElement' in one && one.customElement === true;

/** What is private in the source is nobody's business outside. */
function complete(element: Element): Element {
  return {
    ...element,
    members: element.members?.filter(({ privacy = 'public' }) => privacy === 'public') ?? [],
    attributes: and(element.attributes, shared.attributes),
    events: and(element.events, shared.events),
    slots: and(element.slots, shared.slots),
    cssProperties: and(element.cssProperties, shared.cssProperties),
  };
}

/** The manifest of elements: what editors, frameworks and the reference pages know of them. */
export async function manifest(sources: readonly string[]): Promise<Package> {
  const globs = sources.flatMap((source) => ['--globs', source]);
  const found = (await cli({ argv: ['analyze', '--litelement', '--quiet', ...globs], noWrite: true })) as Package;
  return {
    ...found,
    modules: found.modules.map((module) => ({
      ...module,
      declarations: module.declarations?.map((one) => (isElement(one) ? complete(one) : one)) ?? [],
    })),
  };
}
