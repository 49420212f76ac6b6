import { css } from 'lit';

/** What only the DNS editor has. */
export const dnsSheet = css`
  .dns td {
    vertical-align: top;
  }
  .dns th:first-child {
    inline-size: 25%;
  }
  .dns .key .v {
    font-weight: 500;
  }
  .dns .val {
    min-inline-size: 224px;
  }
  .dns .low {
    white-space: nowrap;
  }
  .dns .act > div {
    margin-block: -4px;
  }
  .dns .edit-row > td {
    padding: var(--_s4);
    background: var(--_sunken);
  }
  .mark-add {
    --_mark: var(--_success-mark);
  }
  .mark-chg {
    --_mark: var(--_warning-mark);
  }
  .mark-del {
    --_mark: var(--_danger-mark);
  }
  [class^='mark-'] > td:first-child {
    box-shadow: inset 3px 0 var(--_mark);
  }
  [class^='mark-'] > td:first-child:dir(rtl) {
    box-shadow: inset -3px 0 var(--_mark);
  }
  .mark-del .v {
    color: var(--_muted);
    text-decoration: line-through;
  }
  .hold {
    display: grid;
    place-items: center;
    inline-size: var(--_control-s);
    block-size: var(--_control-s);
    color: var(--_muted);
  }
  @container hc (width < 760px) {
    .dns .val {
      min-inline-size: 160px;
    }
  }
  @container hc (width < 480px) {
    .dns .val {
      min-inline-size: 0;
    }
    .dns.cards > tbody > tr:not(.edit-row) {
      grid-template-columns: 4.6em minmax(0, 1fr);
      align-items: baseline;
      gap: 4px var(--_s2);
    }
    .dns.cards .hold {
      position: absolute;
      inset-block-start: 6px;
      inset-inline-end: 6px;
    }
    .dns.cards > tbody > tr > td.half {
      grid-row: 1;
      grid-column: 1;
    }
    .dns.cards > tbody > tr > td.key {
      grid-row: 1;
      grid-column: 2;
    }
    .dns.cards > tbody > tr.edit-row {
      display: block;
      padding: 0;
    }
    .dns.cards > tbody > tr.edit-row > td {
      padding: var(--_s4);
    }
    [class^='mark-'] > td:first-child,
    [class^='mark-'] > td:first-child:dir(rtl) {
      box-shadow: none;
    }
    [class^='mark-'] {
      box-shadow: inset 3px 0 var(--_mark);
    }
    [class^='mark-']:dir(rtl) {
      box-shadow: inset -3px 0 var(--_mark);
    }
  }
`;
