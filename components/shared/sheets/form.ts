import { css } from 'lit';

/** What only forms have: fields with their hints and errors, selects, long texts, suffixes. */
export const form = css`
  .input[aria-invalid='true'] {
    border-color: var(--_danger-text);
    box-shadow: inset 0 0 0 1px var(--_danger-text);
  }
  textarea.input {
    display: block;
    min-block-size: 96px;
    padding-block: 8px;
    resize: vertical;
    field-sizing: content;
  }
  .select {
    position: relative;
    display: block;
  }
  .select > select {
    appearance: none;
    padding-inline-end: 32px;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .select > .i {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 10px;
    margin-block: auto;
    color: var(--_muted);
    pointer-events: none;
  }
  .suffix {
    display: flex;
    align-items: stretch;
  }
  .suffix > .input {
    flex: 1 1 8ch;
    min-inline-size: 0;
  }
  .suffix > * + * {
    margin-inline-start: -1px;
  }
  .suffix > .add {
    display: flex;
    align-items: center;
    padding-inline: 10px;
    border: 1px solid var(--_edge);
    border-radius: var(--_r-m);
    background: var(--_sunken);
    color: var(--_muted);
    white-space: nowrap;
  }
  .suffix > :not(:first-child) {
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
  .suffix > :not(:last-child) {
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }
  .suffix > :focus-visible {
    position: relative;
    z-index: 1;
  }
  .form {
    display: grid;
    gap: var(--_s4);
  }
  .field {
    display: grid;
    align-content: start;
    gap: 6px;
    min-inline-size: 0;
  }
  .field > label {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--_s2);
    font-weight: 500;
    line-height: 1.4;
  }
  .opt,
  .hint,
  .err {
    color: var(--_muted);
    font-size: var(--_t-s);
    font-weight: 400;
  }
  .err {
    display: flex;
    gap: 6px;
    color: var(--_danger-text);
  }
  [role='alert']:empty {
    position: absolute;
  }
  .err > .i {
    margin-block-start: 1px;
  }
`;
