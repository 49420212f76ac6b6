import { css } from 'lit';

/** What only the domain panels have. */
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
  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s2);
    margin-block: calc(var(--_s2) * -1);
    margin-inline-start: -10px;
  }
  .filters .tag {
    min-block-size: 26px;
    border: 0;
    font-family: inherit;
    cursor: pointer;
  }
  .filters .i {
    inline-size: 12px;
    block-size: 12px;
  }
  .facets:not([hidden]) {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12em), 1fr));
    gap: var(--_s4);
    padding: var(--_s4);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .list[aria-busy='true'] tbody {
    opacity: 0.6;
  }
`;
