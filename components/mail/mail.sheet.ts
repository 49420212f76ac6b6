import { css } from 'lit';

export const mailSheet = css`
  .mail .use {
    inline-size: 34%;
  }
  .mail .meter {
    max-inline-size: 320px;
  }
  .mail .below {
    margin-block-start: 4px;
  }
  .mail .key {
    overflow-wrap: anywhere;
  }
  button.rowlink {
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    font-weight: 500;
    text-align: start;
    cursor: pointer;
  }
  .usage {
    display: grid;
    gap: var(--_s3);
    padding: 12px var(--_s4);
    border: 1px solid var(--_line);
    border-radius: var(--_r-l);
  }
  .usage .said {
    font-size: var(--_t-m);
  }
  .toolbar > .select {
    flex: 0 1 auto;
    min-inline-size: 10em;
  }
  @container hc (width < 480px) {
    .mail .use {
      inline-size: auto;
    }
    .mail .meter {
      max-inline-size: none;
    }
    .toolbar > .select {
      flex-basis: 100%;
    }
  }
`;
