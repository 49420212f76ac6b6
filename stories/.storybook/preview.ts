import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from 'virtual:custom-elements';
import { inPage } from '../page.ts';
import { initialGlobals, toolbars } from '../toolbars.ts';

setCustomElementsManifest(manifest);

export default {
  tags: ['autodocs'],
  decorators: [inPage],
  globalTypes: toolbars,
  initialGlobals,
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    controls: { expanded: true },
    // Rendering a story once more for its source would take the page out of the canvas.
    docs: { codePanel: true, source: { type: 'code' } },
    options: {
      storySort: {
        order: [
          'Welcome',
          'Guides',
          [
            'Embed in five minutes',
            'Sessions',
            'Theming',
            'Tokens',
            'Label settings and the gate',
            'Events and errors',
            'DNS',
            'Redirects',
            'Operating',
            'Speed',
          ],
          'Domains',
          'Account',
          'Customer area',
          'Shared',
        ],
      },
    },
  },
} satisfies Preview;
