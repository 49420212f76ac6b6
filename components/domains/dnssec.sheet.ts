import { css } from 'lit';

/** What only DNSSEC has. */
export const dnssecSheet = css`
  .ds {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--_s2);
  }
  .ds > code {
    flex: 1 1 20em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
    font-family: var(--_mono);
  }
  summary {
    cursor: pointer;
  }
`;
