import { css } from 'lit';

/** What only the form has that brings a domain here. */
export const transferInSheet = css`
  .narrow {
    max-inline-size: 36em;
  }
  .obstacles {
    display: grid;
    gap: var(--_s1);
  }
  .choice .hint {
    display: block;
  }
  .banner p + p {
    margin-block-start: var(--_s1);
  }
`;
