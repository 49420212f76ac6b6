import { css } from 'lit';

/** How full something is: a bar, and the figures below it. Grey until it is nearly full. */
export const meterSheet = css`
  .meter {
    display: grid;
    gap: 4px;
  }
  .meter .bar {
    inline-size: 100%;
    block-size: 6px;
    overflow: hidden;
    border-radius: min(999px, calc(var(--_radius) * 999));
  }
  .meter .bar:dir(rtl) {
    transform: scaleX(-1);
  }
  .meter rect {
    rx: min(3px, var(--_radius));
  }
  .meter .track {
    fill: var(--_line);
  }
  .meter .fill {
    fill: var(--_edge);
  }
  .meter.main .fill {
    fill: var(--_accent);
  }
  .meter.warn .fill {
    fill: var(--_warning-mark);
  }
  .meter.bad .fill {
    fill: var(--_danger-mark);
  }
  .meter .said {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_s2);
    color: var(--_muted);
    font-size: var(--_t-s);
    white-space: nowrap;
  }
  .meter b {
    font-weight: 600;
  }
  .meter.warn b {
    color: var(--_warning-text);
  }
  .meter.bad b {
    color: var(--_danger-text);
  }
  @media (forced-colors: active) {
    .meter .track {
      fill: Canvas;
      stroke: CanvasText;
    }
    .meter .fill {
      fill: Highlight;
    }
  }
`;
