import { css } from "lit";

/** The table of jobs. */
export const jobsSheet = css`
  :host {
    scroll-margin-top: 4rem;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-5);
    padding: var(--space-3) var(--space-4) 0;
    border-bottom: 1px solid var(--line);
  }

  h2 {
    padding-bottom: var(--space-3);
  }

  [role="tablist"] {
    display: flex;
    align-self: end;
    gap: var(--space-1);
  }

  [role="tab"] {
    display: flex;
    align-items: center;
    gap: 0.5em;
    margin-bottom: -1px;
    padding: var(--space-2) var(--space-3) calc(var(--space-2) + 1px);
    border: 0;
    border-bottom: 3px solid transparent;
    background: none;
    color: var(--muted);
    font-weight: 550;
    cursor: pointer;
  }

  [role="tab"]:hover {
    color: var(--text);
  }

  [role="tab"][aria-selected="true"] {
    border-bottom-color: var(--accent);
    color: var(--text);
  }

  .count {
    padding: 0.05em 0.55em;
    border-radius: 99px;
    background: var(--none-soft);
    color: var(--text);
    font-size: var(--text-xs);
  }

  .search {
    position: relative;
    display: flex;
    align-items: center;
    flex: 0 1 22rem;
    margin: 0 0 var(--space-2) auto;
    color: var(--muted);
  }

  .search .icon {
    position: absolute;
    left: 0.6em;
  }

  .search input {
    width: 100%;
    min-height: 2rem;
    padding: 0 0.5em 0 2.1em;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-s);
    background: var(--surface);
    color: var(--text);
    font-size: var(--text-s);
  }

  .search input::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  .sort {
    display: inline-flex;
    align-items: center;
    gap: 0.2em;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  .sort:hover,
  [aria-sort="ascending"] .sort,
  [aria-sort="descending"] .sort {
    color: var(--text);
  }

  .direction {
    display: inline-block;
    width: 1.15em;
  }

  .message td {
    background: var(--sunken);
  }

  .more .link + .link {
    margin-inline-start: var(--space-3);
  }

  .uid {
    margin-top: var(--space-2);
    font-size: var(--text-xs);
  }

  tbody tr:last-child td {
    border-bottom: 0;
  }

  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-2) var(--space-4);
    border-top: 1px solid var(--line);
    color: var(--muted);
    font-size: var(--text-s);
  }

  .pager div {
    display: flex;
    gap: var(--space-1);
  }
`;
