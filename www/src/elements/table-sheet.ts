import { css } from "lit";

/** Tables of rows that open, and the long texts in them. */
export const tableSheet = css`
  .scroll {
    overflow-x: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--text-s);
  }

  th {
    padding: var(--space-2) var(--space-3);
    border-bottom: 1px solid var(--line);
    color: var(--muted);
    font-weight: 550;
    text-align: start;
    white-space: nowrap;
  }

  td {
    padding: var(--space-2) var(--space-3);
    border-bottom: 1px solid var(--line);
    vertical-align: top;
    overflow-wrap: anywhere;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: var(--space-4);
  }

  .numeric {
    text-align: end;
    white-space: nowrap;
  }

  .name {
    font-family: var(--mono);
    font-size: 0.95em;
  }

  .more {
    text-align: end;
    white-space: nowrap;
  }

  pre {
    max-height: 20rem;
    overflow: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .empty {
    padding: var(--space-5) var(--space-4);
  }
`;
