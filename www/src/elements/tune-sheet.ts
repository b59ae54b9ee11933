import { css } from "lit";

/** The panel in which figures are tried. */
export const tuneSheet = css`
  :host {
    scroll-margin-top: 4rem;
  }

  section:focus {
    outline: none;
  }

  .head,
  .kept,
  .out {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-4);
    font-size: var(--text-s);
  }

  .head {
    padding-block: var(--space-3);
  }

  .head p {
    flex: 1 1 20rem;
    color: var(--muted);
  }

  .out {
    padding-top: 0;
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
    padding-inline-start: 0.6em;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-s);
    background: var(--sunken);
  }

  .chip .button {
    min-height: 1.7rem;
    padding: 0 0.5em;
  }

  .kept {
    border-top: 1px solid var(--line);
  }

  .kept form {
    display: flex;
    gap: var(--space-2);
  }

  .kept > :last-child {
    margin-inline-start: auto;
  }

  .wrong {
    color: var(--bad);
    font-size: var(--text-xs);
  }

  .group {
    display: grid;
    grid-template-columns: 25rem minmax(0, 1fr);
    gap: var(--space-2) var(--space-5);
    margin: 0;
    padding: var(--space-2) var(--space-4) var(--space-3);
    border: 0;
    border-top: 1px solid var(--line);
  }

  .group h3 {
    font-size: var(--text-s);
    overflow-wrap: anywhere;
  }

  .figure {
    display: grid;
    grid-template-columns: 8.4rem minmax(0, 1fr) 4.2rem 4.6rem;
    align-items: center;
    gap: 0 var(--space-2);
    font-size: var(--text-s);
    line-height: 1.25;
  }

  .figure > * {
    margin-block: 0.15rem;
  }

  .figure .wrong {
    grid-column: 1 / -1;
    padding-bottom: var(--space-1);
  }

  [data-changed="true"] .label {
    font-weight: 650;
  }

  .figure .link {
    font-size: var(--text-xs);
  }

  input[type="range"] {
    width: 100%;
    margin-inline: 0;
    accent-color: var(--accent);
  }

  input[type="text"] {
    width: 100%;
    min-height: 1.8rem;
    padding: 0 0.4em;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-s);
    background: var(--surface);
    font-size: var(--text-s);
  }

  .kept input[type="text"] {
    width: 11rem;
  }

  [aria-invalid="true"] {
    border-color: var(--bad) !important;
  }

  .scroll {
    overflow-x: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--text-s);
    table-layout: fixed;
  }

  .alert,
  .policy {
    min-width: 44rem;
  }

  th,
  td {
    padding: 0.2rem var(--space-2) 0.2rem 0;
    text-align: start;
    vertical-align: top;
  }

  thead th {
    color: var(--muted);
    font-size: var(--text-xs);
    font-weight: 550;
  }

  tbody th {
    font-weight: 550;
    overflow-wrap: anywhere;
  }

  tr > :first-child {
    width: 6rem;
  }

  tr > :nth-child(2) {
    width: 7.4rem;
  }

  .policy tr > :last-child,
  .alert tr > :last-child {
    width: 24%;
    padding-inline-end: 0;
  }

  tbody tr:not(:first-child) > * {
    border-top: 1px solid var(--line);
  }

  .word {
    color: var(--tone);
    font-weight: 600;
  }

  .below {
    display: block;
    color: var(--muted);
    font-size: var(--text-xs);
  }

  .changed > span:not(.below) {
    font-weight: 700;
    text-decoration: underline dotted var(--accent);
    text-underline-offset: 0.2em;
  }

  .ends {
    display: flex;
    justify-content: space-between;
    font-weight: 400;
  }

  .strip {
    display: block;
    width: 100%;
    height: 0.9rem;
    margin-top: 0.2rem;
    border-bottom: 1px solid var(--line-strong);
    background: var(--sunken);
  }

  rect {
    fill: var(--tone);
  }

  @media (forced-colors: active) {
    rect {
      fill: CanvasText;
    }
  }

  @media (max-width: 60rem) {
    .group {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
