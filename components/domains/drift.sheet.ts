import { css } from 'lit';

/** What only the comparison has. */
export const driftSheet = css`
  .drifts > li {
    display: grid;
    gap: var(--_s2);
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
`;
