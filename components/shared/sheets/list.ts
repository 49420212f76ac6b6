import { css } from 'lit';

/** Search, segments, tables that turn into cards, the shape-and-word status, tags. */
export const list = css`
  .search > .i {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 10px;
    margin-block: auto;
    color: var(--_muted);
    pointer-events: none;
  }
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
    inset-inline: 11px auto;
  }
  .seg {
    display: inline-flex;
    gap: 2px;
    max-inline-size: 100%;
    padding: 2px;
    border-radius: var(--_r-m);
    background: var(--_tint);
    overflow-x: auto;
    scrollbar-width: none;
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
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--_row) var(--_s3);
    text-align: start;
  }
  th {
    padding-block: 8px;
    color: var(--_muted);
    font-size: var(--_t-s);
    font-weight: 500;
    white-space: nowrap;
  }
  :is(th, td):first-child {
    padding-inline-start: var(--_s4);
  }
  :is(th, td):last-child {
    padding-inline-end: var(--_s4);
  }
  tbody tr {
    position: relative;
    border-block-start: 1px solid var(--_line);
  }
  /* WebKit knows no position on rows: the link of the last row would cover them all. */
  tbody tr:has(.rowlink) {
    transform: translate(0);
  }
  tbody tr:has(.rowlink):hover {
    background: var(--_hover);
  }
  .rowlink {
    color: var(--_text);
    font-weight: 500;
    text-decoration: none;
  }
  .rowlink:hover {
    text-decoration: underline;
  }
  .rowlink::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .rowlink:focus-visible {
    outline: 0;
  }
  .rowlink:focus-visible::after {
    border-radius: var(--_r-l);
    outline: 2px solid var(--_brand-text);
    outline-offset: -2px;
  }
  td :is(.btn, .over, .linkbtn, a:not(.rowlink)) {
    position: relative;
    z-index: 1;
  }
  .sub2 {
    color: var(--_muted);
    font-size: var(--_t-s);
  }
  .act {
    inline-size: 1%;
    white-space: nowrap;
  }
  .act > div {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: var(--_s1);
    margin-block: -6px;
    margin-inline-end: -6px;
  }
  .st {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    line-height: 1.4;
  }
  .st::before {
    content: '';
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_success-mark);
  }
  .st.off,
  .st.wait {
    color: var(--_muted);
  }
  .st.off::before {
    background: none;
    box-shadow: inset 0 0 0 1.5px var(--_muted);
  }
  .st.wait::before {
    inline-size: 10px;
    block-size: 10px;
    margin-inline: -1px;
    border: 2px solid var(--_line-2);
    border-block-start-color: var(--_brand-text);
    background: none;
    animation: turn 900ms linear infinite;
  }
  .st.due::before {
    background: var(--_brand-text);
  }
  .st.warn {
    color: var(--_warning-text);
  }
  .st.warn::before {
    inline-size: 10px;
    block-size: 9px;
    margin-inline: -1px;
    border-radius: 0;
    background: var(--_warning-mark);
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .st.bad {
    color: var(--_danger-text);
  }
  .st.bad::before {
    border-radius: 1px;
    background: var(--_danger-mark);
    rotate: 45deg;
  }
  .tag {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 1px 7px;
    border-radius: var(--_r-s);
    background: var(--_tint);
    color: var(--_text);
    font-size: var(--_t-s);
    font-weight: 500;
    line-height: 1.45;
    white-space: nowrap;
  }
  .tag.mono {
    font-size: 12px;
  }
  .tag.good {
    background: var(--_success-soft);
    color: var(--_success-text);
  }
  .tag.warn {
    background: var(--_warning-soft);
    color: var(--_warning-text);
  }
  .tag.bad {
    background: var(--_danger-soft);
    color: var(--_danger-text);
  }
  @container hc (width < 760px) {
    .low {
      display: none;
    }
  }
  @container hc (width < 480px) {
    .cards,
    .cards > tbody,
    .cards > tbody > tr > td {
      display: block;
    }
    .cards > thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .cards > tbody > tr {
      display: grid;
      grid-template-columns: minmax(min-content, 1fr) minmax(0, auto);
      align-items: start;
      gap: 4px var(--_s3);
      padding: 14px var(--_s4);
    }
    .cards > tbody > tr > td {
      grid-column: 1 / -1;
      min-inline-size: 0;
      padding: 0;
      text-align: start;
    }
    .cards > tbody > tr > td.low {
      display: none;
    }
    .cards > tbody > tr > td.key {
      padding-inline-end: var(--_s8);
    }
    .cards > tbody > tr > td.half {
      grid-column: 1;
      overflow-wrap: break-word;
    }
    .cards > tbody > tr > td.side {
      grid-column: 2;
      text-align: end;
    }
    .cards > tbody > tr > td.act,
    .cards > tbody > tr > td.act > div {
      display: contents;
    }
    .cards .act .icon {
      position: absolute;
      inset-block-start: 6px;
      inset-inline-end: 6px;
    }
    .cards .act .btn:not(.icon) {
      grid-column: 1 / -1;
      justify-self: start;
      margin-block-start: var(--_s1);
    }
    .cards > tbody > tr > td[data-th]::before {
      content: attr(data-th) ' ';
      color: var(--_muted);
      font-size: var(--_t-s);
    }
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
    .st.st:not(.off, .wait)::before {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .st.off::before {
      border: 1px solid;
    }
  }
`;
