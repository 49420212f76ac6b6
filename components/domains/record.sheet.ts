import { css } from 'lit';

/** The form of one record: one line where there is room. */
export const recordSheet = css`
  :host {
    display: block;
    background: none;
    text-align: start;
  }
  form {
    display: grid;
    gap: var(--_s3);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .grid {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
    gap: var(--_s4);
  }
  .values,
  .value {
    display: grid;
    gap: 6px;
    min-inline-size: 0;
  }
  .values {
    gap: var(--_s3);
  }
  .parts {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--_s2);
  }
  .parts > .field {
    flex: 1 1 10em;
  }
  .parts
    > :is(
      .part-preference,
      .part-priority,
      .part-weight,
      .part-port,
      .part-flags,
      .part-usage,
      .part-selector,
      .part-matching,
      .part-order,
      .part-algorithm,
      .part-digestType,
      .part-keyTag
    ) {
    flex: 0 1 5.5em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s2);
  }
  .hint {
    overflow-wrap: anywhere;
  }
  @container hc (width >= 480px) {
    .grid {
      grid-template-columns: 8em minmax(0, 1fr) 9.7em;
      grid-template-areas: 'type name ttl' 'values values values';
    }
    .type {
      grid-area: type;
    }
    .name {
      grid-area: name;
    }
    .ttl {
      grid-area: ttl;
    }
    .values {
      grid-area: values;
    }
  }
  @container hc (width >= 760px) {
    .grid {
      grid-template-columns: 8em minmax(11.4em, 1fr) minmax(13.7em, 2fr) 9.7em;
      grid-template-areas: 'type name values ttl';
    }
  }
`;
