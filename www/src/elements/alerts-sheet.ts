import { css } from "lit";

/** The table of alerts. */
export const alertsSheet = css`
  th {
    vertical-align: bottom;
    white-space: normal;
  }

  tbody > tr > th {
    min-width: 17rem;
  }

  .now {
    min-width: 10rem;
  }

  .condition,
  .why {
    max-width: 62ch;
    font-weight: 400;
    overflow-wrap: anywhere;
  }

  .condition {
    color: var(--muted);
    font-size: var(--text-xs);
  }

  .why {
    margin-top: var(--space-1);
    padding-inline-start: var(--space-2);
    border-inline-start: 3px solid var(--tone-line);
  }

  .action {
    min-width: 11rem;
  }

  .runbook {
    font-size: var(--text-xs);
  }

  .history {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-4) var(--space-4);
  }

  .judged {
    max-width: 100ch;
  }

  slo-chart {
    --plot-height: clamp(9.5rem, 20vh, 13rem);

    justify-self: stretch;
  }

  table.firings {
    width: 100%;
  }

  table.firings :is(th, td):first-child {
    padding-inline-start: 0;
  }

  .cause > td {
    padding-block: 0 var(--space-3);
  }

  .keys {
    min-width: 16rem;
  }

  summary {
    cursor: pointer;
  }
`;
