import { html, nothing, svg, type TemplateResult } from 'lit';

/** From here on it is nearly full. */
const soon = 0.8;

interface Meter {
  readonly used: number;
  readonly of: number;
  /** For who cannot see the bar. */
  readonly label: string;
  /** Below it at its start, and at its end. */
  readonly said: unknown;
  readonly left?: unknown;
  /** In the label's colour: what is given out, which is no trouble however much it is. */
  readonly main?: boolean;
}

/** How serious it is: `warn` from 80 %, `bad` when nothing is left. */
export const fullness = (used: number, of: number): 'bad' | 'warn' | undefined =>
  used >= of ? 'bad' : used >= of * soon ? 'warn' : undefined;

/** How full something is. The width is an attribute of the drawing, so no page's policy refuses it. */
export function meter({ used, of, label, said, left, main }: Meter): TemplateResult {
  const share = of > 0 ? Math.min(100, Math.round((used / of) * 1000) / 10) : 0;
  return html`<div class="meter ${main ? 'main' : (fullness(used, of) ?? '')}">
    <svg class="bar" width="100%" height="6" role="img" aria-label=${label}>
      ${svg`<rect class="track" width="100%" height="6"></rect><rect class="fill" width="${share}%" height="6"></rect>`}
    </svg>
    <p class="said"><span>${said}</span>${left ? html`<span>${left}</span>` : nothing}</p>
  </div>`;
}
