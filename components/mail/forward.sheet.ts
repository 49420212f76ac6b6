import { css } from 'lit';

/** What only forwards have: their targets as chips, the fields of a form for them, and a ring as a picture. */
export const forwardSheet = css`
  .forwards td {
    vertical-align: top;
  }
  .forwards .key,
  .forwards .to {
    overflow-wrap: anywhere;
  }
  .forwards .to {
    inline-size: 52%;
  }
  .forwards .act > div {
    margin-block: -4px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .chips > li {
    min-inline-size: 0;
  }
  .chips .tag {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .chips .rest {
    padding-block: 1px;
    color: var(--_muted);
    font-size: var(--_t-s);
  }
  .below {
    margin-block-start: 6px;
  }
  .toolbar > .select {
    flex: 0 1 auto;
    min-inline-size: 10em;
  }
  .target {
    display: flex;
    gap: var(--_s1);
  }
  .target > .input {
    flex: 1;
    min-inline-size: 0;
  }
  .choice {
    cursor: pointer;
  }
  .choice > input {
    translate: 0 2px;
    inline-size: 16px;
    block-size: 16px;
    accent-color: var(--_brand);
  }
  .choice > .hint {
    grid-column: 2;
  }
  .ends {
    display: grid;
    gap: 6px;
    padding: 10px 14px;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .ends .bad,
  .ends .warned {
    overflow-wrap: anywhere;
  }
  .warned {
    display: flex;
    gap: 8px;
    color: var(--_warning-text);
    font-size: var(--_t-s);
  }
  .warned > .i {
    flex: none;
    margin-block-start: 1px;
  }
  .ring {
    position: relative;
    inline-size: fit-content;
    max-inline-size: 100%;
    margin: 8px 0 0;
    padding-inline-end: 28px;
  }
  .ring li {
    position: relative;
    padding: 4px 10px;
    border: 1px solid var(--_danger-mark);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    overflow-wrap: anywhere;
  }
  .ring li + li {
    margin-block-start: 20px;
  }
  .ring li + li::before {
    content: '';
    position: absolute;
    inset-block-start: -18px;
    inset-inline-start: 18px;
    block-size: 14px;
    border-inline-start: 1.5px solid var(--_danger-mark);
  }
  .ring li + li::after {
    content: '';
    position: absolute;
    inset-block-start: -8px;
    inset-inline-start: 14.5px;
    border: 4px solid transparent;
    border-block-start: 6px solid var(--_danger-mark);
    border-block-end: 0;
  }
  /* From the last one back to the first. */
  .ring > .back {
    position: absolute;
    inset-block: 14px;
    inset-inline: calc(100% - 26px) 0;
    border: 1.5px solid var(--_danger-mark);
    border-inline-start: 0;
    border-start-end-radius: 10px;
    border-end-end-radius: 10px;
  }
  .ring > .back::before {
    content: '';
    position: absolute;
    inset-block-start: -4.5px;
    inset-inline-start: -2px;
    border: 4px solid transparent;
    border-inline-start: 0;
    border-inline-end: 6px solid var(--_danger-mark);
  }
  @container hc (width < 480px) {
    .forwards .to {
      inline-size: auto;
      padding-block-start: 4px;
    }
    .forwards.cards > tbody > tr > .to {
      grid-column: 1 / -1;
    }
    .toolbar > .select {
      flex-basis: 100%;
    }
  }
  @media (forced-colors: active) {
    .ring li + li::after,
    .ring > .back::before {
      forced-color-adjust: none;
    }
  }
  .suffix > .select > select {
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
`;
