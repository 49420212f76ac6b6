import { css } from 'lit';

/** The bar at a panel's end that says what is not saved yet. */
export const bar = css`
  .pending {
    position: sticky;
    inset-block-end: var(--_s3);
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s2) var(--_s3);
    padding: 10px 10px 10px 16px;
    border: 1px solid var(--_line-2);
    border-radius: var(--_r-l);
    background: var(--_raised);
    box-shadow: var(--_shadow-1);
  }
  .pending > p {
    flex: 1 1 192px;
  }
  .panel:has(> .pending) :is(a, button, input, select, textarea) {
    scroll-margin-block: var(--_s6) 104px;
  }
  @container hc (width < 480px) {
    .pending {
      padding: 12px;
    }
    .pending > p {
      flex-basis: 96px;
    }
    .pending .primary {
      flex: 1 0 100%;
    }
  }
`;
