import { css } from 'lit';

/**
 * Seeds (`--hc-…`, public, read with our defaults), roles made of them (`--_…`, private; `--hc-role-…` where the label's
 * sheet has the contrast guard's own), and what the element itself is.
 *
 * Seeds are never declared here: so an element inside another one inherits what the page set on the outer one.
 */
export const tokens = css`
  :host {
    --_brand: var(--hc-color-brand, #2f5bea);
    --_surface: var(--hc-color-surface, light-dark(#fff, #15171c));
    --_text: var(--hc-color-text, light-dark(#191c22, #eceef2));
    --_red: var(--hc-color-danger, #d22f3f);
    --_green: var(--hc-color-success, #16803c);
    --_amber: var(--hc-color-warning, #c2700a);
    --_mono: var(--hc-font-mono, ui-monospace, Menlo, Consolas, monospace);
    --_radius: var(--hc-radius, 8px);
    --_s1: var(--hc-space, 4px);
    --_t-m: var(--hc-size, 14px);

    --_on-brand: var(--hc-color-on-brand, #fff);
    --_away: var(--hc-color-brand-away, #000);
    --_brand-hover: color-mix(in oklab, var(--_brand) 86%, var(--_away));
    --_brand-text: var(
      --hc-role-brand-text,
      light-dark(oklch(from var(--_brand) min(l, 0.48) c h), oklch(from var(--_brand) max(l, 0.76) c h))
    );
    --_brand-soft: light-dark(
      color-mix(in oklab, var(--_brand) 8%, var(--_surface)),
      color-mix(in oklab, var(--_brand) 16%, var(--_surface))
    );
    --_accent: var(
      --hc-role-accent,
      light-dark(
        oklch(from var(--hc-color-accent, var(--_brand)) min(l, 0.62) c h),
        oklch(from var(--hc-color-accent, var(--_brand)) max(l, 0.62) c h)
      )
    );
    --_danger: var(--hc-role-danger, oklch(from var(--_red) min(l, 0.55) c h));
    --_danger-text: var(
      --hc-role-danger-text,
      light-dark(oklch(from var(--_red) min(l, 0.48) c h), oklch(from var(--_red) max(l, 0.76) c h))
    );
    --_success-text: var(
      --hc-role-success-text,
      light-dark(oklch(from var(--_green) min(l, 0.48) c h), oklch(from var(--_green) max(l, 0.76) c h))
    );
    --_warning-text: var(
      --hc-role-warning-text,
      light-dark(oklch(from var(--_amber) min(l, 0.48) c h), oklch(from var(--_amber) max(l, 0.78) c h))
    );
    --_danger-mark: var(
      --hc-role-danger-mark,
      light-dark(oklch(from var(--_red) min(l, 0.6) c h), oklch(from var(--_red) max(l, 0.68) c h))
    );
    --_success-mark: var(
      --hc-role-success-mark,
      light-dark(oklch(from var(--_green) min(l, 0.6) c h), oklch(from var(--_green) max(l, 0.68) c h))
    );
    --_warning-mark: var(
      --hc-role-warning-mark,
      light-dark(oklch(from var(--_amber) min(l, 0.62) c h), oklch(from var(--_amber) max(l, 0.7) c h))
    );
    --_danger-soft: light-dark(
      color-mix(in oklab, var(--_red) 8%, var(--_surface)),
      color-mix(in oklab, var(--_red) 16%, var(--_surface))
    );
    --_success-soft: light-dark(
      color-mix(in oklab, var(--_green) 8%, var(--_surface)),
      color-mix(in oklab, var(--_green) 16%, var(--_surface))
    );
    --_warning-soft: light-dark(
      color-mix(in oklab, var(--_amber) 9%, var(--_surface)),
      color-mix(in oklab, var(--_amber) 16%, var(--_surface))
    );

    --_raised: light-dark(var(--_surface), color-mix(in oklab, var(--_text) 6%, var(--_surface)));
    --_sunken: color-mix(in oklab, var(--_text) 3.5%, var(--_surface));
    --_hover: color-mix(in oklab, var(--_text) 4.5%, var(--_surface));
    --_tint: color-mix(in oklab, var(--_text) 7%, var(--_surface));
    --_line: color-mix(in oklab, var(--_text) 11%, var(--_surface));
    --_line-2: color-mix(in oklab, var(--_text) 20%, var(--_surface));
    --_edge: var(
      --hc-role-edge,
      light-dark(
        color-mix(in oklab, var(--_text) 50%, var(--_surface)),
        color-mix(in oklab, var(--_text) 44%, var(--_surface))
      )
    );
    --_muted: var(--hc-role-muted, color-mix(in oklab, var(--_text) 69%, var(--_surface)));

    --_s2: calc(var(--_s1) * 2);
    --_s3: calc(var(--_s1) * 3);
    --_s4: calc(var(--_s1) * 4);
    --_s6: calc(var(--_s1) * 6);
    --_s8: calc(var(--_s1) * 8);
    --_s12: calc(var(--_s1) * 12);
    --_t-s: max(12px, calc(var(--_t-m) * 0.93));
    --_t-l: calc(var(--_t-m) * 1.145);
    --_t-xl: calc(var(--_t-m) * 1.43);
    --_r-s: calc(var(--_radius) * 0.5);
    --_r-m: calc(var(--_radius) * 0.75);
    --_r-l: calc(var(--_radius) * 1.25);
    --_r-xl: calc(var(--_radius) * 1.5);
    --_shadow-1: 0 1px 2px rgb(0 0 0 / 0.08), 0 8px 24px -6px rgb(0 0 0 / 0.2);
    --_quick: 120ms cubic-bezier(0.2, 0, 0.2, 1);
    --_control: var(--_d-control, 36px);
    --_control-s: var(--_d-control-s, 30px);
    --_row: var(--_d-row, 10px);

    container: hc / inline-size;
    display: block;
    box-sizing: border-box;
    min-inline-size: 0;
    background: var(--_surface);
    accent-color: var(--_brand-text);
    font-family: var(--hc-font, inherit);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
    /* A page's * reaches the element itself and beats what stands here; only importance of the inner side holds. */
    color: var(--_text) !important;
    cursor: auto !important;
    font-size: var(--_t-m) !important;
    font-style: normal !important;
    font-weight: 400 !important;
    line-height: 1.5 !important;
    letter-spacing: normal !important;
    text-align: start !important;
    text-indent: 0 !important;
    text-transform: none !important;
    white-space: normal !important;
    word-spacing: normal !important;
    -webkit-text-size-adjust: 100%;
  }
  @supports (color: contrast-color(red)) {
    :host {
      --_on-brand: var(--hc-color-on-brand, contrast-color(var(--_brand)));
      --_away: var(--hc-color-brand-away, contrast-color(var(--_on-brand)));
    }
  }
  :host([scheme='light']) {
    color-scheme: light;
  }
  :host([scheme='dark']) {
    color-scheme: dark;
  }
  /* Inherited, so that it holds for the elements inside too. */
  :host([density='compact']) {
    --_d-control: 32px;
    --_d-control-s: 28px;
    --_d-row: 6px;
  }
  :host([frame]) {
    /* Of the place that it has: no query of its own container holds for the element itself. */
    padding: clamp(var(--_s3), 5%, var(--_s6));
    border: 1px solid var(--_line);
    border-radius: var(--_r-xl);
  }
`;
