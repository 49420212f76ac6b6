import { css } from 'lit';

/** What only the link to a plan has. */
export const hostingSheet = css`
  .narrow {
    max-inline-size: 36em;
  }
  .choice .hint {
    display: block;
  }
  .records {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px var(--_s3);
    margin-block-start: var(--_s2);
    font-size: var(--_t-s);
  }
  .records dd {
    grid-column: 2;
    overflow-wrap: anywhere;
  }
`;
