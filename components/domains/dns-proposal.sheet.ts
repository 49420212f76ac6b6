import { css } from 'lit';

/** What dialogs have that make a change set of something else. */
export const proposalSheet = css`
  .source {
    max-block-size: 40vh;
    white-space: pre;
    overflow: auto;
  }
  .proposal {
    display: grid;
    gap: var(--_s4);
    min-inline-size: 0;
    outline: 0;
  }
  .choice > small {
    grid-column: 2;
    color: var(--_muted);
  }
  .notes {
    display: grid;
    gap: 10px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .notes > li {
    display: grid;
    grid-template-columns: 6em minmax(0, 1fr);
    gap: 2px 10px;
    overflow-wrap: anywhere;
  }
  @media (width < 520px) {
    .notes > li {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
