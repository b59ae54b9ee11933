import { css } from "lit";

/** What is under way and takes a while: its name, how far it is, and the button that ends it. */
export const progressSheet = css`
  section.panel {
    padding: var(--space-3) var(--space-4);
    border-color: var(--line-strong);
    background: var(--raised);
    box-shadow: 0 8px 28px var(--shadow);
    font-size: var(--text-s);
  }

  .name {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-4);
  }

  progress {
    display: block;
    width: 100%;
    height: 0.5rem;
    margin: var(--space-1) 0 var(--space-2);
    accent-color: var(--accent);
  }
`;
