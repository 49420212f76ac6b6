import { css } from 'lit';

/** A question that stands alone, wide enough for records. */
export const connectSheet = css`
  :host {
    max-inline-size: 640px;
    margin-inline: auto;
  }
  :host([frame]) {
    padding: var(--_s8);
  }
  ul.diff {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .proposal {
    display: grid;
    gap: var(--_s4);
    min-inline-size: 0;
    outline: 0;
  }
  .diff .rec {
    overflow-wrap: anywhere;
  }
  @container hc (width < 300px) {
    :host([frame]) {
      padding: var(--_s4);
    }
  }
`;
