import { css } from 'lit';

/** The bar of a selection, how far a bulk change is, and what it would do. */
export const bulkSheet = css`
  /* The bar sticks to what is seen: only what is fixed turns round at the end of that. */
  .panel:has(.pending [aria-expanded='true']) ~ .menu {
    position: fixed;
  }
  .run {
    display: grid;
    gap: 6px;
  }
  .bar-line {
    display: block;
    inline-size: 100%;
    block-size: 6px;
    border-radius: min(999px, var(--_r-m));
    background: var(--_line-2);
    overflow: hidden;
  }
  .bar-line rect {
    fill: var(--_accent);
  }
  .choice .hint {
    display: block;
  }
  .outcomes > li {
    padding-block: 8px;
  }
  .outcomes > li + li {
    border-block-start: 1px solid var(--_line);
  }
  .outcomes ul {
    margin-block-start: 4px;
    padding-inline-start: 16px;
    color: var(--_muted);
  }
  .outcomes ul li + li {
    margin-block-start: 4px;
  }
  .outcome-list {
    max-block-size: 60vh;
    overflow: auto;
  }
  @media (forced-colors: active) {
    .bar-line {
      border: 1px solid;
    }
    .bar-line rect {
      fill: Highlight;
    }
  }
`;
