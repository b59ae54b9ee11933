import { css } from "lit";

/** Texts to copy, one below the other, each with what it is for. */
export const recipeSheet = css`
  article {
    padding-top: var(--space-4);
  }

  article + article {
    margin-top: var(--space-4);
    border-top: 1px solid var(--line);
  }

  .row {
    display: flex;
    align-items: center;
    gap: var(--space-3);
  }

  .row slo-copy {
    margin-inline-start: auto;
  }

  article p {
    margin-top: var(--space-1);
    font-size: var(--text-s);
  }

  pre {
    margin-top: var(--space-2);
    padding: var(--space-3);
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    background: var(--sunken);
    font-size: var(--text-xs);
    line-height: 1.5;
  }
`;
