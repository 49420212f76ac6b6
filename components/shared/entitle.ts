import type { PanelController } from './panel.controller.ts';

/** On the label's own host, where the page is ours, its title names the open view, from the narrowest to the label. */
export function entitle({ panel }: PanelController, ...view: readonly string[]): void {
  if (panel?.ownHost) document.title = [view.join(' · '), panel.label.name].filter(Boolean).join(' – ');
}
