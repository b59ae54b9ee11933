import { css } from "lit";

/** What all elements share: the box model, text, buttons, links, focus, and the colours of the tones. */
export const sheet = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    display: block;
    font-variant-numeric: tabular-nums;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
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
  figure,
  pre {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2 {
    font-size: var(--text-l);
    font-weight: 650;
    line-height: 1.25;
  }

  h3 {
    font-size: var(--text-m);
    font-weight: 650;
    line-height: 1.3;
  }

  code,
  pre,
  .mono {
    font-family: var(--mono);
    font-size: 0.92em;
  }

  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4em;
    min-height: 2rem;
    padding: 0 var(--space-3);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-s);
    background: var(--raised);
    color: var(--text);
    font-size: var(--text-s);
    font-weight: 550;
    line-height: 1;
    white-space: nowrap;
    text-decoration: none;
    cursor: pointer;
  }

  .button:hover {
    border-color: var(--accent);
    color: var(--accent);
  }

  .button:disabled,
  .button[aria-disabled="true"] {
    border-color: var(--line);
    color: var(--muted);
    cursor: default;
    opacity: 0.65;
  }

  .button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }

  .button.primary:hover {
    filter: brightness(1.12);
    color: var(--on-accent);
  }

  .button.quiet {
    border-color: transparent;
    background: none;
  }

  .button.quiet:hover {
    border-color: var(--line-strong);
  }

  .button.square {
    width: 2rem;
    padding: 0;
  }

  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font: inherit;
    text-align: start;
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentcolor 35%, transparent);
    text-underline-offset: 0.18em;
    cursor: pointer;
  }

  .link:hover {
    text-decoration-color: currentcolor;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: var(--radius-s);
  }

  .icon {
    flex: none;
    width: 1.15em;
    height: 1.15em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -0.2em;
  }

  .icon [fill="currentColor"] {
    fill: currentcolor;
    stroke: none;
  }

  .icon .knockout {
    stroke: var(--surface);
    stroke-width: 2.1;
  }

  [data-tone="good"] {
    --tone: var(--good);
    --tone-soft: var(--good-soft);
    --tone-line: var(--good-line);
  }

  [data-tone="warn"] {
    --tone: var(--warn);
    --tone-soft: var(--warn-soft);
    --tone-line: var(--warn-line);
  }

  [data-tone="bad"] {
    --tone: var(--bad);
    --tone-soft: var(--bad-soft);
    --tone-line: var(--bad-line);
  }

  [data-tone="none"] {
    --tone: var(--none);
    --tone-soft: var(--none-soft);
    --tone-line: var(--none-line);
  }

  .icon[data-tone] {
    color: var(--tone);
  }

  .muted {
    color: var(--muted);
  }

  .panel {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    .icon[data-tone],
    .icon {
      color: CanvasText;
    }

    .icon .knockout {
      stroke: Canvas;
    }

    .button {
      border-color: ButtonBorder;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      transition-duration: 0.01ms !important;
    }
  }
`;

/** A native dialog in the page's clothes. */
export const dialogSheet = css`
  dialog {
    width: min(46rem, calc(100vw - 2rem));
    max-height: calc(100vh - 3rem);
    padding: 0;
    overflow: auto;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    box-shadow: 0 18px 60px var(--shadow);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  .dialog-head {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-4);
    padding: var(--space-3) var(--space-3) var(--space-3) var(--space-5);
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }

  .dialog-body {
    padding: var(--space-4) var(--space-5) var(--space-5);
  }
`;
