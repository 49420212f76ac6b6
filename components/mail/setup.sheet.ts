import { css } from 'lit';

/** What only the dialogs of mailboxes have. */
export const setUpSheet = css`
  .apple {
    display: grid;
    gap: 4px;
    justify-items: start;
  }
  .scopes {
    padding: 0;
    border: 0;
  }
  .scopes > legend {
    padding: 0 0 6px;
    font-weight: 500;
  }
  .scopes > .check {
    display: flex;
    align-items: center;
    gap: 8px;
    font-weight: 400;
    justify-content: start;
  }
  .suffix > .select > select {
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
  .suffix > .select {
    flex: 0 1 auto;
    min-inline-size: 8ch;
  }
  .suffix > .add {
    border-radius: 0;
  }
`;
