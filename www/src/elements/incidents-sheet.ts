import { css } from "lit";

/** The table of incidents. */
export const incidentsSheet = css`
  :host {
    scroll-margin-top: 4rem;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--space-1) var(--space-5);
    padding: var(--space-3) var(--space-4);
    border-bottom: 1px solid var(--line);
    font-size: var(--text-s);
  }

  tbody th {
    color: var(--text);
    font-weight: 600;
    vertical-align: top;
  }

  tr:has(+ .difference) > *,
  .is-open tr:not(:last-child) > * {
    border-bottom-color: transparent;
  }

  table tbody:last-child tr:last-child > * {
    border-bottom: 0;
  }

  .state {
    color: var(--tone);
    font-weight: 600;
    white-space: nowrap;
  }

  .below {
    display: block;
    color: var(--muted);
    font-size: var(--text-xs);
    font-weight: 400;
    white-space: nowrap;
  }

  .yours {
    color: var(--accent);
  }

  time,
  .took > span {
    white-space: nowrap;
  }

  .duration {
    min-width: 11rem;
  }

  .took {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.15rem;
  }

  .took + .took {
    margin-top: 0.3rem;
  }

  .bar {
    display: block;
    width: 100%;
    max-width: 14rem;
    height: 0.4rem;
  }

  .ground {
    fill: var(--none-soft);
  }

  .fill {
    fill: var(--good);
  }

  .took[data-over="true"] .fill {
    fill: var(--bad);
  }

  [data-tone="none"] .fill {
    fill: var(--none) !important;
  }

  .target {
    fill: var(--text);
  }

  .difference td {
    padding-top: 0;
  }

  .difference p {
    max-width: 90ch;
    padding-inline-start: var(--space-3);
    border-inline-start: 3px solid var(--warn-line);
  }

  .opened > td {
    padding: 0;
    background: var(--sunken);
  }

  .rest,
  .strays {
    padding: var(--space-2) var(--space-4);
    border-top: 1px solid var(--line);
    font-size: var(--text-s);
  }

  .strays summary {
    color: var(--warn);
    font-weight: 600;
    cursor: pointer;
  }

  .strays li {
    padding: 0.15rem 0;
    overflow-wrap: anywhere;
  }

  .empty {
    display: grid;
    gap: var(--space-2);
    max-width: 90ch;
    font-size: var(--text-m);
  }

  .empty .muted {
    font-size: var(--text-s);
  }
`;
