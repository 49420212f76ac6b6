import { css } from 'lit';

/** The panel's own frame of things: header, toolbar, footer, banner, empty state, skeleton. */
export const panel = css`
  :host {
    min-block-size: var(--hc-reserve, 320px);
  }
  /* What stands inside needs no room of its own. */
  [lang] {
    --hc-reserve: 0px;
  }
  .panel {
    display: grid;
    gap: var(--_s4);
    min-inline-size: 0;
  }
  .panel > * {
    min-inline-size: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s3) var(--_s4);
  }
  .head > :first-child {
    flex: 1 1 256px;
    min-inline-size: 0;
  }
  .head :is(h1, h2, h3) {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 10px;
  }
  .head .sub {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_s3);
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .count {
    color: var(--_muted);
    font-size: var(--_t-m);
    font-weight: 400;
    letter-spacing: 0;
  }
  .actions,
  .toolbar,
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s2);
  }
  .toolbar,
  .foot {
    justify-content: space-between;
  }
  .foot {
    color: var(--_muted);
    font-size: var(--_t-s);
  }
  .empty + .foot:not(:empty) {
    justify-content: center;
    padding: 0 var(--_s6) var(--_s6);
  }
  .list {
    border: 1px solid var(--_line);
    border-radius: var(--_r-l);
    background: var(--_surface);
    overflow: clip;
  }
  .banner {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 12px;
    padding: 10px 12px 10px 14px;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_tint);
  }
  .banner > .i {
    align-self: start;
    margin-block-start: 3px;
    color: var(--_on, inherit);
  }
  .banner:has(> .actions) > .i {
    margin-block-start: 7px;
  }
  .banner > .actions {
    justify-content: flex-end;
  }
  .info {
    --_on: var(--_brand-text);
    background: var(--_brand-soft);
  }
  .warn {
    --_on: var(--_warning-text);
  }
  .bad {
    --_on: var(--_danger-text);
  }
  .good {
    --_on: var(--_success-text);
  }
  .banner.warn {
    background: var(--_warning-soft);
  }
  .banner.bad {
    background: var(--_danger-soft);
  }
  .banner.good {
    background: var(--_success-soft);
  }
  .empty {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: center;
    gap: var(--_s2);
    padding: var(--_s12) var(--_s6);
    text-align: center;
  }
  .empty > .i {
    margin-block-end: var(--_s1);
    color: var(--_muted);
  }
  .empty > p {
    max-inline-size: 44ch;
    color: var(--_muted);
    text-wrap: pretty;
  }
  .empty .btn {
    white-space: normal;
  }
  .empty > .actions {
    justify-content: center;
    margin-block-start: var(--_s3);
  }
  .bones {
    animation: late 300ms;
  }
  @keyframes late {
    from,
    to {
      visibility: hidden;
    }
  }
  .bones li {
    display: grid;
    grid-template-columns: 3fr 2fr 1fr;
    gap: var(--_s8);
    padding: calc(var(--_row) + 0.7em) var(--_s4);
  }
  .bones li + li {
    border-block-start: 1px solid var(--_line);
  }
  .bone {
    inline-size: 70%;
    block-size: 0.75em;
    border: 1px solid transparent;
    border-radius: var(--_r-s);
    background: var(--_tint);
    animation: breathe 1.6s ease-in-out infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
  @container hc (width < 480px) {
    .head > .actions {
      inline-size: 100%;
    }
    .head > .actions > .btn:not(.icon) {
      flex: 1;
    }
    .banner {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .banner > .actions {
      grid-column: 2;
      justify-content: flex-start;
      margin-block-start: 4px;
    }
  }
`;
