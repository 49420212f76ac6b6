import { css } from 'lit';

/** A question that stands alone, wide enough for records. */
export const connectSheet = css`
  :host {
    max-inline-size: 640px;
  }
  .diff .rec {
    overflow-wrap: anywhere;
  }
`;
