import { css } from 'lit';

/** A table with rows to click; on a phone each row is a card. */
export const table = css`
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
`;
