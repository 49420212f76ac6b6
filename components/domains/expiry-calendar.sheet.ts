import { css } from 'lit';

/** Bars of months. */
export const calendarSheet = css`
  :host {
    --hc-reserve: 176px;
  }
  .months {
    display: grid;
    grid-template-columns: repeat(12, minmax(0, 1fr));
    gap: 2px;
  }
  .month {
    display: grid;
    grid-template-rows: 1.4em auto auto 1.3em;
    justify-items: center;
    gap: 2px;
    inline-size: 100%;
    min-inline-size: 24px;
    padding: 4px 2px;
    border: 1px solid transparent;
    border-radius: var(--_r-s);
    background: none;
    color: var(--_muted);
    font: inherit;
    font-size: var(--_t-s);
    line-height: 1.3;
    white-space: nowrap;
  }
  button.month {
    color: var(--_text);
    cursor: pointer;
  }
  button.month:hover {
    background: var(--_hover);
  }
  .month[aria-pressed='true'] {
    border-color: var(--_brand-text);
    background: var(--_brand-soft);
  }
  .month .n {
    color: inherit;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .bar {
    inline-size: 100%;
    max-inline-size: 40px;
    border-block-end: 1px solid var(--_edge);
  }
  .all {
    fill: var(--_accent);
  }
  .bar .ends {
    fill: var(--_warning-mark);
  }
  .year {
    color: var(--_muted);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    color: var(--_muted);
  }
  .legend > span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .legend > span::before {
    content: '';
    inline-size: 10px;
    block-size: 10px;
    border-radius: 2px;
    background: var(--_accent);
  }
  .legend > .ends::before {
    background: var(--_warning-mark);
  }
  @container hc (width < 480px) {
    .months {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
  }
  @media (forced-colors: active) {
    .all {
      fill: CanvasText;
    }
    .bar .ends {
      fill: Highlight;
    }
    .legend > span::before {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .legend > .ends::before {
      background: Highlight;
    }
  }
`;
