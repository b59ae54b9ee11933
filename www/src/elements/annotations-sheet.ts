import { css } from "lit";

/** The panel of annotations. */
export const annotationsSheet = css`
  :host {
    scroll-margin-top: 4rem;
  }

  section:focus {
    outline: none;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-4) 0;
  }

  .head h2 {
    margin-inline-end: auto;
  }

  .where {
    padding: var(--space-1) var(--space-4) var(--space-3);
    border-bottom: 1px solid var(--line);
    color: var(--muted);
    font-size: var(--text-s);
  }

  .where strong {
    color: var(--text);
    font-weight: 600;
  }

  .where .failed {
    color: var(--bad);
  }

  .empty {
    padding: var(--space-4);
  }

  tbody th {
    color: var(--text);
    font-weight: 600;
    vertical-align: top;
  }

  tbody tr:last-child > * {
    border-bottom: 0;
  }

  .when {
    white-space: nowrap;
  }

  .says {
    max-width: 40rem;
    white-space: pre-wrap;
  }

  .none .applies {
    color: var(--warn);
  }

  .more .link + .link {
    margin-inline-start: var(--space-3);
  }
`;
