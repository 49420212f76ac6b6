import { css } from 'lit';

/** What only the list of domains has. */
export const domainSheet = css`
  .sort {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }
  .sort:hover {
    color: var(--_text);
  }
  .arrow {
    inline-size: 1ch;
  }
  .pick {
    inline-size: 1%;
  }
  .pick.pick {
    padding-inline-end: 0;
  }
  .pick input {
    position: relative;
    z-index: 1;
    display: block;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_brand);
  }
  .windowed .pick {
    inline-size: 44px;
  }
  @container hc (width < 480px) {
    .cards > tbody > tr > td.pick {
      position: absolute;
      inset-block-start: 14px;
      inset-inline-end: 56px;
    }
    .cards > tbody > tr > td.pick + .key {
      padding-inline-end: 84px;
    }
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s2);
    margin-block: calc(var(--_s2) * -1);
    margin-inline-start: -10px;
  }
  .filters .i {
    inline-size: 12px;
    block-size: 12px;
  }
  .list[aria-busy='true'] tbody {
    opacity: 0.6;
  }
`;
