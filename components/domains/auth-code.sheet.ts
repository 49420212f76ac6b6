import { css } from 'lit';

/** What only the auth code has. */
export const authCodeSheet = css`
  .secret {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s2);
  }
  .secret > .input {
    flex: 1 1 14em;
    min-inline-size: 0;
    border-color: var(--_line-2);
    background: var(--_sunken);
  }
`;
