import { LitElement, css, html } from "lit";

import { dialogSheet, sheet } from "./sheet.ts";

/** A question with its answers. */
export interface Question<Answer extends string> {
  readonly title: string;
  readonly text: readonly unknown[];
  readonly answers: readonly { readonly answer: Answer; readonly label: string; readonly primary?: boolean }[];
}

/** `<slo-question>`: a dialog that asks before something is done. */
export class SloQuestion extends LitElement {
  static override properties = { question: { state: true } };

  static override styles = [
    sheet,
    dialogSheet,
    css`
      dialog {
        width: min(34rem, calc(100vw - 2rem));
      }

      p + p {
        margin-top: var(--space-2);
      }

      .answers {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: var(--space-2);
        margin-top: var(--space-4);
      }
    `,
  ];

  /** What is asked. */
  question: Question<string> | undefined;

  #answered: ((answer: string | undefined) => void) | undefined;

  /** Asks, and gives the answer, or `undefined` where the dialog was closed without one. */
  async ask<Answer extends string>(question: Question<Answer>): Promise<Answer | undefined> {
    this.#close(undefined);
    this.question = question;
    await this.updateComplete;
    this.renderRoot.querySelector("dialog")?.showModal();
    return new Promise((resolve) => {
      this.#answered = (answer): void => resolve(answer as Answer | undefined);
    });
  }

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @close=${(): void => this.#close(undefined)}>
      <div class="dialog-head"><h2 id="title">${this.question?.title}</h2></div>
      <div class="dialog-body">
        ${this.question?.text.map((line) => html`<p>${line}</p>`)}
        <div class="answers">
          <button class="button" type="button" @click=${(): void => this.#close(undefined)}>Cancel</button>
          ${this.question?.answers.map(
            ({ answer, label, primary }) =>
              html`<button class="button ${primary === true ? "primary" : ""}" type="button" @click=${(): void => this.#close(answer)}>${label}</button>`,
          )}
        </div>
      </div>
    </dialog>`;
  }

  #close(answer: string | undefined): void {
    const answered = this.#answered;
    this.#answered = undefined;
    this.renderRoot.querySelector("dialog")?.close();
    answered?.(answer);
  }
}

customElements.define("slo-question", SloQuestion);
