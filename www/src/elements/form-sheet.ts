import { css } from "lit";

/** Small forms: fields in a row with their labels above, and what is wrong with them below. */
export const formSheet = css`
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--space-2);
  }

  label {
    display: grid;
    gap: 0.15rem;
    color: var(--muted);
    font-size: var(--text-xs);
  }

  label.tick {
    display: flex;
    align-items: center;
    gap: 0.45em;
    min-height: 2rem;
    color: var(--text);
    font-size: var(--text-s);
  }

  label.wide {
    flex: 1 1 14rem;
  }

  input:not([type="checkbox"]),
  textarea,
  select {
    min-height: 2rem;
    padding: 0 0.5em;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-s);
    background: var(--surface);
    color: var(--text);
    font: var(--text-s) / 1.4 var(--font);
    font-variant-numeric: tabular-nums;
  }

  input.instant {
    width: 100%;
    min-width: 12.5em;
  }

  textarea {
    width: 100%;
    min-height: 3.6rem;
    padding: 0.35em 0.5em;
    resize: vertical;
  }

  input[type="checkbox"] {
    width: 1.1em;
    height: 1.1em;
    margin: 0;
    accent-color: var(--accent);
  }

  [aria-invalid="true"] {
    border-color: var(--bad) !important;
  }

  .wrong {
    flex-basis: 100%;
    color: var(--bad);
    font-size: var(--text-s);
  }
`;
