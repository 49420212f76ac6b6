import { html, type TemplateResult } from 'lit';

/** Own drawings on a grid of 16; stroke and size come from the sheet. The button around has the name. */
const draw = (path: string): TemplateResult =>
  html`<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`;

export const search = () => draw('M11.2 7a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 0 1 8.4 0zm-1.2 3 3.4 3.4');
export const plus = () => draw('M8 3.2v9.6M3.2 8h9.6');
export const more = () => draw('M3.5 7.6v.8M8 7.6v.8M12.5 7.6v.8');
export const check = () => draw('m3.2 8.6 3.2 3.1 6.4-7');
export const close = () => draw('m4.2 4.2 7.6 7.6m0-7.6-7.6 7.6');
export const down = () => draw('m4.2 6.2 3.8 3.8 3.8-3.8');
export const next = () => draw('m6.2 4.2 3.8 3.8-3.8 3.8');
export const external = () =>
  draw(
    'M7 3.6H4.6A1.6 1.6 0 0 0 3 5.2v6.2A1.6 1.6 0 0 0 4.6 13h6.2a1.6 1.6 0 0 0 1.6-1.6V9M9.4 2.8h3.8v3.8m-.1-3.7L7.8 8.2',
  );
export const copy = () =>
  draw(
    'M7.2 5.8h4.6a1.4 1.4 0 0 1 1.4 1.4v4.6a1.4 1.4 0 0 1-1.4 1.4H7.2a1.4 1.4 0 0 1-1.4-1.4V7.2a1.4 1.4 0 0 1 1.4-1.4zm3-3H4.2a1.4 1.4 0 0 0-1.4 1.4v6',
  );
export const eye = () =>
  draw('M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8zm4.5 0a1.7 1.7 0 1 0 3.4 0 1.7 1.7 0 0 0-3.4 0z');
export const lock = () =>
  draw(
    'M4.6 7h6.8a1.3 1.3 0 0 1 1.3 1.3v3.6a1.3 1.3 0 0 1-1.3 1.3H4.6a1.3 1.3 0 0 1-1.3-1.3V8.3A1.3 1.3 0 0 1 4.6 7zm.7 0V5a2.7 2.7 0 0 1 5.4 0v2',
  );
export const globe = () =>
  draw(
    'M2.2 8a5.8 5.8 0 1 0 11.6 0A5.8 5.8 0 0 0 2.2 8zm.1 0h11.4M8 2.2c1.6 1.7 2.3 3.6 2.3 5.8S9.6 12.1 8 13.8C6.4 12.1 5.7 10.2 5.7 8S6.4 3.9 8 2.2z',
  );
export const refresh = () => draw('M13.2 8a5.2 5.2 0 1 1-1.5-3.7l1.5 1.5m0-3.2v3.2H10');
export const alert = () => draw('M8 2.6 14.2 13.2H1.8zm0 4v2.9m0 1.8v.1');
export const info = () => draw('M2.2 8a5.8 5.8 0 1 0 11.6 0A5.8 5.8 0 0 0 2.2 8zM8 7.6v3.1m0-5.5v.1');
export const edit = () => draw('m10.6 3.2 2.2 2.2-7.4 7.4H3.2v-2.2zM8.9 4.9l2.2 2.2');
export const trash = () => draw('M3 4.5h10M6.3 4.5V2.8h3.4v1.7M4.3 4.5l.6 8.7h6.2l.6-8.7');
export const user = () =>
  draw('M5.3 5.5a2.7 2.7 0 1 0 5.4 0 2.7 2.7 0 0 0-5.4 0zm-2.5 8c.7-2.5 2.7-3.7 5.2-3.7s4.5 1.2 5.2 3.7');
export const shield = () => draw('M8 2.3 12.7 4v4c0 2.9-1.9 4.9-4.7 5.7C5.2 12.9 3.3 10.9 3.3 8V4z');
export const undo = () => draw('m5.8 3-3 3 3 3M2.8 6h6.7a3.5 3.5 0 0 1 0 7H6.3');
export const history = () => draw('M2.8 8a5.2 5.2 0 1 0 1.6-3.7L2.8 5.8m0-3v3h3M8 5.2V8l1.9 1.3');
export const mail = () =>
  draw(
    'M3.5 3.5h9A1.5 1.5 0 0 1 14 5v6a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11V5a1.5 1.5 0 0 1 1.5-1.5zm-1 1.5L8 9l5.5-4',
  );
export const key = () => draw('M8 10.75a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0zm-.75-2L13 3m-2.75 2.75 2 2');
