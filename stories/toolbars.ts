import { compileTheme, type ThemeTokens } from '../bff/reseller/rules-theme.ts';
import { demoThemes } from '../bff/demo/data.ts';

const looks: Readonly<Record<string, ThemeTokens>> = { ...demoThemes, default: {} };

const choice = (title: string, icon: string, items: readonly { readonly value: string; readonly title: string }[]) => ({
  description: title,
  toolbar: { title, icon, items: [...items], dynamicTitle: true },
});

/** What stays the same through all stories: the look of a label and the page around it. */
export const toolbars = {
  theme: choice('Look of the label', 'paintbrush', [
    { value: 'tidewell', title: 'Tidewell' },
    { value: 'smidse', title: 'Smidse' },
    { value: 'sunny', title: 'Sunny, hard to read' },
    { value: 'default', title: 'No look of its own' },
  ]),
  scheme: choice('Light or dark', 'contrast', [
    { value: 'light', title: 'Light' },
    { value: 'dark', title: 'Dark' },
  ]),
  lang: choice('Language', 'globe', [
    { value: 'en', title: 'English' },
    { value: 'nl', title: 'Nederlands' },
    { value: 'de', title: 'Deutsch' },
  ]),
  dir: choice('Direction', 'transfer', [
    { value: 'ltr', title: 'Left to right' },
    { value: 'rtl', title: 'Right to left' },
  ]),
  density: choice('Density', 'component', [
    { value: 'comfortable', title: 'Comfortable' },
    { value: 'compact', title: 'Compact' },
  ]),
};

export const initialGlobals = { theme: 'tidewell', scheme: 'light', lang: 'en', dir: 'ltr', density: 'comfortable' };

/** The sheet of a look, as the BFF would send it: one rule for `:host`. */
export const lookCss = (name: string): string => compileTheme(looks[name] ?? {}).css;
