import { css } from 'lit';

/** What only the health of a domain has. */
export const healthSheet = css`
  .checks > li {
    display: grid;
    grid-template-columns: minmax(9.14em, 13.71em) minmax(0, 1fr) auto;
    align-items: start;
    gap: 4px var(--_s4);
    padding: 14px var(--_s4);
  }
  .checks > li + li {
    border-block-start: 1px solid var(--_line);
  }
  .checks p {
    overflow-wrap: anywhere;
  }
  @container hc (width < 480px) {
    .checks > li {
      grid-template-columns: minmax(0, 1fr);
    }
    .checks > li > .btn {
      justify-self: start;
    }
  }
`;
