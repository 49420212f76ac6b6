import { css } from 'lit';

/** What only the own mailbox has: its sign-in form, and its rules. */
export const selfSheet = css`
  .alone {
    inline-size: 100%;
    max-inline-size: 400px;
    margin-inline: auto;
  }
  .props dd {
    overflow-wrap: anywhere;
  }
  .rules > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: start;
    gap: 2px var(--_s4);
    padding: 12px var(--_s4);
    overflow-wrap: anywhere;
  }
  .rules > li + li {
    border-block-start: 1px solid var(--_line);
  }
  .rules > li > :nth-child(2) {
    grid-row: 1;
    grid-column: 2;
  }
  .rules .name {
    font-weight: 500;
  }
`;

/** What only its dialogs have. */
export const selfFormSheet = css`
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14em), 1fr));
    gap: var(--_s4);
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .target {
    display: flex;
    gap: var(--_s1);
  }
  .target > .input {
    flex: 1;
    min-inline-size: 0;
  }
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--_s2);
  }
  .part > .line {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s2);
  }
  .part .select {
    flex: 1 1 9em;
  }
  .part .input:not(select) {
    flex: 2 1 12em;
    min-inline-size: 0;
  }
`;
