import { css } from "lit";

/** Panels of rows that are in a state, each of which opens to more. */
export const rowsSheet = css`
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

  .is-open > tr:not(:last-child) > * {
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

  .opened > td {
    padding: 0;
    background: var(--sunken);
  }
`;
