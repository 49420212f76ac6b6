import type { Panel } from './panel.ts';

/** A panel that stays as it is, for tests and stories: ready, unless told otherwise. */
export function fixedPanel(given: Pick<Panel, 'api'> & Partial<Panel>): Panel {
  const { me } = given;
  return {
    state: 'ready',
    error: undefined,
    me: undefined,
    config: undefined,
    denied: me?.denied ?? {},
    label: me?.label ?? { name: '', languages: ['en', 'nl', 'de'], timeZone: 'Europe/Amsterdam', areaUrl: '' },
    test: true,
    ownHost: false,
    texts: undefined,
    theme: undefined,
    signIn: undefined,
    signOut: async () => {},
    retry: async () => {},
    onChange: () => () => {},
    takeFirst: () => undefined,
    ...given,
  };
}
