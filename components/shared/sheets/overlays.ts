import { css } from 'lit';

/** Dialogs, which leave the element's box for the top layer. */
export const overlays = css`
  dialog {
    inline-size: min(480px, calc(100vw - 32px));
    max-block-size: min(736px, calc(100dvh - 48px));
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_r-xl);
    background: var(--_raised);
    color: var(--_text);
    box-shadow:
      0 2px 6px rgb(0 0 0 / 0.1),
      0 24px 56px -12px rgb(0 0 0 / 0.35);
    overflow: hidden;
  }
  dialog.wide {
    inline-size: min(672px, calc(100vw - 32px));
  }
  dialog::backdrop {
    background: rgb(10 12 16 / 0.5);
  }
  dialog[open] {
    display: grid;
    animation: rise 140ms cubic-bezier(0.2, 0, 0, 1);
  }
  dialog > form,
  dialog > .form {
    display: contents;
  }
  .sheet {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    min-block-size: 0;
    max-block-size: inherit;
  }
  .sheet > header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_s3);
    padding: var(--_s4) var(--_s4) 0 var(--_s6);
  }
  .sheet > header > .btn {
    margin-block: -4px;
  }
  .sheet > .body {
    display: grid;
    align-content: start;
    gap: var(--_s4);
    padding: var(--_s4) var(--_s6) var(--_s6);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .sheet > footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--_s2);
    padding: var(--_s4) var(--_s6);
    border-block-start: 1px solid var(--_line);
    background: light-dark(var(--_sunken), transparent);
  }
  .sheet > footer > p {
    flex: 1 1 12em;
  }
  dialog :is(.input, .select > select) {
    background: var(--_raised);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 6px;
    }
  }
  @media (width < 520px) {
    dialog,
    dialog.wide {
      inline-size: 100%;
      max-inline-size: 100%;
      max-block-size: 92dvh;
      margin: auto 0 0;
      border-inline: 0;
      border-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    .sheet > header {
      padding-inline-start: var(--_s4);
    }
    .sheet > .body {
      padding: var(--_s4);
    }
    .sheet > footer {
      padding: var(--_s3) var(--_s4) var(--_s4);
    }
    .sheet > footer > .btn {
      flex: 1;
    }
  }
`;
