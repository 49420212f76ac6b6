import type { Session } from '../auth/session.ts';
import type { BoundLabel, Deps } from '../http/env.ts';
import { tabs } from '../policy/actions.ts';
import { compileTheme } from '../reseller/rules-theme.ts';
import type { EmbedConfig, Me, Theme } from './answers.ts';

/** Base of the label's own host. The scheme is the platform's: both sit behind the same door. */
export const areaUrl = (deps: Pick<Deps, 'platformUrl'>, label: Pick<BoundLabel, 'entry'>): string => {
  const { protocol, host } = new URL(deps.platformUrl);
  return `${protocol}//${label.entry.hosts[0] ?? host}`;
};

export const meOf = (deps: Deps, label: BoundLabel, session: Session): Me => ({
  user: session.user,
  customer: session.customer,
  role: session.role,
  label: {
    id: label.id,
    name: label.entry.name,
    languages: [...label.settings.locale.languages],
    timeZone: label.settings.locale.timeZone,
    areaUrl: areaUrl(deps, label),
  },
  locale: session.locale,
  tabs: tabs.filter((tab) => !session.deniedTabs[tab]),
  denied: session.denied,
});

const compiled = new WeakMap<object, Theme>();

/** The label's sheet; compiled once for each reading of the settings. */
export function themeOf(label: BoundLabel): Theme {
  const found = compiled.get(label.settings.theme);
  if (found) return found;
  const { css, version } = compileTheme(label.settings.theme);
  compiled.set(label.settings.theme, { css, version });
  return { css, version };
}

export const configOf = (deps: Deps, label: BoundLabel, test: boolean): EmbedConfig => ({
  label: { id: label.id, name: label.entry.name, languages: [...label.settings.locale.languages] },
  theme: themeOf(label),
  areaUrl: areaUrl(deps, label),
  test,
});
