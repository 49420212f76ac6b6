import { css } from 'lit';

/** A way with its present step, and what comes. */
export const timelineSheet = css`
  .timeline > .now::before {
    border-color: var(--_brand-text);
    box-shadow: 0 0 0 3px var(--_brand-soft);
  }
  .timeline > .later {
    color: var(--_muted);
  }
`;
