import { css } from 'lit';

/** A field with a button beside it that takes it away. */
export const serverField = css`
  .server {
    display: flex;
    gap: var(--_s2);
    max-inline-size: 32em;
  }
  .server > .input {
    flex: 1;
    min-inline-size: 0;
  }
`;

/** What only name servers and child hosts have. */
export const nameServersSheet = css`
  .servers {
    display: grid;
    gap: 4px;
  }
  /* What is found comes while the next thing is pressed, which must not move away then. */
  .found {
    min-block-size: 22px;
  }
  .seg {
    justify-self: start;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s2);
  }
  .actions > .btn {
    min-inline-size: 0;
    overflow-wrap: anywhere;
    white-space: normal;
  }
`;
