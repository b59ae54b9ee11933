import { css } from "lit";

/** The page's layout. */
export const appSheet = css`
  :host {
    min-height: 100vh;
  }

  slo-moment {
    position: sticky;
    z-index: 10;
    top: 0;
  }

  .sample {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: center;
    gap: 0 var(--space-4);
    padding: var(--space-1) var(--gutter);
    border-bottom: 1px solid var(--line);
    background: var(--accent-soft);
    font-size: var(--text-s);
  }

  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    max-width: var(--page);
    margin: 0 auto;
    padding: var(--space-3) var(--gutter) var(--space-6);
  }

  main:focus {
    outline: none;
  }

  .charts {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--space-3);
  }

  .low {
    --plot-height: clamp(10rem, 20vh, 14rem);
  }

  .evidence {
    grid-column: 1 / -1;
  }

  .strip {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--space-1) var(--space-5);
    margin-top: var(--space-3);
  }

  .strip p {
    flex: 1 1 30rem;
    color: var(--muted);
    font-size: var(--text-s);
  }

  .outcomes {
    grid-column: 1 / -1;
  }

  .sources {
    display: grid;
    grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr);
    align-items: start;
    gap: var(--space-3);
  }

  @media (max-width: 60rem) {
    .charts,
    .sources {
      grid-template-columns: minmax(0, 1fr);
    }

    slo-moment {
      position: static;
    }
  }

  .starting {
    padding: 20vh 0;
    color: var(--muted);
    text-align: center;
  }

  .empty {
    display: grid;
    justify-items: center;
    gap: var(--space-3);
    padding: 12vh var(--gutter);
    border-style: dashed;
    border-color: var(--line-strong);
    text-align: center;
  }

  .empty h2 {
    font-size: var(--text-xl);
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--space-2);
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--space-2) var(--space-5);
    max-width: var(--page);
    margin: 0 auto;
    padding: var(--space-3) var(--gutter) var(--space-6);
    color: var(--muted);
    font-size: var(--text-s);
  }

  .corner {
    position: fixed;
    z-index: 20;
    right: var(--gutter);
    bottom: var(--space-4);
    display: grid;
    gap: var(--space-2);
    width: min(30rem, calc(100vw - 2 * var(--gutter)));
    max-height: calc(100vh - 2rem);
    overflow-y: auto;
  }

  .veil {
    position: fixed;
    z-index: 40;
    inset: var(--space-3);
    display: grid;
    place-items: center;
    border: 3px dashed var(--accent);
    border-radius: calc(2 * var(--radius));
    background: color-mix(in srgb, var(--ground) 88%, transparent);
    color: var(--accent);
    font-size: var(--text-xl);
    font-weight: 650;
    pointer-events: none;
  }
`;
