import type { FileSummary, SloView } from "./documents.ts";
import type { FileProblem, Problem } from "./problem.ts";

/** How far the reading of the queue is. */
export interface Progress {
  /** The file that is being read. */
  readonly name: string;
  /** Bytes read of it. */
  readonly read: number;
  /** Its size in bytes. */
  readonly size: number;
  /** Bytes a second since it was begun; 0 while it is not known. */
  readonly bytesPerSecond: number;
  /** How many files wait behind it. */
  readonly queued: number;
}

/** What the engine tells the page. */
export interface EngineEvents {
  /** At most about ten times a second while files are read. */
  readonly progress: Progress;
  /** A file was read and counts from now on. */
  readonly loaded: FileSummary;
  /** A file of annotations was read. It is not loaded: what becomes of it is for the reader to say. */
  readonly annotations: { readonly name: string; readonly text: string };
  /** A file was not read, for nothing says what its series count. */
  readonly unmapped: { readonly file: File; readonly problem: FileProblem };
  /** Something went wrong; whatever was loaded before is still loaded, unless the problem says otherwise. */
  readonly problem: Problem;
  /** Another SLO is active, and all files have been read again with it. */
  readonly slo: SloView;
  /** The data or the SLO changed: reviews made before are out of date. Held back while many files are read. */
  readonly changed: undefined;
  /** Nothing is being read and nothing waits. */
  readonly idle: undefined;
}

/** Tells listeners what happened, with types. */
export class Announcer extends EventTarget {
  /** Listens to one kind of event; the function that is returned stops listening. */
  on<Name extends keyof EngineEvents>(name: Name, listener: (detail: EngineEvents[Name]) => void): () => void {
    const heard = (event: Event): void => listener((event as CustomEvent<EngineEvents[Name]>).detail);
    this.addEventListener(name, heard);
    return () => this.removeEventListener(name, heard);
  }

  /** Tells everyone who listens to this kind of event. */
  protected emit<Name extends keyof EngineEvents>(name: Name, detail: EngineEvents[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
