import { css } from "lit";

/** The table of incidents. */
export const incidentsSheet = css`
  tr:has(+ .difference) > * {
    border-bottom-color: transparent;
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
