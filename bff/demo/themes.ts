import type { ColourToken, ThemeTokens } from '../reseller/rules-theme.ts';
import type { DemoSlug } from './types.ts';

const colour = (light: string, dark?: string): ColourToken => ({
  $type: 'color',
  $value: light,
  ...(dark === undefined ? {} : { $extensions: { 'hc.dark': dark } }),
});
const px = (value: number) => ({ $type: 'dimension' as const, $value: { value, unit: 'px' as const } });

/** The labels' looks, and `sunny`: colours that no panel could use as they are. */
export const demoThemes: Record<DemoSlug | 'sunny', ThemeTokens> = {
  tidewell: {
    color: {
      brand: colour('#0f766e'),
      accent: colour('#0f766e'),
      surface: colour('#ffffff', '#10201e'),
      text: colour('#12302d', '#e3f0ee'),
    },
    radius: px(14),
    size: px(15),
  },
  smidse: {
    color: {
      brand: colour('#ff7a1a'),
      surface: colour('#ffffff', '#141210'),
      text: colour('#1c1815', '#f2ece6'),
    },
    radius: px(0),
  },
  sunny: {
    color: {
      brand: colour('#ffd400'),
      accent: colour('#fff3a0'),
      surface: colour('#fffdf0', '#4a4a3a'),
      text: colour('#b5b08a', '#8a8a70'),
      danger: colour('#ffb3b3'),
      success: colour('#c8ffd0'),
      warning: colour('#fff0b0'),
    },
    font: { $type: 'fontFamily', $value: ['Comic Neue', 'system-ui', 'sans-serif'] },
    radius: px(12),
    size: px(18),
    space: px(6),
  },
};
