import { css } from 'lit';

/** What stands above a list: search and segments. */
export const tools = css`
  .search {
    position: relative;
    flex: 1 1 224px;
    min-inline-size: 0;
    max-inline-size: 352px;
  }
  .search > .input {
    padding-inline-start: 34px;
  }
  .search > .i {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 11px;
    margin-block: auto;
    color: var(--_muted);
    pointer-events: none;
  }
  .seg {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 2px;
    padding: 2px;
    border-radius: var(--_r-m);
    background: var(--_tint);
  }
  .seg > label {
    position: relative;
    display: inline-flex;
    flex: none;
    align-items: baseline;
    gap: 6px;
    padding: 0 12px;
    border-radius: calc(var(--_r-m) - 2px);
    color: var(--_muted);
    font-weight: 500;
    line-height: calc(var(--_control) - 4px);
    white-space: nowrap;
  }
  .seg > label:hover {
    color: var(--_text);
  }
  .seg input {
    position: absolute;
    inset: 0;
    appearance: none;
    border-radius: inherit;
    cursor: pointer;
  }
  .seg > label:has(:checked) {
    background: light-dark(var(--_surface), var(--_line-2));
    color: var(--_text);
    box-shadow: 0 1px 2px rgb(0 0 0 / 0.16);
  }
  .seg input:focus-visible {
    outline-offset: -2px;
  }
  .n {
    color: var(--_muted);
    font-size: var(--_t-s);
  }
  .seg > label:has(:checked) .n {
    color: inherit;
  }
  @container hc (width < 480px) {
    .search {
      flex-basis: 100%;
      max-inline-size: none;
    }
    .seg {
      inline-size: 100%;
    }
    .seg > label {
      flex: 1 0 auto;
      justify-content: center;
      padding-inline: 10px;
    }
  }
  @media (forced-colors: active) {
    .seg > label:has(:checked) {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
