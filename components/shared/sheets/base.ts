import { css } from 'lit';
import { tokens } from './tokens.ts';

/** The tokens, text and focus. */
export const base = [
  tokens,
  css`
    :host([hidden]) {
      display: none;
    }
    *,
    ::before,
    ::after {
      box-sizing: border-box;
    }
    h1,
    h2,
    h3,
    h4,
    p,
    ul,
    ol,
    dl,
    dd,
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
      min-inline-size: 0;
    }
    ul,
    ol {
      list-style: none;
    }
    h1,
    h2,
    h3,
    h4,
    b,
    strong {
      font-weight: 600;
    }
    h1,
    h2 {
      font-size: var(--_t-xl);
      line-height: 1.25;
      letter-spacing: -0.012em;
      text-wrap: balance;
    }
    h3 {
      font-size: var(--_t-l);
      line-height: 1.35;
    }
    a,
    .linkbtn {
      color: var(--_brand-text);
      text-decoration: underline 1px color-mix(in oklab, currentColor 40%, transparent);
      text-underline-offset: 0.2em;
    }
    a:hover,
    .linkbtn:hover {
      text-decoration-color: currentColor;
    }
    .linkbtn {
      margin: -4px 0;
      padding: 4px 0;
      border: 0;
      background: none;
      font: inherit;
      cursor: pointer;
    }
    .i {
      display: block;
      flex: none;
      inline-size: 16px;
      block-size: 16px;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .vh {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .muted {
      color: var(--_muted);
    }
    .small {
      font-size: var(--_t-s);
    }
    .ltr,
    .mono {
      direction: ltr;
      unicode-bidi: isolate;
    }
    .mono {
      font-family: var(--_mono);
      font-size: 0.93em;
      font-variant-ligatures: none;
    }
    .stack,
    .stack-s {
      display: grid;
      align-content: start;
      gap: var(--_s6);
      min-inline-size: 0;
    }
    .stack-s {
      gap: var(--_s2);
    }
    .stack > *,
    .stack-s > * {
      min-inline-size: 0;
    }
    :focus-visible {
      outline: 2px solid var(--_brand-text);
      outline-offset: 2px;
      border-radius: var(--_r-s);
    }
    @media (pointer: coarse) {
      :host {
        --_control: 44px;
        --_control-s: 44px;
        --_row: 12px;
      }
    }
    @media (prefers-contrast: more) {
      :host {
        --_line: var(--_edge);
        --_line-2: var(--_edge);
        --_muted: var(--_text);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      *,
      ::before,
      ::after {
        animation: none !important;
        transition: none !important;
      }
    }
    @keyframes turn {
      to {
        rotate: 1turn;
      }
    }
  `,
];
