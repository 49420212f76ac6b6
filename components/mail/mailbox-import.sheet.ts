import { css } from 'lit';

/** What only an import of mailboxes has. */
export const importSheet = css`
  .import-run {
    display: grid;
    gap: 6px;
    flex: 1 1 16em;
  }
  .import-run progress {
    inline-size: 100%;
    block-size: 8px;
    accent-color: var(--_accent);
  }
  .import-list {
    max-block-size: 50vh;
    overflow: auto;
  }
  .field > .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s2);
  }
`;
