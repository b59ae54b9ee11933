/** How long the address of what is saved is kept, in milliseconds: the download has begun long before. */
const KEPT_FOR = 10_000;

/** Hands a text to the reader as a file. */
export function saveText(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
}
