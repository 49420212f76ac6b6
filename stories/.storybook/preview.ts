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
    docs: { codePanel: true },
    options: {
      storySort: { order: ['Welcome', 'Guides', 'Domains', 'Account', 'Customer area'] },
    },
  },
} satisfies Preview;
