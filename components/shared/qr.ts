import { html, svg, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** Modules around it that stay light (ISO/IEC 18004 §9.1). */
const quiet = 4;

/** A text as a code for cameras: dark on light, whatever the page looks like, or they would not see it. */
export function qrCode(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { ecc: 'M', border: quiet });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return html`<svg class="qr" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
    ${svg`<rect class="light" width=${size} height=${size}></rect><path class="dark" d=${path}></path>`}
  </svg>`;
}
