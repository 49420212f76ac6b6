import { css } from 'lit';

/** Forms of contacts, and how registries took them. */
export const contactSheet = css`
  .group {
    display: grid;
    gap: var(--_s3);
    min-inline-size: 0;
    margin: 0;
    padding: 0 0 var(--_s6);
    border: 0;
  }
  .group > legend {
    padding: 0;
    margin-block-end: var(--_s3);
    font-weight: 600;
  }
  .seg {
    justify-self: start;
    max-inline-size: 100%;
  }
  .pair {
    display: grid;
    gap: var(--_s4);
    max-inline-size: 48em;
  }
  @container hc (width >= 560px) {
    .pair {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  .results {
    margin: 0;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    list-style: none;
  }
  .results > li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px var(--_s4);
    padding: 10px 14px;
  }
  .results > li > div:last-child {
    flex: 0 1 24em;
  }
  .results > li + li {
    border-block-start: 1px solid var(--_line);
  }
  .results .sub2 {
    color: var(--_muted);
    font-size: var(--_t-s);
  }
  .results b {
    overflow-wrap: anywhere;
  }
`;
