import { html, type TemplateResult } from 'lit';

/** A heading of the level that the page around it leaves to us. */
export function heading(level: number, id: string, content: unknown): TemplateResult {
  if (level === 1) return html`<h1 id=${id}>${content}</h1>`;
  if (level === 3) return html`<h3 id=${id}>${content}</h3>`;
  if (level === 4) return html`<h4 id=${id}>${content}</h4>`;
  return html`<h2 id=${id}>${content}</h2>`;
}
