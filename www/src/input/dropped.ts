/** Files and addresses out of drops, pastes and folders. */

import { isAddress } from "../prometheus/address.ts";

/** The most files that one folder may bring: a deeper tree than this is dropped by mistake. */
const MOST_FILES = 10_000;

/** What a drag carries that the page takes: files, or the address of a Prometheus. Drags of text are none of ours. */
export type Carried = "files" | "address";

/** What a drag carries, if it is ours. */
export function carriedBy(event: DragEvent): Carried | undefined {
  const types = event.dataTransfer?.types ?? [];
  if (types.includes("Files")) return "files";
  return types.includes("text/uri-list") ? "address" : undefined;
}

/** The address in a drop or a paste, where it holds nothing else. */
export function addressIn(transfer: DataTransfer): string | undefined {
  if (transfer.files.length > 0) return undefined;
  // A list of addresses may have comments between them.
  const listed = transfer.getData("text/uri-list").split(/\r?\n/u).find((line) => line !== "" && !line.startsWith("#"));
  const text = listed ?? transfer.getData("text/plain");
  return isAddress(text) ? text.trim() : undefined;
}

/** The file under the name of its place in the folder, so that snapshots of one name can be told apart. */
function named(file: File, path: string): File {
  const name = path.replace(/^\//u, "");
  return name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified });
}

/** Whether a name is one that systems put into folders by themselves. */
function hidden(name: string): boolean {
  return name.startsWith(".");
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

/** One portion of a folder: the browser gives at most a hundred entries at once, and an empty portion at the end. */
function portion(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
}

async function filesOf(roots: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  const waiting = [...roots];
  for (let entry = waiting.shift(); entry !== undefined && files.length < MOST_FILES; entry = waiting.shift()) {
    if (entry.isFile) {
      files.push(named(await fileOf(entry as FileSystemFileEntry), entry.fullPath));
      continue;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (let next = await portion(reader); next.length > 0; next = await portion(reader)) {
      waiting.push(...next.filter((child) => !hidden(child.name)));
    }
  }
  return files.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The files of a drop, those of dropped folders among them. Must be called while the event is dispatched. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry());
  const plain = items.map((item) => item.getAsFile());
  const loose = plain.filter((file, index): file is File => file !== null && (entries[index]?.isFile ?? true));
  const folders = entries.filter((entry): entry is FileSystemEntry => entry?.isDirectory ?? false);
  return [...loose, ...(await filesOf(folders))];
}

/** The files that were picked; those of a picked folder by their path in it. */
export function pickedFiles(input: HTMLInputElement): File[] {
  const files = [...(input.files ?? [])].filter((file) => !hidden(file.name));
  return files.map((file) => (file.webkitRelativePath === "" ? file : named(file, file.webkitRelativePath)));
}

/** The files of a paste, or its text as a file of the given name. */
export function pastedFiles(transfer: DataTransfer, name: string): File[] {
  if (transfer.files.length > 0) return [...transfer.files];
  const text = transfer.getData("text/plain");
  return text.trim() === "" ? [] : [new File([text], name, { type: "text/plain" })];
}
