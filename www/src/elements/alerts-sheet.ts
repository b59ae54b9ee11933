import { css } from "lit";

/** The table of alerts. */
export const alertsSheet = css`
  th:nth-child(3) {
    min-width: 18rem;
    white-space: normal;
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
    justify-items: start;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-4) var(--space-4);
  }

  .judged {
    max-width: 100ch;
  }

  .firings {
    width: auto;
    min-width: 60%;
  }

  .firings :is(th, td) {
    min-width: 0;
  }

  .firings :is(th, td):first-child {
    padding-inline-start: 0;
  }

  .keys {
    min-width: 16rem !important;
  }

  summary {
    cursor: pointer;
  }
`;
