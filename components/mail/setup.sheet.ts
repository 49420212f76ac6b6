import { css } from 'lit';

/** What only the dialogs of mailboxes have. */
export const setUpSheet = css`
  .apple {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s4);
    align-items: center;
  }
  .apple > div {
    display: grid;
    flex: 1 1 14em;
    gap: 6px;
    justify-items: start;
  }
  .qr {
    flex: none;
    inline-size: 148px;
    block-size: 148px;
    border: 1px solid var(--_line);
    border-radius: var(--_r-m);
    /* Cameras see dark on light only. */
    forced-color-adjust: none;
  }
  .qr .light {
    fill: #fff;
  }
  .qr .dark {
    fill: #000;
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
