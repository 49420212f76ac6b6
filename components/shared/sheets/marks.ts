import { css } from 'lit';

/** The status, told by shape and word, and tags. */
export const marks = css`
  .st {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    line-height: 1.4;
  }
  .st::before {
    content: '';
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_success-mark);
  }
  .st.off,
  .st.wait {
    color: var(--_muted);
  }
  .st.off::before {
    background: none;
    box-shadow: inset 0 0 0 1.5px var(--_muted);
  }
  .st.wait::before {
    inline-size: 10px;
    block-size: 10px;
    margin-inline: -1px;
    border: 2px solid var(--_line-2);
    border-block-start-color: var(--_brand-text);
    background: none;
    animation: turn 900ms linear infinite;
  }
  .st.due::before {
    background: var(--_brand-text);
  }
  .st.warn {
    color: var(--_warning-text);
  }
  .st.warn::before {
    inline-size: 10px;
    block-size: 9px;
    margin-inline: -1px;
    border-radius: 0;
    background: var(--_warning-mark);
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .st.bad {
    color: var(--_danger-text);
  }
  .st.bad::before {
    border-radius: 1px;
    background: var(--_danger-mark);
    rotate: 45deg;
  }
  .tag {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 1px 7px;
    border-radius: var(--_r-s);
    background: var(--_tint);
    color: var(--_text);
    font-size: var(--_t-s);
    font-weight: 500;
    line-height: 1.45;
    white-space: nowrap;
  }
  .tag.mono {
    font-size: 12px;
  }
  .tag.good {
    background: var(--_success-soft);
    color: var(--_success-text);
  }
  .tag.warn {
    background: var(--_warning-soft);
    color: var(--_warning-text);
  }
  .tag.bad {
    background: var(--_danger-soft);
    color: var(--_danger-text);
  }
  @media (forced-colors: active) {
    .st.st:not(.off, .wait)::before {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .st.off::before {
      border: 1px solid;
    }
  }
`;
