import { css } from 'lit';

/** The row menu: a native popover with plain buttons. */
export const menu = css`
  .menu {
    position: absolute;
    inset: auto;
    position-area: block-end span-inline-start;
    position-try-fallbacks: flip-block, flip-inline;
    min-inline-size: 208px;
    max-inline-size: min(320px, calc(100vw - 24px));
    margin: 4px 0;
    padding: 4px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow-1);
  }
  .menu.placed {
    position: fixed;
  }
  .menu > :is(button, a) {
    display: flex;
    align-items: center;
    gap: 10px;
    inline-size: 100%;
    min-block-size: max(34px, calc(var(--_control) - 2px));
    padding: 5px 10px;
    border: 0;
    border-radius: var(--_r-s);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .menu > :is(button, a):is(:hover, :focus-visible) {
    background: color-mix(in oklab, var(--_text) 7%, var(--_raised));
  }
  .menu > :focus-visible {
    outline-offset: -2px;
  }
  .menu .i {
    color: var(--_muted);
  }
  .menu > hr {
    margin: 4px -4px;
    border: 0;
    border-block-start: 1px solid var(--_line);
  }
  .menu > .danger,
  .menu > .danger .i {
    color: var(--_danger-text);
  }
  .menu > [aria-disabled='true'] {
    align-items: start;
    color: var(--_muted);
    cursor: not-allowed;
  }
  .menu > [aria-disabled='true'] > .i {
    margin-block-start: 3px;
  }
  .menu .why {
    display: block;
    color: var(--_muted);
    font-size: var(--_t-s);
  }
`;
