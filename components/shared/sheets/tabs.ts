import { css } from 'lit';

/** A strip of tabs: links, the current one underlined as wide as its word. */
export const tabs = css`
  .tabs {
    display: flex;
    margin-inline-start: calc(var(--_s3) * -1);
    background: linear-gradient(var(--_line), var(--_line)) var(--_s3) 100% / 100% 1px no-repeat;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .tabs:dir(rtl) {
    background-position: calc(var(--_s3) * -1) 100%;
  }
  .tabs > a {
    position: relative;
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
    padding: 10px var(--_s3);
    color: var(--_muted);
    font-weight: 500;
    text-decoration: none;
    white-space: nowrap;
  }
  .tabs > a:hover,
  .tabs > a[aria-current] {
    color: var(--_text);
  }
  .tabs > a[aria-current]::after {
    content: '';
    position: absolute;
    inset-block-end: 0;
    inset-inline: var(--_s3);
    block-size: 2px;
    background: var(--_accent);
  }
  .tabs > a:focus-visible {
    border-radius: var(--_r-m);
    outline-offset: -3px;
  }
  @container hc (width < 480px) {
    .tabs {
      padding-inline-end: var(--_s8);
      mask-image: linear-gradient(to right, #000 calc(100% - 40px), transparent);
    }
    .tabs:dir(rtl) {
      mask-image: linear-gradient(to left, #000 calc(100% - 40px), transparent);
    }
    .tabs .i {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .tabs > a[aria-current]::after {
      background: Highlight;
    }
  }
`;
