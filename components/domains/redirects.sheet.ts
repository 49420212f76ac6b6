import { css } from 'lit';

/** What only redirects have. */
export const redirectsSheet = css`
  .redirects td {
    vertical-align: top;
  }
  .redirects .act > div {
    margin-block: -4px;
  }
  .redirects .name,
  .redirects .to,
  .way,
  .records {
    overflow-wrap: anywhere;
  }
  .redirects .how > * {
    display: block;
  }
  .records {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 12px;
    margin-block-start: 4px;
  }
  .review {
    display: grid;
    gap: var(--_s4);
    outline: 0;
  }
  .way {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 10px;
    padding: 10px 14px;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .way dt {
    color: var(--_muted);
  }
  .choice {
    cursor: pointer;
  }
  .choice > input {
    translate: 0 1px;
    inline-size: 16px;
    block-size: 16px;
    accent-color: var(--_brand);
  }
  .choice > .hint {
    grid-column: 2;
  }
  @container hc (width < 480px) {
    .redirects.cards > tbody > tr > .to,
    .redirects.cards > tbody > tr > .how {
      grid-column: 1 / -1;
    }
  }
`;
