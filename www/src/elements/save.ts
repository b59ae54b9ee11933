/** Lets the browser save a text as a file. */
export function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then, and the address is not needed for it any more.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
