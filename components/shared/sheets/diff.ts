import { css } from 'lit';

/** What changes, line by line. */
export const diff = css`
  .diff {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: clip;
  }
  .diff > li {
    display: grid;
    grid-template-columns: 1.43em 6em minmax(0, 1fr);
    align-items: baseline;
    gap: 2px 10px;
    padding: 10px 14px;
  }
  .diff > li + li {
    border-block-start: 1px solid var(--_line);
  }
  .diff .sign,
  .diff .kind {
    color: var(--_on);
    font-weight: 500;
    font-size: var(--_t-s);
  }
  .diff .sign {
    font-family: var(--_mono);
    text-align: center;
  }
  .diff > .add {
    --_on: var(--_success-text);
    background: var(--_success-soft);
  }
  .diff > .del {
    --_on: var(--_danger-text);
    background: var(--_danger-soft);
  }
  .diff > .chg {
    --_on: var(--_warning-text);
    background: var(--_warning-soft);
  }
  .diff ins {
    text-decoration: none;
  }
  .diff :is(del, .muted) {
    color: var(--_muted);
    text-decoration-thickness: 1px;
  }
  .diff .rec {
    display: grid;
    gap: 2px;
  }
  @container hc (width < 480px) {
    .diff > li {
      grid-template-columns: 1.43em minmax(0, 1fr);
    }
    .diff .rec {
      grid-column: 2;
    }
  }
`;
