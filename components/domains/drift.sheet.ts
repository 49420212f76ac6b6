import { css } from 'lit';

/** What only the comparison has. */
export const driftSheet = css`
  .drifts > li {
    display: grid;
    gap: var(--_s2) var(--_s4);
    padding: 14px 16px;
  }
  .drifts > li + li {
    border-block-start: 1px solid var(--_line);
  }
  .sides {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 2px var(--_s3);
    margin: 0;
  }
  .sides dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  @container hc (width >= 720px) {
    .drifts > li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .drifts > li > * {
      grid-column: 1;
    }
    .drifts > li > .actions {
      grid-column: 2;
      grid-row: 1 / span 3;
      align-self: center;
    }
  }
`;
