import { css } from 'lit';

/** A question with one of several answers, each with what it means. */
export const choices = css`
  .choices {
    display: grid;
    gap: var(--_s2);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .choices legend {
    margin-block-end: 6px;
    padding: 0;
    font-weight: 500;
  }
  .choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: baseline;
    gap: 2px 10px;
    min-block-size: 24px;
  }
`;
