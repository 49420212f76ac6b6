import { css } from 'lit';

/** Buttons and inputs. What only forms have is in form.ts, search and segments of lists in list.ts. */
export const controls = css`
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: var(--_control);
    padding: 4px 14px;
    border: 1px solid var(--_line-2);
    border-radius: var(--_r-m);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: 0 1px 1px rgb(0 0 0 / 0.04);
    font: inherit;
    font-weight: 500;
    line-height: 1.25;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background-color var(--_quick),
      border-color var(--_quick);
  }
  .btn:hover {
    border-color: color-mix(in oklab, var(--_text) 28%, var(--_surface));
    background: var(--_hover);
  }
  .btn:active {
    background: var(--_line);
  }
  .btn > .i {
    margin-inline: -2px;
  }
  .btn.danger {
    color: var(--_danger-text);
  }
  .btn.fill,
  .btn.primary {
    border-color: transparent;
    background: var(--_brand);
    color: var(--_on-brand);
  }
  .btn.primary:hover {
    background: var(--_brand-hover);
  }
  .btn.fill {
    background: var(--_danger);
    color: #fff;
  }
  .btn.fill:hover {
    background: color-mix(in oklab, var(--_danger) 86%, #000);
  }
  .btn.quiet {
    padding-inline: 10px;
    border-color: transparent;
    background: none;
    box-shadow: none;
  }
  .btn.quiet:hover {
    background: var(--_hover);
  }
  .btn.s {
    min-block-size: var(--_control-s);
    padding: 2px 10px;
    font-size: var(--_t-s);
  }
  .btn.icon {
    flex: none;
    inline-size: var(--_control);
    padding: 0;
  }
  .btn.icon.s {
    inline-size: var(--_control-s);
  }
  .btn.icon > .i {
    margin: 0;
  }
  .btn.icon.quiet {
    color: var(--_muted);
  }
  .btn.icon.quiet:hover {
    color: var(--_text);
  }
  .btn.wide {
    inline-size: 100%;
  }
  .btn.btn.btn:is([aria-disabled='true'], :disabled) {
    border-color: var(--_line);
    background: var(--_sunken);
    color: var(--_muted);
    box-shadow: none;
    cursor: not-allowed;
  }
  .btn[aria-busy='true'] > .i {
    animation: turn 900ms linear infinite;
  }

  input,
  select,
  textarea {
    margin: 0;
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  .input,
  .select > select {
    inline-size: 100%;
    min-block-size: var(--_control);
    padding: 4px 10px;
    border: 1px solid var(--_edge);
    border-radius: var(--_r-m);
    background: var(--_surface);
    transition: border-color var(--_quick);
  }
  .input:hover,
  .select > select:hover {
    border-color: var(--_muted);
  }
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  :is(.field, .search, .suffix) :focus-visible {
    border-radius: var(--_r-m);
    outline-offset: -1px;
  }
  @media (pointer: coarse) {
    .input,
    .select > select {
      font-size: max(16px, 1em);
    }
  }
  @media (forced-colors: active) {
    .btn.primary,
    .btn.fill {
      border-color: ButtonText;
    }
    .btn.btn.btn:is([aria-disabled='true'], :disabled) {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
