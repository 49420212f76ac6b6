import { css } from 'lit';

/** Rows of one height: where the others are can be told without drawing them. What does not fit ends in an ellipsis. */
export const windowed = css`
  .windowed {
    table-layout: fixed;
  }
  .windowed > thead th.act {
    inline-size: 60px;
  }
  .windowed > tbody > tr:not(.gap) {
    block-size: 60px;
  }
  .windowed > tbody > tr:not(.gap) > td {
    padding-block: 0;
    line-height: 20px;
  }
  .windowed > tbody :is(td, .rowlink, .sub2, time) {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .windowed > tbody .rowlink {
    display: block;
  }
  .windowed > tbody > tr.gap {
    border: 0;
  }
  .windowed > tbody > tr.gap > td {
    padding: 0;
  }
  @container hc (width < 480px) {
    .windowed > tbody > tr:not(.gap) {
      box-sizing: border-box;
      block-size: 116px;
      align-content: start;
      overflow: hidden;
      padding-block: 14px 0;
    }
    .windowed > tbody > tr.gap {
      display: block;
      padding: 0;
    }
  }
`;
