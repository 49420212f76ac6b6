import { html, nothing, type TemplateResult } from 'lit';

/** One fact: what, its value with why, and what can be done about it. */
export const row = (label: string, value: unknown, why?: unknown, action?: unknown): TemplateResult =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}${why ? html`<p class="why">${why}</p>` : nothing}</dd>
    <dd class="do">${action ?? nothing}</dd>
  </div>`;
