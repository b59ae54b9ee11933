/** Reads a file in pieces, the next piece being fetched while the one before is used. */

/** The size of a piece in bytes. Of 256 KiB to 8 MiB this was the fastest in Chromium; `bench/` measures it. */
export const CHUNK_BYTES = 2 * 1024 * 1024;

/** Gives every piece of the file, in order, to `use`. Rejects as the file's own reading does. */
export async function readChunks(file: Blob, use: (chunk: Uint8Array<ArrayBuffer>) => void, size = CHUNK_BYTES): Promise<void> {
  const piece = (from: number): Promise<ArrayBuffer> => file.slice(from, from + size).arrayBuffer();
  let ahead = piece(0);
  for (let from = 0; from < file.size; from += size) {
    const chunk = await ahead;
    const next = from + size;
    if (next < file.size) {
      ahead = piece(next);
      // Without this, a failure would be reported as unhandled if `use` throws before the piece is awaited.
      ahead.catch(() => {});
    }
    use(new Uint8Array(chunk));
  }
}
