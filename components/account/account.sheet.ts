import { css } from 'lit';

/** A form that stands alone: narrow, in the middle. */
export const lone = css`
  :host {
    max-inline-size: 400px;
    margin-inline: auto;
    padding-block: var(--_s8);
  }
  :host([frame]) {
    padding: clamp(var(--_s4), 8%, var(--_s8));
  }
`;
