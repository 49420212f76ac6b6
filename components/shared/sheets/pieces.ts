import { css } from 'lit';

/** Breadcrumbs, status line, timeline, property rows, columns. */
export const pieces = css`
  .crumbs,
  .crumbs li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
    color: var(--_muted);
    font-size: var(--_t-s);
  }
  .crumbs .i {
    inline-size: 12px;
    block-size: 12px;
  }
  .crumbs a {
    display: inline-flex;
    align-items: center;
    min-block-size: max(24px, calc(var(--_control-s) - 6px));
    color: inherit;
    text-decoration: none;
  }
  .crumbs a:hover {
    color: var(--_text);
    text-decoration: underline;
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    justify-self: start;
    padding: 8px 14px;
    border-radius: var(--_radius);
    background: var(--_text);
    color: var(--_surface);
    box-shadow: var(--_shadow-1);
    font-weight: 500;
  }
  /* Where it is read: at the end of what is seen of the panel. */
  [role='status']:has(> .status) {
    position: sticky;
    inset-block-end: var(--_s4);
    z-index: 2;
    justify-self: start;
  }
  .status > .linkbtn {
    margin-inline-start: 8px;
    color: inherit;
    font-weight: 500;
  }
  .status :focus-visible {
    outline-color: var(--_surface);
  }
  .timeline > li {
    position: relative;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 0 12px;
    padding-block-end: var(--_s4);
  }
  .timeline > li > * {
    grid-column: 2;
  }
  .timeline > li::before {
    content: '';
    grid-row: 1;
    z-index: 1;
    inline-size: 9px;
    block-size: 9px;
    margin: 6px 3.5px;
    border: 2px solid var(--_edge);
    border-radius: 50%;
    background: var(--_surface);
  }
  .timeline > li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-block: 18px -2px;
    inset-inline-start: 7.5px;
    inline-size: 1px;
    background: var(--_line-2);
  }
  .timeline > .ok::before {
    border-color: var(--_success-mark);
    background: var(--_success-mark);
  }
  .timeline > .bad::before {
    border-color: var(--_danger-mark);
    background: var(--_danger-mark);
  }
  .props > div {
    display: grid;
    grid-template-columns: minmax(9.14em, 13.71em) minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px var(--_s4);
    padding: 14px var(--_s4);
  }
  .props > div + div {
    border-block-start: 1px solid var(--_line);
  }
  .props dt {
    align-self: start;
    padding-block: 4px;
    color: var(--_muted);
  }
  .props dd {
    min-inline-size: 0;
  }
  .props dd.do {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    align-self: start;
    align-items: center;
    justify-self: end;
    gap: var(--_s2);
    min-block-size: 30px;
  }
  .why {
    color: var(--_muted);
    font-size: var(--_t-s);
  }
  .section-h {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--_s1) var(--_s3);
    margin-block-end: var(--_s3);
  }
  .two {
    display: grid;
    gap: var(--_s8);
  }
  .two > * {
    min-inline-size: 0;
  }
  @container hc (width >= 900px) {
    .two {
      grid-template-columns: minmax(0, 1fr) 21.71em;
    }
    .two > .aside {
      position: sticky;
      inset-block-start: var(--_s6);
      align-self: start;
    }
  }
  @container hc (width < 480px) {
    .props > div {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .props dd.do:has(*) {
      grid-column: 1 / -1;
      justify-content: start;
      justify-self: start;
    }
    .props dt {
      grid-column: 1 / -1;
      padding-block: 0;
      font-size: var(--_t-s);
    }
  }
  @media (forced-colors: active) {
    .timeline > li::before {
      forced-color-adjust: none;
    }
  }
`;
